import type { Stage } from '../../../domain/lifecycle/stage';
import type { Words } from '../words';

export interface TimelineEntry {
  at: string;
  look: 'act' | 'stage';
  what: string;
  who: string | null;
}

interface Fact {
  kind: string;
  actedAt: string;
  recordedBy: { name: string | null } | null;
  deputyFor: { name: string | null } | null;
  onBehalfOf: { name: string | null } | null;
}

/** Facts and stages as one line, the latest first. */
export function timelineOf(
  facts: readonly Fact[],
  stages: readonly { to: Stage; at: string }[],
  words: Words,
): TimelineEntry[] {
  const acts = facts.map((fact) => ({
    at: fact.actedAt,
    look: 'act' as const,
    what: words.find(`acts.${fact.kind}.title`) ?? words.value('fact', fact.kind),
    who: whoOf(fact, words),
  }));
  const moves = stages.map(({ to, at }) => ({
    at,
    look: 'stage' as const,
    what: words.t('project.entered', { stage: words.value('stage', to) }),
    who: null,
  }));
  // A stage is entered by an act of the same moment: what came of it stands above it.
  return [...moves, ...acts].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function whoOf({ recordedBy, deputyFor, onBehalfOf }: Fact, words: Words): string | null {
  if (!recordedBy?.name) return null;
  const name = deputyFor?.name
    ? words.t('project.deputy', { name: recordedBy.name, absent: deputyFor.name })
    : recordedBy.name;
  return onBehalfOf?.name ? words.t('project.for', { name, other: onBehalfOf.name }) : name;
}
