import pLimit from 'p-limit';
import { actDefinition } from '../activities/acts/index';
import type { ImportAct } from '../activities/imports/import-context';
import { Refusal } from '../domain/errors';
import type { ActResult } from '../workflows/contract';
import type { Actor } from './actor';
import { askForAct } from './ask-for-act';
import type { ApiDeps } from './deps';
import { requestHmac } from './request-hmac';

/** Acts of one import that are under way at once. */
const AT_ONCE = 4;

/** An act that follows from an import and was refused: somebody does it by hand. */
export interface RefusedAct {
  project: string;
  act: string;
  code: string;
  field: string | null;
}

/**
 * Performs what follows from an import by acts, those of one project in their order. Done again it does what is left: each act
 * has a key of its own.
 *
 * @returns what was refused
 * @throws Refusal UNAVAILABLE when nobody knows yet of one whether it was done
 */
export async function performImportActs(
  deps: ApiDeps,
  { batchId, acts, actor }: { batchId: string; acts: readonly ImportAct[]; actor: Actor },
): Promise<RefusedAct[]> {
  const refused: RefusedAct[] = [];
  const limit = pLimit(AT_ONCE);
  const byProject = new Map<string, [number, ImportAct][]>();
  for (const [at, act] of acts.entries())
    byProject.set(act.project, [...(byProject.get(act.project) ?? []), [at, act]]);
  await Promise.all(
    [...byProject.values()].map((ofProject) =>
      limit(async () => {
        for (const [at, act] of ofProject) {
          const key = `import.${batchId}.${at}`;
          const hmac = requestHmac(deps.config.hmacKey, { key, ...act });
          try {
            if (!(await askForImportAct(deps, { act, key, actor, hmac }))) throw new Refusal('UNAVAILABLE');
          } catch (error) {
            if (!(error instanceof Refusal) || error.code === 'UNAVAILABLE') throw error;
            const { field } = error.details;
            const told = typeof field === 'string' ? field : null;
            refused.push({ project: act.project, act: act.kind, code: error.code, field: told });
          }
        }
      }),
    ),
  );
  return refused;
}

/** Asks for one act in the name of who imports. @returns null when nobody knows yet. @throws Refusal of the act */
export function askForImportAct(
  deps: ApiDeps,
  { act, key, actor, hmac }: { act: ImportAct; key: string; actor: Actor; hmac: string },
): Promise<ActResult | null> {
  const deputyForId = actor.deputyFor?.personId ?? null;
  const channel = 'web' as const;
  return askForAct(deps, {
    key,
    definition: actDefinition(act.kind),
    actorId: actor.personId,
    projectCode: act.project,
    envelope: { occurredOn: null, channel, onBehalfOfId: null, deputyForId, scanSha256: null, backdatingId: null },
    body: act.content,
    hmac,
  });
}
