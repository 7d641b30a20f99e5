import type { z } from 'zod';
import type { ActKind } from '../../domain/lifecycle/act-table';
import type { Stage } from '../../domain/lifecycle/stage';
import type { ActResult } from '../../workflows/contract';
import type { Tx } from '../database/database';
import type { ActContext } from '../process/process-context';

/** What an act did: where the project goes, if it moves, and what the caller is told. */
export interface ActOutcome {
  to?: Stage;
  result?: ActResult;
}

/** Where a sealed value is put away: in the API's transaction, before the act travels by its key alone. */
export interface Sealing {
  tx: Tx;
  key: string;
  projectId: string;
  roundId: string | null;
  /** Who acts. */
  personId: string;
  /** In whose name; the same person unless an officer enters a paper. */
  forPersonId: string;
  /** Of the paper that an officer enters. */
  scanSha256: string | null;
}

/** For acts whose contents nobody may see before time: what is asked for, and how all but the harmless rest is sealed. */
export interface SealedIntake<Schema extends z.ZodType> {
  body: z.ZodType;
  seal(sealing: Sealing, body: unknown): Promise<z.infer<Schema>>;
}

/** One act: its contents as parsed from a request, and what it writes within the transaction that records it. */
export interface ActDefinition<Schema extends z.ZodType = z.ZodType> {
  kind: ActKind;
  /** One line of the API's documentation. */
  summary: string;
  body: Schema;
  sealed?: SealedIntake<Schema>;
  /**
   * Called on the locked project, after the lifecycle allowed it and the fact was written. Throws a Refusal to undo all.
   */
  apply(ctx: ActContext<z.infer<Schema>>): Promise<ActOutcome>;
}

export function defineAct<Schema extends z.ZodType>(definition: ActDefinition<Schema>): ActDefinition<Schema> {
  return definition;
}
