import { changeParties } from './change-parties';

export const PARTIES_ACTS = [changeParties];
