import { shippedColumns } from '../../../activities/imports/column-table';
import type { ImportKindId } from '../../../domain/import/kind';

/** A field by the heading that most files have for it: a name that the readers of such files know. */
export const fieldName = (kind: ImportKindId, field: string): string => shippedColumns(kind)[field]?.[0] ?? field;

/** What a column may stand for. */
export const fieldOptions = (kind: ImportKindId, chosen: string | null) =>
  Object.keys(shippedColumns(kind)).map((field) => ({
    value: field,
    label: fieldName(kind, field),
    chosen: field === chosen,
  }));
