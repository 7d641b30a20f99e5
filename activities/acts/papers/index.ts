import { fileScan } from './file-scan';
import { printPaper } from './print-paper';

export const PAPERS_ACTS = [printPaper, fileScan];
