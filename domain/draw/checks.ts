import { Refusal } from '../errors';

/** What a verifier looks at: of every record, of a panel draw and of a sample. */
export const CHECK_NAMES = [
  'seal',
  'form',
  'announced',
  'root',
  'secret',
  'randomness',
  'pool',
  'lottery',
  'chances',
  'result',
  'constraints',
  'refills',
  'catalogue',
  'sizes',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/**
 * What a verifier can find besides the refusals of the rules it repeats, whose codes are those of `ErrorCode`. The words are in
 * `templates/locales/<language>/verify.json`. Keep it sorted.
 */
export const FINDING_CODES = [
  'DIFFERENT',
  'LIMIT_BROKEN',
  'NOT_AS_ANNOUNCED',
  'NOT_CANONICAL',
  'NOT_FOR_TICKETS',
  'NOT_IN_THE_SITTING',
  'NOT_IN_TIME',
  'NOT_JSON',
  'NOT_LOOKED_AT',
  'NOT_SORTED',
  'NOT_UTF8',
  'NO_PANEL',
  'PERSON_TWICE',
  'ROWS_TOTAL',
  'ROW_BREAKS_LIMITS',
  'ROW_WEIGHT',
  'UNEXPECTED',
  'WRONG_DIGEST',
  'WRONG_FORM',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** What is wrong and where: positions, expected and found values beside the code. */
export interface Finding {
  code: string;
  [fact: string]: unknown;
}

/** One thing a verifier looked at. */
export interface Check {
  name: CheckName;
  ok: boolean;
  /** Null when it holds. */
  finding: Finding | null;
  /** What was computed on the way, when it holds, for whoever computes it by himself. */
  workings: Record<string, unknown> | null;
}

/** A finding of the verifier's own. */
export type Fault = Finding & { code: FindingCode };

/** Says what is wrong, or null. A throw counts as wrong. */
export type Test = () => Fault | null;

interface Look {
  name: CheckName;
  needs?: readonly CheckName[];
  test: Test;
  workings?: () => Record<string, unknown>;
}

/** Looks at one after the other; one that needs others is left out, and counts as failed, when one of those failed. */
export function runChecks(looks: readonly Look[]): Check[] {
  const failed = new Set<CheckName>();
  return looks.map(({ name, needs = [], test, workings }) => {
    const after = needs.find((need) => failed.has(need));
    const finding = after === undefined ? guarded(test) : { code: 'NOT_LOOKED_AT', after };
    if (finding) failed.add(name);
    return { name, ok: finding === null, finding, workings: (finding ? null : workings?.()) ?? null };
  });
}

function guarded(test: Test): Finding | null {
  try {
    return test();
  } catch (error) {
    return error instanceof Refusal
      ? { code: error.code, ...error.details }
      : { code: 'UNEXPECTED', error: `${error}` };
  }
}
