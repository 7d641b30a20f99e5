import { voidSample } from '../../review/void-sample';
import { defineAct } from '../define-act';
import { decideVoiding } from '../draw/decide-void';
import { proposeVoiding, voidBody } from '../draw/propose-void';
import { decisionBody } from '../proposals/decision-body';

/** A typing error of the dice was found after the sample was drawn; what was really thrown is said and shown. */
export const proposeVoidSample = defineAct({
  kind: 'sample.propose_void',
  summary: 'Propose that the volume sample is void, because other digits were entered than were thrown',
  body: voidBody,
  apply: (ctx) => proposeVoiding(ctx, 'sample'),
});

/** The director finds that the digits were others: the sample is repeated under another number, in the same sitting. */
export const decideVoidSample = defineAct({
  kind: 'sample.decide_void',
  summary: 'Decide that the volume sample is void, or send the proposal back',
  body: decisionBody,
  apply: async (ctx) => ({ result: await decideVoiding(ctx, 'sample', voidSample) }),
});
