import { addDays } from '../../domain/calendar/local-date';
import { localDateOf } from '../../domain/calendar/local-time';
import { Refusal } from '../../domain/errors';
import { expected } from '../../domain/import/expected';
import { ITS_OWN } from '../acts/take-over/undo-take-over';
import type { Tx } from '../database/database';
import { sqlState } from '../database/database-error';
import type { By } from '../people/by';
import { proposePlan } from '../plan/propose-plan';
import { ruleSetOn } from '../rules/rule-set-for';
import { auditBatch, type BatchHead, endBatch } from './batches';
import type { ImportResult } from './import-context';

/**
 * What of a written batch can be taken out again: as long as nobody has done anything with it, and for as many days as the rules
 * say of take-overs.
 *
 * @returns codes of the projects that have to be taken out by their own act, and those done already are not among them
 * @throws Refusal IMPORT_STATE, IMPORT_FINAL, IMPORT_TOUCHED, IMPORT_TOO_LONG_AGO
 */
export async function undoable(tx: Tx, batch: BatchHead, { today }: By): Promise<string[]> {
  const { projects = [], listings = [], catalogueId, plan, final, poolMemberships = [] } = batch.result as ImportResult;
  if (final) throw new Refusal('IMPORT_FINAL', { field: 'id', allowed: 'a file that puts it right' });
  await requireUntouchedExperts(tx, poolMemberships);
  const made = await tx.project.findMany({
    where: { code: { in: projects } },
    include: { jurisdiction: true, facts: { select: { kind: true } } },
  });
  const touched = made.find(({ facts }) => facts.some(({ kind }) => !ITS_OWN.includes(kind)));
  if (touched) throw touchedBy(touched.code);
  if (catalogueId && (await tx.application.findFirst({ where: { catalogueId }, select: { id: true } }))) {
    throw new Refusal('IMPORT_TOUCHED', { field: 'id', value: 'application', allowed: 'no application names it' });
  }
  if (plan) await requireUntouchedPlan(tx, batch, plan);
  const [any = await projectOf(tx, batch, listings, plan)] = made;
  const industry = any?.industry ?? '';
  const jurisdiction =
    any?.jurisdiction ?? (await tx.jurisdiction.findUnique({ where: { id: batch.jurisdictionId! } }));
  if (jurisdiction && batch.endedAt) {
    const { body } = await ruleSetOn(tx, { industry, jurisdiction }, today);
    const last = addDays(localDateOf(batch.endedAt.toISOString()), body.entry.takeOverUndoDays);
    if (today > last)
      throw new Refusal('IMPORT_TOO_LONG_AGO', { field: 'id', value: today, allowed: expected('until_day', last) });
  }
  return made.filter(({ stage }) => stage !== 'closed').map(({ code }) => code);
}

async function projectOf(tx: Tx, { projectId }: BatchHead, listings: readonly string[], plan?: PlanResult) {
  const id = projectId ?? plan?.after[0] ?? plan?.before[0];
  const where = id ? { id } : { listings: { some: { id: { in: [...listings] } } } };
  return (await tx.project.findFirst({ where, include: { jurisdiction: true } })) ?? undefined;
}

/** As they were admitted. @throws Refusal IMPORT_TOUCHED */
async function requireUntouchedExperts(tx: Tx, ids: readonly string[]): Promise<void> {
  const members = await tx.poolMembership.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      personId: true,
      status: true,
      person: { select: { holdings: { take: 1 }, relations: { take: 1 } } },
    },
  });
  const touched = members.find(
    ({ status, person }) => status !== 'active' || person.holdings.length > 0 || person.relations.length > 0,
  );
  if (touched) throw touchedBy(touched.personId);
}

const touchedBy = (value: string): Refusal =>
  new Refusal('IMPORT_TOUCHED', { field: 'id', value, allowed: 'nothing done yet' });

/** SQLSTATE of a row that others refer to. */
const FOREIGN_KEY = '23503';

async function takeOutExperts(tx: Tx, members: readonly string[], people: readonly string[]): Promise<void> {
  try {
    await tx.$queryRaw`SELECT access.take_out_experts(${members}::uuid[], ${people}::uuid[])::text`;
  } catch (error) {
    if (sqlState(error) === FOREIGN_KEY) throw touchedBy(members[0]!);
    throw error;
  }
}

type PlanResult = NonNullable<ImportResult['plan']>;

/** Neither fixed nor drawn up anew since. @throws Refusal IMPORT_TOUCHED */
async function requireUntouchedPlan(tx: Tx, batch: BatchHead, { year, after }: PlanResult): Promise<void> {
  const key = { jurisdictionId: batch.jurisdictionId!, year };
  const found = await tx.annualPlan.findUnique({ where: { jurisdictionId_year: key }, include: { items: true } });
  const present = found?.items.map(({ projectId }) => projectId).sort() ?? [];
  if (!found?.fixedOn && present.join() === [...after].sort().join()) return;
  throw new Refusal('IMPORT_TOUCHED', { field: 'id', value: year, allowed: 'the plan as it was imported' });
}

/** Takes out what is no project, and says that it is done. */
export async function finishUndo(tx: Tx, batch: BatchHead, by: By): Promise<BatchHead> {
  const { listings = [], catalogueId, plan, poolMemberships = [], people = [] } = batch.result as ImportResult;
  if (poolMemberships.length > 0) await takeOutExperts(tx, poolMemberships, people);
  if (plan) {
    const { year, before: projectIds } = plan;
    await proposePlan(tx, { jurisdictionId: batch.jurisdictionId!, year, projectIds, ...by });
  }
  await tx.listing.deleteMany({ where: { id: { in: listings } } });
  if (catalogueId) {
    await tx.volume.deleteMany({ where: { catalogueId } });
    await tx.classifiedCount.deleteMany({ where: { catalogueId } });
    await tx.catalogue.delete({ where: { id: catalogueId } });
  }
  await auditBatch(tx, batch, by, { type: 'import.undone', payload: { fileSha256: batch.fileSha256 } });
  return endBatch(tx, batch.id, 'undone', by, batch.result as ImportResult);
}
