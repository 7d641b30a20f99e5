import { inspectVolumes } from './inspect-volumes';
import { produceVolume } from './produce-volume';
import { reassignVolume } from './reassign-volume';

export const INSPECTION_ACTS = [reassignVolume, produceVolume, inspectVolumes];
