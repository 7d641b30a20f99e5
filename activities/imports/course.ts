import type { ErrorCode } from '../../domain/errors';
import type { ActKind } from '../../domain/lifecycle/act-table';
import type { ImportBatch, ImportCourse, Prisma } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import type { ImportAct } from './import-context';

/** Acts that follow from an import, or that take it out again, and how far they have come. */
export type Course = Omit<ImportCourse, 'acts'>;

/** An act of a course that was refused: somebody does it by hand. */
export interface RefusedAct {
  project: string;
  act: ActKind;
  code: ErrorCode;
  field: string | null;
}

export interface CourseOrder {
  kind: ImportCourse['kind'];
  acts: readonly ImportAct[];
  actorId: string;
  deputyForId: string | null;
  now: Date;
}

/** Puts down what is to be done, in the transaction that decides on it; `startCourse` has it carried once that is committed. */
export function beginCourse(tx: Tx, batch: Pick<ImportBatch, 'id'>, order: CourseOrder): Promise<Course> {
  const { kind, acts, actorId, deputyForId, now } = order;
  return tx.importCourse.create({
    data: {
      ...{ batchId: batch.id, kind, actorId, deputyForId, begunAt: now },
      acts: acts as unknown as Prisma.InputJsonArray,
      total: acts.length,
    },
    omit: { acts: true },
  });
}

/** The last that was begun for an import. */
export function lastCourse(tx: Tx, batchId: string): Promise<Course | null> {
  return tx.importCourse.findFirst({ where: { batchId }, orderBy: { recordedAt: 'desc' }, omit: { acts: true } });
}
