import { ACT_TABLE, type ActKind } from '../../domain/lifecycle/act-table';
import type { Invariant } from './violation';

/** Corrections that stayed unanswered send a project back. */
const BY_CLOCK: Partial<Record<string, string[]>> = { registering: ['planned'], reviewing: ['tracking', 'barred'] };

/** A history begins with the project's making and goes on by clocks and by acts of the table. */
const mayLead = (kind: string | undefined, from: string | null, to: string): boolean => {
  if (from === null) return kind === 'project.created';
  if (kind === 'clock.rang') return BY_CLOCK[from]?.includes(to) ?? false;
  const rule = kind ? ACT_TABLE[kind as ActKind] : undefined;
  return (
    rule !== undefined &&
    (rule.to as readonly string[]).includes(to) &&
    (rule.stages as readonly string[]).includes(from)
  );
};

/** Every project's stage is one that its history allows. */
export const stagesHaveHistories: Invariant = {
  name: 'a stage is one its history allows',
  async check(tx) {
    const projects = await tx.project.findMany({
      select: { id: true, code: true, stage: true, stageChanges: { orderBy: { sequence: 'asc' } } },
    });
    const facts = await tx.fact.findMany({
      where: { id: { in: projects.flatMap(({ stageChanges }) => stageChanges.flatMap(({ factId }) => factId ?? [])) } },
      select: { id: true, kind: true },
    });
    const kindOf = new Map(facts.map(({ id, kind }) => [id, kind]));
    return projects.flatMap(({ code, stage, stageChanges }) => {
      let at: string | null = null;
      for (const { from, to, factId } of stageChanges) {
        if (from !== at) return { subject: code, detail: `a move leaves ${from} while the project was at ${at}` };
        const kind = kindOf.get(factId ?? '');
        if (!mayLead(kind, from, to)) return { subject: code, detail: `${kind} led from ${from} to ${to}` };
        at = to;
      }
      return at === stage ? [] : { subject: code, detail: `at ${stage}, its history ends at ${at}` };
    });
  },
};
