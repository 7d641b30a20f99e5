import { Refusal } from '../../../domain/errors';
import type { ActKind } from '../../../domain/lifecycle/act-table';
import type { RuleSet } from '../../../domain/rules/rule-set';
import type { Reading } from '../../route';
import { readAttendance } from '../../routes/round-attendance';
import { readRoundVolumes } from '../../routes/round-volumes';
import { Dossier } from '../acts/dossier';

type Project = Awaited<ReturnType<Dossier['project']>>;
export type Round = Awaited<ReturnType<Dossier['rounds']>>[number];
export type Attendance = Awaited<ReturnType<typeof readAttendance.read>>;
export type Volume = Awaited<ReturnType<typeof readRoundVolumes.read>>['items'][number];

/** A meeting as its reader may know it. */
export interface Room {
  dossier: Dossier;
  project: Project;
  round: Round;
  rules: RuleSet;
  /** Null for who is neither of the bureau nor of a panel that has met. */
  attendance: Attendance | null;
  volumes: Volume[];
  /** The reader's own seat. */
  own: Round['seats'][number] | null;
  /** Of the bureau: it sees who has handed in, and names. */
  staff: boolean;
  /** Address of the meeting's page. */
  path: string;
  can(kind: ActKind): boolean;
  /** May enter it for a member from a paper. */
  enters(kind: ActKind): boolean;
}

const STAFF = ['officer', 'director', 'recorder', 'parent_director'];

/** @throws Refusal NOT_FOUND */
export async function readRoom(reading: Reading, { code, number }: { code: string; number: number }): Promise<Room> {
  const params = { code, number };
  const dossier = new Dossier(reading, code);
  const project = await dossier.project();
  const round = (await dossier.rounds()).find((each) => each.number === number);
  if (!round) throw new Refusal('NOT_FOUND', { field: 'number', value: number });
  const { actor } = reading;
  const here = round.id === project.round?.id;
  return {
    dossier,
    project,
    round,
    rules: await dossier.rules(),
    attendance: await readAttendance.read(reading, { params }).catch(unlessHidden),
    volumes: (await readRoundVolumes.read(reading, { params })).items,
    own: round.seats.find(({ holder }) => holder?.personId === actor.personId) ?? null,
    staff: project.roles.some((role) => STAFF.includes(role)),
    path: roomPath(params, 'meeting'),
    can: (kind) => here && project.acts.includes(kind),
    enters: (kind) => here && project.entries.includes(kind),
  };
}

/** Address of one of the meeting's pages. */
export const roomPath = ({ code, number }: { code: string; number: number }, page: string): string =>
  `/projects/${code}/rounds/${number}/${page}`;

function unlessHidden(error: unknown): null {
  if (error instanceof Refusal && error.code === 'NOT_FOUND') return null;
  throw error;
}

/** Volumes that somebody, or the holder of one seat, has yet to inspect. */
export const awaited = (volumes: readonly Volume[], seatId?: string): Volume[] =>
  volumes.filter(
    (each) => !each.inspected && !each.notProduced && each.seatId !== null && (!seatId || each.seatId === seatId),
  );
