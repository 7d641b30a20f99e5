import { extendCorrections } from './extend-corrections';

export const CORRECTIONS_ACTS = [extendCorrections];
