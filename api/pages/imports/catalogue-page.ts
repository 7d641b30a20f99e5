import { listImports } from '../../routes/imports';
import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { newFormKey, page, type Sent, text } from '../page';
import { tabsOf } from '../project/tabs';
import { Unfit } from '../trouble';
import type { Words } from '../words';
import { give } from './give';

/** The volume catalogue of a project: its versions, and where another is given. */
export const cataloguePage = page({
  path: '/projects/:code/catalogue',
  params: codeParams,
  files: true,
  async show(context) {
    const { words, params } = context;
    const dossier = new Dossier(context, params.code);
    const project = await dossier.project();
    const mayGive = project.roles.some((role) => ['owner', 'officer'].includes(role));
    const open = (await listImports.read(context, { query: { kind: 'catalogue', state: 'open' } })).items;
    const frozen = (await dossier.applications()).some(({ state }) => FROZEN.includes(state));
    return {
      template: 'imports/catalogue',
      title: words.t('imports.kinds.catalogue.title'),
      width: 'mid',
      data: {
        project,
        tabs: tabsOf(project, 'papers', words),
        versions: await dossier.catalogues(),
        applies: project.acts.includes('application.submit'),
        ...{ mayGive, frozen, open: mayGive ? open : [] },
        path: `/projects/${params.code}/catalogue`,
        key: newFormKey(),
      },
    };
  },
  submit(context) {
    const { params, sent, words } = context;
    return give(context, 'catalogue', {
      project: params.code,
      reason: text(sent, 'reason').trim(),
      classified: classifiedOf(sent, words),
    });
  },
});

/** Of an application in these states the catalogue is frozen: a later one needs a reason. */
const FROZEN = ['submitted', 'corrections_out', 'accepted'];

/** Lines of a stratum and a number, as the route takes them. @throws Unfit */
function classifiedOf(sent: Sent, words: Words): string | undefined {
  const lines = text(sent, 'classified')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length === 0) return undefined;
  const counts = lines.map((line) => {
    const [, stratum, count] = /^(\S.*?)[\s,，:：]+(\d+)$/.exec(line.normalize('NFKC')) ?? [];
    if (!stratum) throw new Unfit([{ field: 'classified', text: words.t('imports.classified-unfit', { line }) }]);
    return { stratum, count: Number(count) };
  });
  return JSON.stringify(counts);
}
