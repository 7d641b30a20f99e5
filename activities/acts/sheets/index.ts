import { reviseSheet } from './revise-sheet';
import { shareSections } from './share-sections';
import { submitSheet } from './submit-sheet';

export const SHEETS_ACTS = [shareSections, submitSheet, reviseSheet];
