import { decideRectification } from './decide-rectification';
import { extendItem } from './extend-item';
import { reportItem } from './report-item';
import { verifyItem } from './verify-item';

export const RECTIFICATION_ACTS = [reportItem, verifyItem, extendItem, decideRectification];
