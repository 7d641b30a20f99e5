import { z } from 'zod';
import { actDefinition } from '../../activities/acts/index';
import { Refusal } from '../../domain/errors';
import { ok } from '../answer';
import { askForAct } from '../ask-for-act';
import type { ApiDeps } from '../deps';
import { ownRoute, type Route } from '../route';
import { id, idParams } from '../schemas';
import { loadViewer } from '../viewer';
import { visibleTo } from '../visible-to';

const outcome = z
  .object({
    number: z.int(),
    projectCode: z.string(),
    /** `unknown`: no answer came in time; ask again. */
    outcome: z.enum(['revealed', 'refused', 'unknown']),
    /** Why it was refused. */
    code: z.string().nullable(),
  })
  .meta({ id: 'RevealedDraw' });

const revealCeremony = ownRoute({
  method: 'post',
  path: '/api/v1/ceremonies/{id}/reveal',
  tag: 'draws',
  summary:
    'Reveal every draw that waits for this ceremony, in the order of their numbers; stops at the first that is refused',
  description: 'For the witness: the act `draw.reveal` in each project. Asked again, it goes on where it stopped.',
  key: 'own',
  params: idParams,
  answers: { 200: z.object({ ceremonyId: id, items: z.array(outcome) }) },
  async handler({ deps, actor: { personId, deputyFor }, occasion: { today }, params, key, hmac }) {
    const draws = await waitingDraws(deps, personId, today, params.id);
    const items: z.input<typeof outcome>[] = [];
    for (const draw of draws) {
      const code = await revealed(deps, {
        key: `${key}:${draw.number}`,
        definition: actDefinition('draw.reveal'),
        actorId: personId,
        projectCode: draw.projectCode,
        envelope: { ...ON_THE_WEB, deputyForId: deputyFor?.personId ?? null },
        body: {},
        hmac,
      });
      items.push({ ...draw, ...code });
      if (code.outcome !== 'revealed') break;
    }
    return ok({ ceremonyId: params.id, items });
  },
});

const ON_THE_WEB = {
  occurredOn: null,
  channel: 'web',
  onBehalfOfId: null,
  scanSha256: null,
  backdatingId: null,
} as const;

/** @throws Refusal NOT_FOUND for a ceremony that the person may not see */
async function waitingDraws(deps: ApiDeps, personId: string, today: string, ceremonyId: string) {
  return deps.database.withPerson(personId, async (tx) => {
    const see = visibleTo(await loadViewer(tx, personId, today));
    const found = await tx.ceremony.findFirst({ where: { AND: [{ id: ceremonyId }, see.ceremony] } });
    if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: ceremonyId });
    const rows = await tx.draw.findMany({
      where: { AND: [{ ceremonyId, purpose: 'panel', state: 'committed' }, see.draw] },
      orderBy: { number: 'asc' },
      select: { number: true, project: { select: { code: true } } },
    });
    return rows.map(({ number, project }) => ({ number, projectCode: project.code }));
  });
}

type Asked = Parameters<typeof askForAct>[1];

async function revealed(deps: ApiDeps, asked: Asked): Promise<Pick<z.input<typeof outcome>, 'outcome' | 'code'>> {
  try {
    const result = await askForAct(deps, asked);
    return { outcome: result ? 'revealed' : 'unknown', code: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { outcome: 'refused', code: error.code };
  }
}

export const REVEAL_CEREMONY_ROUTES: readonly Route[] = [revealCeremony];
