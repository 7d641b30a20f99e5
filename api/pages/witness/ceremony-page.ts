import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { actRoute } from '../../routes/acts';
import { readCeremony } from '../../routes/ceremonies';
import { Dossier } from '../acts/dossier';
import { newFormKey, page, type Showing, type Submitting, text } from '../page';
import { uploadFirst } from '../upload-first';
import { ask } from '../visit';
import { readDigits } from './digits';

const params = z.strictObject({ id: z.uuid() });

/** Digits that the ceremony's dice must give at least. */
const leastOf = (source: unknown): number => Number((source as { count?: number; min?: number } | null)?.count ?? 20);

/** A ceremony as its witness sees it: the commitments, the digits twice, the reveal, the result. */
export const ceremonyPage = page({
  path: '/ceremonies/:id',
  params,
  files: true,
  async show(context) {
    const { words, params, hat, actor } = context;
    const ceremony = await readCeremony.read(context, { params });
    const throws = hat?.role === 'witness' || actor.personId === ceremony.witnessId;
    // Volumes are drawn in the room, before everybody: the meeting's page has the dice.
    const sample = ceremony.draws.find(({ purpose, projectCode }) => purpose === 'sample' && projectCode !== null);
    if (sample) return { to: `/projects/${sample.projectCode}/review` };
    return {
      template: 'witness/ceremony',
      title: words.t(throws ? 'witness.page' : 'draws.ceremony'),
      data: {
        throws,
        ceremony: { ...ceremony, draws: await withActs(context, ceremony) },
        least: leastOf(ceremony.source),
        path: `/ceremonies/${params.id}`,
        key: newFormKey(),
        step: stepOf(ceremony),
      },
    };
  },
  async submit(context) {
    const { sent, words, params, request } = context;
    const { first, second } = readDigits(context);
    const code = await projectOf(context);
    const photoSha256 = await uploadFirst(context, code);
    const note = text(sent, 'note').trim() || undefined;
    const content = { first, second, note, photoSha256 };
    await ask(context, actRoute('draw.enter_digits'), { params: { code }, body: { content }, key: text(sent, '_key') });
    request.session.flash = { tone: 'ok', text: words.t('witness.entered') };
    return { to: `/ceremonies/${params.id}` };
  },
});

type Ceremony = Awaited<ReturnType<typeof readCeremony.read>>;

/** Each draw with what the reader may do about it now. */
async function withActs(context: Showing<typeof params>, { draws, source, correction }: Ceremony) {
  const possible = [
    ...((source as { kind?: string }).kind === 'public-lottery' ? ['draw.enter_lottery'] : []),
    ...(correction && !correction.confirmed ? ['draw.confirm_correction'] : []),
    'draw.abandon',
  ];
  const shown: (Ceremony['draws'][number] & { acts: string[] })[] = [];
  for (const draw of draws) {
    const waits = draw.state === 'committed' && draw.purpose === 'panel' && draw.projectCode !== null;
    const acts = waits ? (await new Dossier(context, draw.projectCode!).project()).acts : [];
    shown.push({ ...draw, acts: acts.filter((kind) => possible.includes(kind)) });
  }
  return shown;
}

/** Every draw of a ceremony has a secret of its own to reveal. */
const stepOf = ({ digitsEntered, draws }: { digitsEntered: boolean; draws: { state: string }[] }): string => {
  if (!digitsEntered) return 'throw';
  return draws.some(({ state }) => state === 'committed') ? 'reveal' : 'result';
};

/** Reveals the secrets and draws: nothing of it can be changed afterwards. */
export const revealAction = page({
  path: '/ceremonies/:id/reveal',
  params,
  async submit(context) {
    const { sent, params } = context;
    const { draws } = await context.reading((showing) => readCeremony.read(showing, { params }));
    for (const { state, projectCode, number } of draws) {
      if (state !== 'committed' || projectCode === null) continue;
      const key = `${text(sent, '_key')}.${number}`;
      await ask(context, actRoute('draw.reveal'), { params: { code: projectCode }, body: { content: {} }, key });
    }
    return { to: `/ceremonies/${params.id}` };
  },
});

/** The project whose workflow hears the ceremony's acts: that of its first draw. */
function projectOf(context: Submitting<typeof params>): Promise<string> {
  return context.reading(async (showing: Showing<typeof params>) => {
    const { draws } = await readCeremony.read(showing, { params: showing.params });
    const code = draws.find(({ projectCode }) => projectCode !== null)?.projectCode;
    if (!code) throw new Refusal('NOT_FOUND', { field: 'id', value: showing.params.id });
    return code;
  });
}
