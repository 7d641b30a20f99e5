import type { Clock } from '../../activities/clock';
import type { Database } from '../../activities/database/database';
import type { Envelope } from '../../activities/process/process-context';
import type { ActKind } from '../../domain/lifecycle/act-table';
import type { PrismaClient, Project } from '../../prisma/generated/client';
import type { ActResult } from '../../workflows/contract';

/** Monday 2 March 2026, 09:00 in Shanghai: when every world begins. */
export const START = '2026-03-02T01:00:00.000Z';

/** An act that somebody asks for. */
export interface AskedAct {
  project: Pick<Project, 'id' | 'code'>;
  actorId: string;
  kind: ActKind;
  body: object;
  envelope: Envelope;
}

/** How a world's acts reach its facts, and how its time passes. */
export interface Carriage {
  /** What the installation of such a world is born as. */
  birth: { mode: 'practice'; practiceNow: Date } | { mode: 'real' };
  /** The machine's clock. */
  machine: Clock;
  now(): Promise<Date>;
  /** A project was made. */
  begin(project: Pick<Project, 'id'>): Promise<void>;
  /** @throws Refusal */
  perform(asked: AskedAct): Promise<ActResult>;
  /** Lets time pass until then, ringing every alarm on the way in order. */
  moveTo(target: Date): Promise<void>;
  /** Before the databases close. */
  close(): Promise<void>;
}

export interface CarriageDeps {
  /** Sees and writes all. */
  db: PrismaClient;
  worker: Database;
  /** As the API, whose days are those of `now`. */
  api: Database;
}
