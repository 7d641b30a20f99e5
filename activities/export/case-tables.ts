import type { Tx } from '../database/database';

/** A table of a case: its name, and its rows, some at a time. */
export interface CaseTable {
  name: string;
  rows(): AsyncIterable<readonly object[]>;
}

const VOLUMES_AT_ONCE = 2_000;

/**
 * All that is known of a project, as its reader may see it: facts, parts of the case, rounds, papers, mails. Sealed values that were never
 * opened are not among it.
 */
export function caseTables(tx: Tx, { id: projectId }: { id: string }): CaseTable[] {
  const of = { where: { projectId } };
  const ofRounds = { where: { round: { projectId } } };
  const all: Record<string, () => Promise<readonly object[]>> = {
    project: () => tx.project.findMany({ where: { id: projectId }, include: { jurisdiction: true } }),
    listings: () => tx.listing.findMany(of),
    parties: () => tx.projectParty.findMany({ ...of, include: { organisation: { include: { names: true } } } }),
    dates: () => tx.projectDate.findMany({ ...of, orderBy: { sequence: 'asc' } }),
    facts: () => tx.fact.findMany({ ...of, orderBy: { sequence: 'asc' } }),
    stages: () => tx.stageChange.findMany({ ...of, orderBy: { sequence: 'asc' } }),
    registrations: () => tx.registration.findMany(of),
    correction_requests: () => tx.correctionRequest.findMany({ ...of, include: { items: true } }),
    corrections: () => tx.factCorrection.findMany(of),
    reports: () => tx.periodicReport.findMany(of),
    visits: () => tx.visit.findMany({ ...of, include: { findings: true } }),
    catalogues: () => tx.catalogue.findMany({ ...of, include: { classified: true } }),
    applications: () => tx.application.findMany(of),
    rounds: () => tx.round.findMany({ ...of, include: { halfDays: true, result: true } }),
    seats: () => tx.seat.findMany({ ...ofRounds, include: { holders: true } }),
    check_ins: () => tx.checkIn.findMany(ofRounds),
    departures: () => tx.departure.findMany(ofRounds),
    sample: () => tx.sampleItem.findMany({ ...ofRounds, orderBy: [{ roundId: 'asc' }, { number: 'asc' }] }),
    findings: () => tx.finding.findMany(ofRounds),
    sheets: () => tx.sheetIn.findMany(ofRounds),
    ballots: () => tx.ballotIn.findMany(ofRounds),
    ballot_absences: () => tx.ballotAbsence.findMany(ofRounds),
    opinions: () => tx.opinion.findMany({ ...of, include: { signatures: true } }),
    items: () => tx.rectificationItem.findMany({ ...of, include: { answers: true } }),
    hand_overs: () => tx.handOver.findMany(of),
    services: () => tx.service.findMany(of),
    clocks: () => tx.clock.findMany(of),
    suspensions: () => tx.suspension.findMany(of),
    proposals: () => tx.proposal.findMany(of),
    tasks: () => tx.task.findMany(of),
    papers: () => tx.paper.findMany(of),
    draws: () => tx.draw.findMany({ ...of, omit: { bundle: true }, orderBy: { number: 'asc' } }),
    mails: () => tx.outboxMail.findMany({ ...of, omit: { sentText: true }, orderBy: { queuedAt: 'asc' } }),
    files: () => tx.fileUpload.findMany(of),
  };
  const tables = Object.entries(all).map(([name, load]): CaseTable => ({ name, rows: () => atOnce(load) }));
  return [...tables, { name: 'volumes', rows: () => volumesOf(tx, projectId) }];
}

async function* atOnce(load: () => Promise<readonly object[]>) {
  yield await load();
}

async function* volumesOf(tx: Tx, projectId: string) {
  for (let after: string | undefined; ; ) {
    const rows = await tx.volume.findMany({
      where: { catalogue: { projectId } },
      orderBy: { id: 'asc' },
      take: VOLUMES_AT_ONCE,
      ...(after && { cursor: { id: after }, skip: 1 }),
    });
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.id;
    if (rows.length < VOLUMES_AT_ONCE) return;
  }
}
