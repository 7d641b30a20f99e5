import type { Page } from '../page';
import { batchPage } from './batch-page';
import { batchesPage } from './batches-page';
import { cataloguePage } from './catalogue-page';
import { columnsPage } from './columns-page';
import { uploadPage } from './upload-page';

/** Spreadsheets that come in: given, looked at, written, taken out again. */
export const IMPORT_PAGES: readonly Page[] = [batchesPage, uploadPage, columnsPage, cataloguePage, batchPage];
