import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Client,
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Database } from '../activities/database/database';
import { startOperation, startProject } from '../activities/process/start-project';
import { ERROR_CODES, type ErrorCode, Refusal } from '../domain/errors';
import { actRule } from '../domain/lifecycle/act-table';
import { workflowsFor } from '../domain/lifecycle/parts';
import { type Position, workflowIdFor } from '../domain/lifecycle/position';
import { transition } from '../domain/lifecycle/transition';
import { type ActInput, type ActResult, act } from '../workflows/contract';
import { storedResult } from './act-request';

/** How long a caller waits for the answer before he is given the act's address instead. */
const PATIENCE_MS = 15_000;

/** gRPC status codes of trouble that passes: DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE. */
const PASSING_STATUS = [4, 8, 14];
const FAILED_PRECONDITION = 9;

export interface ActDeps {
  client: Client;
  database: Database;
}

/** Where the act is heard: as known when it came, and asked again because the round may change while we are trying. */
export interface Whereabouts {
  first: Position;
  again(): Promise<Position>;
}

/**
 * Asks a workflow to perform an act, again and again with the same key until it is answered: Update ids are known to one
 * run only, so it is the key that makes an act happen once. The only caller of `executeUpdate`.
 *
 * @returns the act's result, or null when no answer came in time: then nobody knows yet, and the key row will tell
 * @throws Refusal with the code of the workflow's or the act's refusal
 */
export async function sendAct(deps: ActDeps, input: ActInput, whereabouts: Whereabouts): Promise<ActResult | null> {
  const until = Date.now() + PATIENCE_MS;
  let where = whereabouts.first;
  for (let pause = 50; ; pause = Math.min(pause * 2, 1000)) {
    const answer = await attempt(deps, input, where, until);
    if (answer !== 'again' && answer !== 'missing') return answer;
    if (Date.now() + pause > until) return null;
    await sleep(pause * (0.5 + Math.random() / 2));
    where = await whereabouts.again();
    if (answer === 'missing') await startMissing(deps, where, until);
  }
}

/** The process may have died between the commit that made a project and the start of its workflow. */
async function startMissing({ client }: ActDeps, where: Position, until: number): Promise<void> {
  if (where.stage === 'closed') return;
  await client
    .withDeadline(until, () => startProject(client, where))
    .catch((error) => {
      if (!passes(error)) throw error;
    });
}

async function attempt(
  deps: ActDeps,
  input: ActInput,
  where: Position,
  until: number,
): Promise<ActResult | 'again' | 'missing'> {
  try {
    // While no worker runs, the call would wait for ever.
    return await deps.client.withDeadline(until, () => ask(deps, input, where));
  } catch (error) {
    if (passes(error)) return 'again';
    // It may have been done although this answer says otherwise: the key row decides.
    const stored = await storedResult(deps.database, input.actorId, input.key);
    if (stored) return stored;
    if (error instanceof Refusal) throw error;
    if (error instanceof WorkflowUpdateFailedError) throw refusalOf(error);
    if (error instanceof WorkflowNotFoundError) return 'missing';
    throw new Error(`Asking ${where.code} for ${input.kind}`, { cause: error });
  }
}

/**
 * A closed project has no workflow. For the few acts that are allowed all the same, such as the correction of a paper, one
 * is started that ends with them. Where the facts call for no workflow that would hear the act, nobody is asked.
 *
 * @throws Refusal CLOSED, and what the lifecycle says
 */
async function ask({ client }: ActDeps, input: ActInput, where: Position): Promise<ActResult> {
  const { workflow, stages } = actRule(input.kind);
  const update = { args: [input] as [ActInput], updateId: input.key };
  if (where.stage !== 'closed') {
    if (!workflowsFor(where).some(({ kind }) => kind === workflow)) transition(where, input);
    return client.workflow.getHandle(workflowIdFor(workflow, where)).executeUpdate(act, update);
  }
  if (!stages.includes('closed')) {
    throw new Refusal('CLOSED', { act: input.kind, stage: where.stage, allowed: stages });
  }
  const startWorkflowOperation = startOperation(where);
  return client.workflow.executeUpdateWithStart(act, { ...update, startWorkflowOperation });
}

/** Whether the same key may simply be sent again. */
function passes(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  if (error instanceof WorkflowUpdateFailedError) {
    const type = error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
    return type === 'CONTINUING' || type === 'AcceptedUpdateCompletedWorkflow' || isReplaced(error.cause);
  }
  const cause = error instanceof ServiceError ? error.cause : error;
  if (!isGrpcServiceError(cause)) return false;
  return (
    PASSING_STATUS.includes(cause.code) ||
    (cause.code === FAILED_PRECONDITION && cause.details.includes('unexpected workflow task failure'))
  );
}

/** The workflow is of before a rebuild; the one that takes its place will answer. */
function isReplaced(cause: unknown): boolean {
  const failure = cause instanceof Error && !(cause instanceof ApplicationFailure) ? cause.cause : cause;
  return failure instanceof ApplicationFailure && failure.type === 'STALE_GENERATION';
}

function refusalOf(error: WorkflowUpdateFailedError): Error {
  const { cause } = error;
  if (!(cause instanceof Error)) return error;
  // Thrown by an activity, the failure comes wrapped in the activity's own.
  const failure = cause instanceof ApplicationFailure ? cause : cause.cause;
  if (!(failure instanceof ApplicationFailure) || !isErrorCode(failure.type)) return error;
  const [details] = failure.details ?? [];
  return new Refusal(failure.type, (details ?? {}) as Record<string, unknown>, failure.message);
}

function isErrorCode(type: string | null | undefined): type is ErrorCode {
  return (ERROR_CODES as readonly string[]).includes(type ?? '');
}
