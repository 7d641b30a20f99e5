import type { ActKind } from '../../../domain/lifecycle/act-table';
import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { numberedFiles } from '../numbered-files';
import { page } from '../page';
import { tabsOf } from './tabs';

/** What is done to an item in each of its states. */
const ACTS: readonly { kind: ActKind; state: string }[] = [
  { kind: 'item.report', state: 'open' },
  { kind: 'item.verify', state: 'reported' },
  { kind: 'item.extend', state: 'open' },
];

/** What has to be put right: finding, volume, due date, what was reported with its evidence, and what became of it. */
export const itemsPage = page({
  path: '/projects/:code/items',
  params: codeParams,
  async show(context) {
    const { words, params } = context;
    const dossier = new Dossier(context, params.code);
    const project = await dossier.project();
    const clocks = await dossier.clocks();
    const items = (await dossier.items()).map((item) => ({
      ...item,
      due:
        clocks.find(
          ({ kind, subject, state }) => kind === 'rectification_item' && subject === item.id && state !== 'stopped',
        ) ?? null,
      files: numberedFiles(item.photos),
      answers: item.answers.map((answer) => ({ ...answer, files: numberedFiles(answer.evidence) })),
      acts: ACTS.filter(({ kind, state }) => item.state === state && project.acts.includes(kind)).map(
        ({ kind }) => kind,
      ),
    }));
    const left = items.filter(({ mark, state }) => mark === 'must_fix' && state !== 'closed').length;
    return {
      template: 'project/items',
      title: words.t('papers-page.items'),
      data: {
        ...{ project, items },
        // Of a failed project: what the re-inspection waits for.
        left: project.stage === 'rectifying' ? left : 0,
        closed: items.filter(({ state }) => state === 'closed').length,
        tabs: tabsOf(project, 'papers', words),
      },
    };
  },
});
