import { z } from 'zod';
import { defineAct } from '../define-act';
import { reveal } from './reveal';

/** The witness has the server reveal its secret; the draw follows from it and the digits, and the invitations leave. */
export const revealDraw = defineAct({
  kind: 'draw.reveal',
  summary: 'Reveal the committed secret, draw, and invite the members',
  body: z.object({}),
  apply: reveal,
});
