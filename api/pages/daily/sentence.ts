import { OPEN_STAGES, type Stage } from '../../../domain/lifecycle/stage';
import { Format } from '../format';
import type { Words } from '../words';

/** Stages before an application, and those after a passing opinion that wait for the end. */
const BEFORE: readonly Stage[] = ['planned', 'registering', 'tracking'];
const PASSED: readonly Stage[] = ['awaiting_completion', 'handing_over'];

/** 'How many are left' in a sentence to paste into a report. @param removed of the closed, those that were taken off the list */
export function remainingSentence(
  counts: readonly { byStage: Partial<Record<Stage, number>> }[],
  { today, year, removed, words }: { today: string; year: string | null; removed: number; words: Words },
): string {
  const sum = (stages: readonly Stage[]) =>
    counts.reduce((all, { byStage }) => all + stages.reduce((some, stage) => some + (byStage[stage] ?? 0), 0), 0);
  const [left, closed, before, passed] = [sum(OPEN_STAGES), sum(['closed']) - removed, sum(BEFORE), sum(PASSED)];
  const facts = { date: new Format(words).date(today), year, total: left + closed, closed, passed, before, left };
  const accepting = left - before - passed;
  return words.t(year ? 'daily.sentence-plan' : 'daily.sentence', { ...facts, accepting });
}
