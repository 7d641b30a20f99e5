import { defineAct } from '../define-act';
import { proposeVoiding, voidBody } from '../draw/propose-void';

/** A typing error of the dice was found after the sample was drawn; what was really thrown is said and shown. */
export const proposeVoidSample = defineAct({
  kind: 'sample.propose_void',
  summary: 'Propose that the volume sample is void, because other digits were entered than were thrown',
  body: voidBody,
  apply: (ctx) => proposeVoiding(ctx, 'sample'),
});
