import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { actDefinition } from '../../activities/acts/index';
import type { Clock } from '../../activities/clock';
import type { Database } from '../../activities/database/database';
import { sendAct } from '../../api/act';
import { type ActAsked, receiveAct, whereIs } from '../../api/act-request';
import { digestOf } from '../../domain/crypto/sha256';
import type { ActResult } from '../../workflows/contract';
import type { AskedAct } from './carriage';

export interface SendingDeps {
  client: Client;
  api: Database;
  clock: Clock;
}

/** Sends an act as its route does. @returns null when no answer came in time */
export async function actThroughWorkflow(
  { client, api, clock }: SendingDeps,
  { project, actorId, kind, body, envelope }: Omit<AskedAct, 'envelope'> & Pick<ActAsked, 'envelope'>,
  key: string = randomUUID(),
): Promise<ActResult | null> {
  const definition = actDefinition(kind);
  const parsed = (definition.sealed?.body ?? definition.body).parse(body);
  const hmac = digestOf({ project: project.code, kind, body, envelope });
  const asked = { key, definition, actorId, projectCode: project.code, envelope, body: parsed, hmac };
  const received = await receiveAct(api, clock, asked);
  if (received.stored) return received.stored;
  const { roles, position } = received;
  const onBehalf = envelope.onBehalfOfId !== null;
  const input = { v: 1 as const, key, kind, projectId: project.id, actorId, roles, onBehalf };
  const again = () => whereIs(api, clock, actorId, project.id);
  return sendAct({ client, database: api }, input, { first: position, again });
}
