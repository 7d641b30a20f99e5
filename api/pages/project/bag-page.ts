import { Refusal } from '../../../domain/errors';
import type { Answer } from '../../answer';
import { giveManifest } from '../../routes/hand-over-manifests';
import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { newFormKey, page, type Showing, text, type View } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';

/** Faults and files that are shown; the rest is counted. */
const SHOWN = 100;

interface Report {
  manifestSha256: string | null;
  files: number;
  faults: { code: string; path: string; found?: string }[];
  volumes: { catalogue: number; electronic: number };
  drawings: number;
  without: string[];
  strays: string[];
}

/** The electronic files of a hand-over, checked before they are offered: what is wrong with the bag, and which volumes they belong to. */
export const bagPage = page({
  path: '/projects/:code/bag',
  params: codeParams,
  files: true,
  show: (context) => bagView(context, null, ''),
  async submit(context) {
    const { sent, files, words, params } = context;
    const [file] = files.filter(({ size }) => size > 0);
    const receiverId = text(sent, 'receiverId');
    if (!file) throw new Unfit([{ field: 'file', text: words.t('fault.missing') }]);
    const given = { params, body: { receiverId }, file, key: text(sent, '_key') };
    const { body } = (await ask(context, giveManifest, given).catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.details.field !== 'catalogue') throw error;
      throw new Unfit([{ field: 'file', text: words.t('bag-page.no-catalogue') }]);
    })) as Answer<201, Report>;
    return context.reading((showing) => bagView(showing, body, receiverId));
  },
});

async function bagView(
  context: Showing<typeof codeParams, undefined>,
  report: Report | null,
  chosen: string,
): Promise<View> {
  const { words, params } = context;
  const dossier = new Dossier(context, params.code);
  const project = await dossier.project();
  const receivers = (await dossier.parties()).filter(({ role, until }) => role === 'receiver' && until === null);
  const offers = project.acts.includes('hand_over.submit') && report?.manifestSha256;
  return {
    template: 'project/bag',
    title: words.t('bag-page.title'),
    width: 'mid',
    data: {
      ...{ project, chosen },
      receivers: receivers.map(({ organisationId, name }) => ({ id: organisationId, name })),
      report: report && {
        ...report,
        faults: report.faults.slice(0, SHOWN),
        without: report.without.slice(0, SHOWN),
        strays: report.strays.slice(0, SHOWN),
        n: { faults: report.faults.length, without: report.without.length, strays: report.strays.length },
      },
      offer:
        offers &&
        `/projects/${params.code}/acts/hand_over.submit?${new URLSearchParams({ receiverId: chosen, manifestSha256: offers })}`,
      key: newFormKey(),
    },
  };
}
