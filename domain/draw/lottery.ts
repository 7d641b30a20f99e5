import type { Chance } from './chance';
import type { Fault } from './checks';
import type { Candidate, Question } from './constraints';
import type { Choice } from './pick-by-tickets';

/**
 * A way to draw. Its plan is data that is committed before any randomness exists; picking is a pure function of question,
 * plan and key.
 */
export interface Lottery<Plan> {
  /** The members drawn, those kept left out, in the order drawn. */
  pick(question: Question, plan: Plan, key: DrawKey): Candidate[];
  /** Of whom each of those drawn was the first by ticket; all that a result tells of tickets. */
  choices(question: Question, plan: Plan, drawn: readonly Candidate[]): Choice[];
  /** What makes the plan none for this question, or null when whatever it draws obeys the constraints. */
  fault(question: Question, plan: Plan): Fault | null;
  /** What follows from a plan without fault, by id: everybody's chance to be drawn. */
  chances(question: Question, plan: Plan): Chance[];
}

/** What the randomness of one draw gives. */
export interface DrawKey {
  /** 32 bytes, see `drawKey`. */
  prk: Uint8Array;
  /** All candidates in the order of their tickets. */
  order: readonly Candidate[];
}
