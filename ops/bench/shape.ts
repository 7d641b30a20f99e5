import type { Tx } from '../../activities/database/database';
import { CLOCK_KINDS, type ClockKind } from '../../domain/clocks/clock-kind';
import { type ActKind, actRule } from '../../domain/lifecycle/act-table';
import { WORKFLOWS, type WorkflowKind } from '../../domain/lifecycle/position';

/** How much one workflow heard. */
export interface PartShape {
  kind: WorkflowKind;
  acts: number;
  /** Of the acts those that were votes. */
  votes: number;
  /** Times that an alarm rang and did something. */
  alarms: number;
}

/** A project's life as its workflows saw it: its own and its children, in the order of a round. */
export interface Shape {
  code: string;
  own: PartShape;
  parts: PartShape[];
}

/** What each project did, counted from its facts. */
export async function shapesOf(tx: Tx): Promise<Shape[]> {
  const projects = await tx.project.findMany({ select: { id: true, code: true }, orderBy: { code: 'asc' } });
  const shapes: Shape[] = [];
  for (const { id, code } of projects) {
    const facts = await tx.fact.findMany({
      where: { projectId: id },
      orderBy: { sequence: 'asc' },
      select: { kind: true, key: true, roundId: true, detail: true },
    });
    const parts = new Map<string, PartShape>();
    for (const fact of facts) {
      const kind = workflowOf(fact);
      if (!kind) continue;
      const name = kind === 'projectAcceptance' ? kind : `${kind} ${fact.roundId}`;
      const part = parts.get(name) ?? { kind, acts: 0, votes: 0, alarms: 0 };
      parts.set(name, part);
      if (fact.kind === 'clock.rang') part.alarms += 1;
      else part.acts += 1;
      if (fact.kind === 'ballot.cast') part.votes += 1;
    }
    const own = parts.get('projectAcceptance') ?? { kind: 'projectAcceptance', acts: 0, votes: 0, alarms: 0 };
    const inOrder = [...parts.values()].sort((a, b) => WORKFLOWS.indexOf(a.kind) - WORKFLOWS.indexOf(b.kind));
    shapes.push({ code, own, parts: inOrder.filter((part) => part !== own) });
  }
  return shapes;
}

/** The workflow that an act or an alarm went through; undefined for what went through none. */
function workflowOf(fact: { kind: string; key: string | null; detail: unknown }): WorkflowKind | undefined {
  if (fact.kind === 'clock.rang') {
    const [clock] = (fact.detail as { clocks: { kind: ClockKind }[] }).clocks;
    return clock && CLOCK_KINDS[clock.kind].workflow;
  }
  return fact.key === null ? undefined : actRule(fact.kind as ActKind).workflow;
}
