import { addToSample } from './add-to-sample';
import { commitSample } from './commit-sample';
import { revealSample } from './reveal-sample';
import { decideVoidSample, proposeVoidSample } from './void-sample';

export const SAMPLE_ACTS = [commitSample, revealSample, addToSample, proposeVoidSample, decideVoidSample];
