import { CHECK_NAMES, FINDING_CODES } from '../../../domain/draw/checks';
import type { ErrorCode } from '../../../domain/errors';
import type { Words } from '../words';

/** Refusals of the rules that a verifier repeats. */
const REFUSALS: readonly ErrorCode[] = [
  'BAD_INPUT',
  'DICE_TOO_FEW',
  'POOL_INFEASIBLE',
  'RANDOMNESS_SOURCE',
  'SAMPLE_OTHER_SITTING',
  'SECRET_MISMATCH',
  'STRATUM_UNKNOWN',
  'VACANCY_NOT_SEATED',
  'VOLUME_DUPLICATE',
  'VOLUME_UNKNOWN',
];

/** What a finding tells beside its code, where the reader is to have a word for it. */
const FACTS = ['allowed', 'expected', 'field', 'found', 'position', 'value'];

/** What `check-draw.js` says in the visitor's language, and what it compares with when the record is one of ours. */
export function checking(words: Words, draw: { number: number; root: string; secretHash: string } | null) {
  return {
    draw,
    file: `draw-${draw?.number ?? 31}.json`,
    checks: CHECK_NAMES.map((name) => ({
      name,
      title: words.t(`draws.check.${name}`),
      hint: words.t(`verify.checks.${name}`),
    })),
    findings: [
      ...FINDING_CODES.map((code) => ({ code, told: words.t(`verify.findings.${code}`) })),
      ...REFUSALS.map((code) => ({ code, told: words.t(`errors.${code}.title`) })),
      ...FACTS.map((code) => ({ code, told: words.t(`draws.fact.${code}`) })),
    ],
  };
}
