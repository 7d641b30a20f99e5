import { abandonDraw } from './abandon-draw';
import { confirmCorrection } from './confirm-correction';
import { decideVoid } from './decide-void';
import { enterDigits } from './enter-digits';
import { enterLottery } from './enter-lottery';
import { freezeDraw } from './freeze-draw';
import { proposeVoid } from './propose-void';
import { revealDraw } from './reveal-draw';

export const DRAW_ACTS = [
  freezeDraw,
  abandonDraw,
  enterDigits,
  confirmCorrection,
  revealDraw,
  enterLottery,
  proposeVoid,
  decideVoid,
];
