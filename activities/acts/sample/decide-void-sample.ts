import { voidSample } from '../../review/void-sample';
import { defineAct } from '../define-act';
import { decideVoiding } from '../draw/decide-void';
import { decisionBody } from '../proposals/decision-body';

/** The director finds that the digits were others: the sample is repeated under another number, in the same sitting. */
export const decideVoidSample = defineAct({
  kind: 'sample.decide_void',
  summary: 'Decide that the volume sample is void, or send the proposal back',
  body: decisionBody,
  apply: async (ctx) => ({ result: await decideVoiding(ctx, 'sample', voidSample) }),
});
