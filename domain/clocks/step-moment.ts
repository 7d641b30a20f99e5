/**
 * When a step fires: so many working days or days before (−) or after (+) the due date, at 09:00; at half the working days
 * of the clock, rounded up, at 09:00; or when the clock has passed: at its end, or at 09:00 of the day after when it ends at
 * 24:00. Written as people read it, `-10 WD`, since it also names the step.
 */
export type StepMoment = `${'+' | '-'}${number} ${'WD' | 'days'}` | 'half-time' | 'passed';

export const STEP_MOMENTS = '±n WD, ±n days, half-time or passed';

export interface StepOffset {
  n: number;
  unit: 'WD' | 'days';
}

export function isStepMoment(value: unknown): value is StepMoment {
  return typeof value === 'string' && (value === 'half-time' || value === 'passed' || offsetOf(value) !== null);
}

/** The offset of a moment that has one; null for `half-time` and `passed`. */
export function offsetOf(moment: string): StepOffset | null {
  const match = /^([+-]\d{1,3}) (WD|days)$/.exec(moment);
  return match ? { n: Number(match[1]), unit: match[2] as StepOffset['unit'] } : null;
}

/** Before the due date: worthless once a later reminder or the end of the clock has come. */
export function isBeforeDue(moment: StepMoment): boolean {
  return moment === 'half-time' || moment.startsWith('-');
}
