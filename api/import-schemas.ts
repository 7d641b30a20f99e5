import { z } from 'zod';
import { ERROR_CODES } from '../domain/errors';
import { IMPORT_KINDS } from '../domain/import/kind';
import { IMPORT_NOTES, ROW_ACTIONS } from '../domain/import/report';
import { ACT_KINDS } from '../domain/lifecycle/act-table';
import { id, instant, sha256 } from './schemas';

export const importKind = z.enum(IMPORT_KINDS);

/** A batch without its contents. */
export const importBatch = z
  .object({
    id,
    kind: importKind,
    fileName: z.string(),
    fileSha256: sha256,
    state: z.enum(['open', 'written', 'cancelled', 'undone']),
    uploadedAt: instant,
    endedAt: instant.nullable(),
  })
  .meta({ id: 'ImportBatch' });

/** Acts that follow from an import, or that take it out again, one after the other. */
export const importCourse = z
  .object({
    kind: z.enum(['writing', 'undoing']),
    total: z.int(),
    done: z.int().meta({ description: 'Of these, done or refused' }),
    refused: z
      .array(
        z.object({
          project: z.string(),
          act: z.enum(ACT_KINDS),
          code: z.enum(ERROR_CODES),
          field: z.string().nullable(),
        }),
      )
      .meta({ description: 'Acts that were refused, with the code of the refusal: to be done by hand' }),
    begunAt: instant,
    endedAt: instant.nullable().meta({ description: 'Null while it is under way' }),
  })
  .meta({ id: 'ImportCourse' });

const place = { sheet: z.int(), row: z.int().nullable(), column: z.string().nullable() };

/** What a file would do, and everything that is wrong with it. */
export const importReport = z
  .object({
    kind: importKind,
    file: z.object({
      name: z.string(),
      sha256,
      format: z.enum(['xlsx', 'csv']),
      encoding: z.enum(['utf-8', 'gb18030']).nullable(),
    }),
    tables: z.array(
      z.object({
        sheet: z.int(),
        sheetName: z.string(),
        headerRow: z.int(),
        columns: z.array(z.object({ column: z.string(), name: z.string(), field: z.string().nullable() })),
      }),
    ),
    counts: z.record(z.enum(ROW_ACTIONS), z.int()),
    rows: z.array(
      z.object({
        sheet: z.int(),
        row: z.int(),
        action: z.enum(ROW_ACTIONS),
        label: z.string(),
        project: z
          .object({ code: z.string(), name: z.string() })
          .optional()
          .meta({ description: 'The project that the line is, or the person, by his id' }),
        changes: z
          .array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }))
          .optional()
          .meta({ description: 'What of it would be changed' }),
        candidates: z.array(z.object({ code: z.string(), name: z.string(), score: z.number() })).optional(),
      }),
    ),
    problems: z.array(
      z.object({
        ...place,
        severity: z.enum(['error', 'note']),
        code: z.enum([...ERROR_CODES, ...IMPORT_NOTES]),
        value: z.string().optional(),
        allowed: z
          .union([z.string(), z.array(z.string())])
          .optional()
          .meta({ description: 'What would be accepted: values, or what it has to be in the reader’s words' }),
        fix: z.string().optional().meta({ description: 'What could stand there instead' }),
        twin: z.string().optional().meta({ description: 'The row that has the same, `sheet!row`' }),
      }),
    ),
    unlisted: z.int().meta({ description: 'Problems beyond those listed' }),
    missing: z
      .array(z.object({ code: z.string(), name: z.string() }))
      .meta({ description: 'What the list before had and this one has no more: projects by code, people by id, days' }),
    writable: z.boolean().meta({ description: 'Nothing is in error but what is left out' }),
  })
  .meta({ id: 'ImportReport' });
