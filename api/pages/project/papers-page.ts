import { registrationForm } from '../../../activities/acts/registration/registration-form';
import type { ActKind } from '../../../domain/lifecycle/act-table';
import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { periodOf } from '../acts/picks';
import { Format } from '../format';
import { page } from '../page';
import type { Words } from '../words';
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
        acts: project.acts.filter((kind) => PAPER_ACTS.includes(kind)),
        tabs: tabsOf(project, 'papers', words),
        registration: registration && { ...registration, facts: formFacts(registration.form, words) },
        ...{ applications, reports, visits, papers, items },
        empty: !registration && lists.every(({ length }) => length === 0),
      },
    };
  },
});

/** A form's fields with what was filed in them. */
function formFacts(form: unknown, words: Words): { label: string; value: string }[] {
  const filed = (form ?? {}) as Record<string, unknown>;
  return REGISTRATION_FIELDS.flatMap((name) => {
    const value = filed[name];
    const label = words.find(`fields.${name}.label`);
    const said = saidOf(value, words);
    return label && said ? [{ label, value: said }] : [];
  });
}

function saidOf(value: unknown, words: Words): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return words.t(`form.${value}`);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value))
    return value
      .map((each) => saidOf(each, words))
      .filter(Boolean)
      .join(words.t('list.comma'));
  const { name, value: date, precision } = value as { name?: string; value?: string; precision?: string };
  return name ?? (date ? new Format(words).partialDate(date, precision ?? 'day') : '');
}
