import { decideSuspension } from './decide-suspension';
import { proposeSuspension } from './propose-suspension';
import { resumeSuspension } from './resume-suspension';

export const SUSPENSION_ACTS = [proposeSuspension, decideSuspension, resumeSuspension];
