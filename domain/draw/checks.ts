import { Refusal } from '../errors';

/** One thing a verifier looked at. `detail` says what failed: codes, positions, expected values; empty when all is well. */
export interface Check {
  name: string;
  ok: boolean;
  detail: Record<string, unknown>;
}

/** Says what is wrong, or null. A throw counts as wrong. */
export type Test = () => Record<string, unknown> | null;

/** Runs the tests in order; one that builds on others is left out, and counts as failed, when one of those failed. */
export function runChecks(tests: readonly { name: string; needs?: readonly string[]; test: Test }[]): Check[] {
  const failed = new Set<string>();
  return tests.map(({ name, needs = [], test }) => {
    const missing = needs.find((need) => failed.has(need));
    const wrong = missing === undefined ? guarded(test) : { skippedAfter: missing };
    if (wrong) failed.add(name);
    return { name, ok: wrong === null, detail: wrong ?? {} };
  });
}

function guarded(test: Test): Record<string, unknown> | null {
  try {
    return test();
  } catch (error) {
    return error instanceof Refusal
      ? { code: error.code, ...error.details }
      : { code: 'UNREADABLE', error: `${error}` };
  }
}
