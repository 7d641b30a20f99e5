import { z } from 'zod';
import { learnColumns, shippedColumns } from '../../activities/imports/column-table';
import { requireRoleIn } from '../actor';
import { ok } from '../answer';
import { importKind as kind } from '../import-schemas';
import { type Route, route } from '../route';
import { id, line } from '../schemas';
import { visible } from '../visible';

/** Headings and the field each stands for. */
export const columnList = z
  .array(z.strictObject({ name: line(60), field: z.string().max(40).nullable() }))
  .max(500)
  .meta({ description: '`field` null: a column to be passed over' });

const table = z.object({
  shipped: z
    .record(z.string(), z.array(z.string()))
    .meta({ description: 'Headings that come with the software, by field' }),
  own: columnList.meta({ description: 'What the bureau’s people said of others, which goes before' }),
});

export const readColumns = route({
  method: 'get',
  path: '/api/v1/import-columns',
  tag: 'imports',
  summary: 'What the headings of a bureau’s spreadsheets stand for',
  query: z.strictObject({ jurisdictionId: id, kind }),
  answers: { 200: table },
  async handler(context) {
    const { tx, query } = context;
    const see = await visible(context);
    const own = await tx.importColumn.findMany({ where: { AND: [see.importColumn, query] }, orderBy: { name: 'asc' } });
    return ok({ shipped: shippedColumns(query.kind), own: own.map(({ name, field }) => ({ name, field })) });
  },
});

export const replaceColumns = route({
  method: 'put',
  path: '/api/v1/import-columns',
  tag: 'imports',
  summary: 'Say anew what the headings of a bureau’s spreadsheets stand for, beside those that come with the software',
  body: z.strictObject({ jurisdictionId: id, kind, own: columnList }),
  answers: { 200: z.object({ own: columnList }) },
  async handler({ tx, actor, body }) {
    const { jurisdictionId, kind, own } = body;
    await requireRoleIn(tx, actor, ['officer'], jurisdictionId);
    await tx.importColumn.deleteMany({ where: { jurisdictionId, kind } });
    await learnColumns(tx, { jurisdictionId, kind }, own);
    return ok({ own });
  },
});

export const IMPORT_COLUMN_ROUTES: readonly Route[] = [readColumns, replaceColumns];
