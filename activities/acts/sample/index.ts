import { addToSample } from './add-to-sample';
import { commitSample } from './commit-sample';
import { decideVoidSample } from './decide-void-sample';
import { proposeVoidSample } from './propose-void-sample';
import { revealSample } from './reveal-sample';

export const SAMPLE_ACTS = [commitSample, revealSample, addToSample, proposeVoidSample, decideVoidSample];
