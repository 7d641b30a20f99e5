import type { ActKind } from '../../../domain/lifecycle/act-table';
import { stages } from '../../routes/project-history';
import { changeProject, codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { Format } from '../format';
import { withParty } from '../home/office-home';
import { page } from '../page';
import { ask } from '../visit';
import { latestMails } from './mails-page';
import { stageBar } from './stage-bar';
import { tabsOf } from './tabs';
import { timelineOf } from './timeline';
import { workLists } from './work';

/** Entries of the timeline beside the case; the rest has a page. */
const ENTRIES = 12;

/** Steps of a round at which members are asked whether they come. */
const CALLING = ['frozen', 'inviting'];

/** Who does these needs a volume catalogue first, or may want another. */
const APPLYING: readonly ActKind[] = ['application.submit', 'application.answer_corrections'];

/** One project for whoever may see it: where it stands, by when, what to do, what happened. */
export const projectPage = page({
  path: '/projects/:code',
  params: codeParams,
  async show(context) {
    const { words, params, actor, request } = context;
    const dossier = new Dossier(context, params.code);
    const project = await dossier.project();
    const entered = (await stages.read(context, { params })).items;
    const clocks = (await dossier.clocks())
      .filter(({ state }) => state === 'running' || state === 'paused')
      .map(withParty);
    const picking = { dossier, words, format: new Format(words), personId: actor.personId };
    const facts = await dossier.facts();
    const parties = (await dossier.parties()).filter(({ until }) => until === null);
    const dates = await dossier.dates();
    const staff = project.roles.some((role) => ['officer', 'director', 'recorder', 'parent_director'].includes(role));
    const officer = project.acts.length > 0 && project.roles.includes('officer');
    return {
      template: 'project/project',
      title: project.name,
      data: {
        project,
        staff,
        board: request.session.board ?? '/projects',
        bar: stageBar(
          project.stage,
          entered.map(({ to }) => to),
        ),
        tabs: tabsOf(project, 'case', words),
        lead: clocks[0] ?? null,
        clocks: clocks.slice(0, 6),
        ...(await workLists(dossier, picking)),
        timeline: timelineOf(facts, entered, words).slice(0, ENTRIES),
        parties,
        owner: parties.find(({ role }) => role === 'owner')?.name ?? null,
        department: parties.find(({ role }) => role === 'department')?.name ?? null,
        start: dates.find(({ kind }) => kind === 'construction_start') ?? null,
        completion: dates.find(({ kind }) => kind === 'completion') ?? null,
        catalogue: APPLYING.some((kind) => project.acts.includes(kind)) && {
          versions: (await dossier.catalogues()).length,
        },
        application: project.stage === 'reviewing' && staff ? ((await dossier.applications())[0] ?? null) : null,
        calls: officer && CALLING.includes(project.round?.step ?? ''),
        mails: staff ? await latestMails(context, project.id) : [],
        takes: officer && project.caseOfficer?.id !== actor.personId,
      },
    };
  },
});

/** Takes a case over from a colleague. */
export const takeCaseAction = page({
  path: '/projects/:code/take',
  params: codeParams,
  async submit(context) {
    const { params, words, request } = context;
    const caseOfficerId = await context.reading(async ({ actor }) => actor.personId);
    await ask(context, changeProject, { params, body: { caseOfficerId } });
    request.session.flash = { tone: 'ok', text: words.t('project.took') };
    return { to: `/projects/${params.code}` };
  },
});
