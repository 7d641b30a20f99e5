import { Refusal } from '../../domain/errors';
import type { Position, WorkflowKind } from '../../domain/lifecycle/position';
import type { Jurisdiction, Project } from '../../prisma/generated/client';
import { type Clock, type ProcessTime, processTime } from '../clock';
import type { Tx } from '../database/database';

/**
 * @throws Refusal NOT_FOUND, STALE_GENERATION when a rebuild replaced the asking workflow
 */
export async function loadPosition(
  tx: Tx,
  clock: Clock,
  { projectId, generation }: { projectId: string; generation: number },
): Promise<Position> {
  const time = await processTime(tx, clock);
  assertGeneration(time, generation);
  const project = await tx.project.findUnique({ where: { id: projectId }, include: { jurisdiction: true } });
  if (!project) throw new Refusal('NOT_FOUND', { field: 'projectId', value: projectId });
  return positionOf(tx, project, time);
}

/** @throws Refusal STALE_GENERATION */
export function assertGeneration(time: ProcessTime, generation: number): void {
  if (generation === time.generation) return;
  throw new Refusal('STALE_GENERATION', { field: 'generation', value: generation, allowed: time.generation });
}

interface PartsOfPosition extends Pick<Position, 'round' | 'rectifying'> {
  /** The earliest step of each workflow's clocks. */
  alarms: Partial<Record<WorkflowKind, string>> | null;
}

/**
 * Where a project stands, from its facts alone. The one way in which a workflow ever learns it: at birth, after each
 * act and alarm, after continue-as-new and after a rebuild alike. Asked several times an act, hence one query.
 */
export async function positionOf(
  tx: Tx,
  project: Project & { jurisdiction: Pick<Jurisdiction, 'code'> },
  time: ProcessTime,
): Promise<Position> {
  const [parts] = await tx.$queryRaw<[PartsOfPosition]>`
    WITH round AS (
      SELECT id, number, kind, step FROM "Round" WHERE "projectId" = ${project.id}::uuid AND "endedAt" IS NULL
      ORDER BY number DESC LIMIT 1),
    rectifying AS (
      SELECT round.id AS "roundId", round.number FROM "RectificationItem" item JOIN "Round" round ON round.id = item."roundId"
      WHERE item."projectId" = ${project.id}::uuid AND item.state <> 'closed' ORDER BY round.number DESC LIMIT 1),
    alarm AS (
      SELECT workflow, min("nextAt") AS at FROM "Clock" WHERE "projectId" = ${project.id}::uuid AND "nextAt" IS NOT NULL
      GROUP BY workflow)
    SELECT (SELECT to_jsonb(round) FROM round) AS round,
      (SELECT to_jsonb(rectifying) FROM rectifying) AS rectifying,
      (SELECT jsonb_object_agg(workflow, at) FROM alarm) AS alarms`;
  return {
    projectId: project.id,
    code: project.code,
    jurisdiction: project.jurisdiction.code,
    generation: time.generation,
    version: project.version,
    stage: project.stage,
    route: project.route,
    suspended: project.suspended,
    round: parts.round,
    rectifying: parts.rectifying,
    ...alarms(parts.alarms ?? {}, time),
  };
}

/** In practice time nothing rings by itself: an alarm is due now or not at all, and moving the time wakes the workflow. */
function alarms(
  next: NonNullable<PartsOfPosition['alarms']>,
  time: ProcessTime,
): Pick<Position, 'alarmAt' | 'alarmInMs'> {
  const alarmAt: Position['alarmAt'] = {};
  const alarmInMs: Position['alarmInMs'] = {};
  for (const [workflow, instant] of Object.entries(next) as [WorkflowKind, string][]) {
    const at = new Date(instant);
    alarmAt[workflow] = at.toISOString();
    const wait = Math.max(0, at.getTime() - time.now.getTime());
    if (wait === 0 || !time.practice) alarmInMs[workflow] = wait;
  }
  return { alarmAt, alarmInMs };
}
