import type { ActResult } from '../workflows/contract';
import { sendAct } from './act';
import { type ActAsked, receiveAct, whereIs } from './act-request';
import type { ApiDeps } from './deps';

/**
 * Receives an act and has it done.
 *
 * @returns its result, or null when nobody knows yet
 * @throws Refusal of receiving it or of the act
 */
export async function askForAct({ database, clock, temporal }: ApiDeps, asked: ActAsked): Promise<ActResult | null> {
  const received = await receiveAct(database, clock, asked);
  if (received.stored) return received.stored;
  const { position, roles } = received;
  const { projectId } = position;
  const { key, actorId, definition, envelope } = asked;
  const onBehalf = envelope.onBehalfOfId !== null;
  return sendAct(
    { client: temporal, database },
    { v: 1, key, kind: definition.kind, projectId, actorId, roles, onBehalf },
    { first: position, again: () => whereIs(database, clock, actorId, projectId) },
  );
}
