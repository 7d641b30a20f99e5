import { registrationForm } from '../../../activities/acts/registration/registration-form';
import type { ActKind } from '../../../domain/lifecycle/act-table';
import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { periodOf } from '../acts/picks';
import { page } from '../page';
import { filedFacts } from './filed-facts';
import { tabsOf } from './tabs';

/** In the order of the printed form. */
const REGISTRATION_FIELDS = Object.keys(registrationForm.shape);

const PAPER_ACTS: readonly string[] = ['paper.print', 'paper.file_scan'] satisfies ActKind[];

/** What was filed and what was issued. */
export const papersPage = page({
  path: '/projects/:code/papers',
  params: codeParams,
  async show(context) {
    const { words, params } = context;
    const dossier = new Dossier(context, params.code);
    const project = await dossier.project();
    const [registration] = await dossier.registrations();
    const applications = await dossier.applications();
    const reports = (await dossier.reports()).map((each) => ({ ...each, period: periodOf(words, each.period) }));
    const visits = await dossier.visits();
    const staff = context.actor.grants.some(({ role }) => role === 'officer' || role === 'director');
    const papers = (await dossier.papers()).map((each) => ({
      ...each,
      editable: staff && each.hasWords,
      waiting: each.hasWords && !each.fileSha256 && !each.fault,
    }));
    const items = await dossier.items();
    const lists = [applications, reports, visits, papers, items];
    return {
      template: 'project/papers',
      title: words.t('papers-page.title'),
      data: {
        project,
        staff,
        bag: project.stage === 'handing_over',
        acts: project.acts.filter((kind) => PAPER_ACTS.includes(kind)),
        tabs: tabsOf(project, 'papers', words),
        registration: registration && {
          ...registration,
          facts: filedFacts(registration.form, REGISTRATION_FIELDS, words),
        },
        ...{ applications, reports, visits, papers, items },
        empty: !registration && lists.every(({ length }) => length === 0),
      },
    };
  },
});
