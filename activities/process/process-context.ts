import type { Calendar } from '../../domain/calendar/calendar';
import type { LocalDate } from '../../domain/calendar/local-date';
import { localDateOf } from '../../domain/calendar/local-time';
import type { TableFor } from '../../domain/draw/table-lottery';
import { Refusal } from '../../domain/errors';
import type { ActorRole } from '../../domain/lifecycle/act-table';
import type { Position } from '../../domain/lifecycle/position';
import type { Jurisdiction, Project } from '../../prisma/generated/client';
import { type Clock, type ProcessTime, processTime } from '../clock';
import type { Tx } from '../database/database';
import { loadCalendar } from '../rules/load-calendar';
import { type RuleSetRow, ruleSetFor } from '../rules/rule-set-for';
import { assertGeneration, positionOf } from './load-position';

/** Everything that happens to a project happens in one of these: one transaction on the locked project. */
export interface ProcessContext extends ProcessTime {
  tx: Tx;
  project: Project & { jurisdiction: Jurisdiction };
  /** As it was when the transaction began. */
  position: Position;
  today: LocalDate;
  /** The machine's own time, also in practice: for what lives outside of a process, such as a link. */
  machineNow: Date;
  calendar: Calendar;
  /** The rule set the case is pinned to; before an application the one in force today. */
  rules: RuleSetRow;
  /** Null: a clock does it. */
  actorId: string | null;
  /** The fact that everything written here points to. */
  factId: string;
}

/** How an act reached us (every fact carries it). */
export interface Envelope {
  occurredOn: LocalDate;
  channel: 'web' | 'counter' | 'post' | 'phone' | 'official_document' | 'meeting';
  onBehalfOfId: string | null;
  deputyForId: string | null;
  scanSha256: string | null;
  /** The director's approval of an act that is back-dated. */
  backdatingId: string | null;
}

/** A person's act under way. */
export interface ActContext<Body = unknown> extends ProcessContext {
  actorId: string;
  roles: readonly ActorRole[];
  envelope: Envelope;
  body: Body;
  key: string;
  /** The fairest table for a draw; see `withTables`. */
  tableFor: TableFor;
}

/**
 * Locks the project and reads what every rule needs. Lock order: project, then the rest, audit heads last.
 *
 * @param generation of the asking workflow; null for work that no workflow asked for
 * @throws Refusal NOT_FOUND, STALE_GENERATION
 */
export async function openProcess(
  tx: Tx,
  clock: Clock,
  projectId: string,
  generation: number | null,
  ids: { actorId: string | null; factId: string },
): Promise<ProcessContext> {
  const project = await lockProject(tx, projectId);
  const time = await processTime(tx, clock);
  if (generation !== null) assertGeneration(time, generation);
  const today = localDateOf(time.now.toISOString());
  return {
    ...time,
    tx,
    project,
    position: await positionOf(tx, project, time),
    today,
    machineNow: clock.now(),
    calendar: await loadCalendar(tx),
    rules: await ruleSetFor(tx, project, today),
    ...ids,
  };
}

/** @throws Refusal NOT_FOUND */
async function lockProject(tx: Tx, id: string): Promise<ProcessContext['project']> {
  const [project] = await tx.$queryRaw<ProcessContext['project'][]>`
    SELECT project.*, to_jsonb(jurisdiction) AS jurisdiction
    FROM "Project" project JOIN "Jurisdiction" jurisdiction ON jurisdiction.id = project."jurisdictionId"
    WHERE project.id = ${id}::uuid FOR UPDATE OF project`;
  if (!project) throw new Refusal('NOT_FOUND', { field: 'projectId', value: id });
  return project;
}
