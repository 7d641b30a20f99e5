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
  if (generation !== time.generation) {
    throw new Refusal('STALE_GENERATION', { field: 'generation', value: generation, allowed: time.generation });
  }
  const project = await tx.project.findUnique({ where: { id: projectId }, include: { jurisdiction: true } });
  if (!project) throw new Refusal('NOT_FOUND', { field: 'projectId', value: projectId });
  return positionOf(tx, project, time);
}

/**
 * Where a project stands, from its facts alone. The one way in which a workflow ever learns it: at birth, after each
 * act and alarm, after continue-as-new and after a rebuild alike.
 */
export async function positionOf(
  tx: Tx,
  project: Project & { jurisdiction: Jurisdiction },
  time: ProcessTime,
): Promise<Position> {
  const round = await tx.round.findFirst({
    where: { projectId: project.id, endedAt: null },
    orderBy: { number: 'desc' },
    select: { id: true, number: true, kind: true, step: true },
  });
  const item = await tx.rectificationItem.findFirst({
    where: { projectId: project.id, state: { not: 'closed' } },
    orderBy: { round: { number: 'desc' } },
    select: { roundId: true, round: { select: { number: true } } },
  });
  return {
    projectId: project.id,
    code: project.code,
    jurisdiction: project.jurisdiction.code,
    generation: time.generation,
    version: project.version,
    stage: project.stage,
    route: project.route,
    suspended: project.suspended,
    round,
    rectifying: item && { roundId: item.roundId, number: item.round.number },
    ...(await alarms(tx, project.id, time)),
  };
}

/** In practice time nothing rings by itself: an alarm is due now or not at all, and moving the time wakes the workflow. */
async function alarms(tx: Tx, projectId: string, time: ProcessTime): Promise<Pick<Position, 'alarmAt' | 'alarmInMs'>> {
  const next = await tx.clock.groupBy({
    by: ['workflow'],
    where: { projectId, nextAt: { not: null } },
    _min: { nextAt: true },
  });
  const alarmAt: Position['alarmAt'] = {};
  const alarmInMs: Position['alarmInMs'] = {};
  for (const { workflow, _min } of next) {
    const at = _min.nextAt;
    if (!at) continue;
    alarmAt[workflow as WorkflowKind] = at.toISOString();
    const wait = Math.max(0, at.getTime() - time.now.getTime());
    if (wait === 0 || !time.practice) alarmInMs[workflow as WorkflowKind] = wait;
  }
  return { alarmAt, alarmInMs };
}
