import { randomUUID } from 'node:crypto';
import type { Located } from '../../../domain/import/kind';
import type { ExpertLine } from '../../../domain/import/kinds/pool';
import type { FieldChange } from '../../../domain/import/report';
import { toDate } from '../../database/dates';
import { leaveOrganisation } from '../../people/leave-organisation';
import { admitMembers, changePoolMember } from '../../people/pool-members';
import { replaceAddress } from '../../people/replace-address';
import { ensureOrganisations } from '../../projects/organisations';
import type { ImportContext, ImportResult } from '../import-context';
import type { KnownExpert } from './known-experts';

/** What becomes of one line. */
export interface ExpertFate {
  line: Located<ExpertLine>;
  action: 'create' | 'link' | 'change' | 'skip' | 'error';
  /** Codes of the rule set's groups. */
  specialties: string[];
  known?: KnownExpert;
  changes: FieldChange[];
}

/** Records, admits and changes people as it was planned; many in as many statements as one. */
export async function writePool(ctx: ImportContext, fates: readonly ExpertFate[]): Promise<ImportResult> {
  const people = await recordPeople(
    ctx,
    fates.filter(({ action }) => action === 'create'),
  );
  const joining = fates.filter(({ action }) => action === 'create' || action === 'link');
  const idOf = (fate: ExpertFate) => fate.known?.id ?? people.get(fate)!;
  const poolMemberships = await admitMembers(
    ctx.tx,
    ctx.jurisdictionId!,
    joining.map((fate) => {
      const { specialties, line } = fate;
      const joinedOn = line.record.joinedOn ?? ctx.today;
      return { ...detailsOf(line.record, specialties), personId: idOf(fate), joinedOn };
    }),
    ctx,
  );
  await recordEmployments(ctx, joining, idOf);
  const changing = fates.filter(({ action }) => action === 'change');
  for (const fate of changing) await change(ctx, fate);
  const final = changing.length > 0 ? true : undefined;
  return { people: [...people.values()], poolMemberships, final };
}

function detailsOf({ titleLevel, yearsInField, birthDate, regulatorStaff }: ExpertLine, specialties: string[]) {
  return { specialties, titleLevel, yearsInField, birthDate, regulatorStaff: regulatorStaff ?? false };
}

async function recordPeople({ tx }: ImportContext, fates: readonly ExpertFate[]): Promise<Map<ExpertFate, string>> {
  const ids = new Map(fates.map((fate) => [fate, randomUUID()]));
  const records = fates.map((fate) => ({ personId: ids.get(fate)!, ...fate.line.record }));
  await tx.person.createMany({ data: records.map(({ personId: id, name, title }) => ({ id, name, title })) });
  const details = records.filter(({ phone, idNumber }) => phone || idNumber);
  await tx.personDetails.createMany({
    data: details.map(({ personId, phone, idNumber }) => ({ personId, phone, idNumber })),
  });
  const reachable = records.filter(({ email }) => email !== null);
  await tx.emailAddress.createMany({ data: reachable.map(({ personId, email }) => ({ personId, address: email! })) });
  return ids;
}

/** Where they work, and where they worked: those of a known person that are recorded already are left. */
async function recordEmployments(
  { tx }: ImportContext,
  fates: readonly ExpertFate[],
  idOf: (fate: ExpertFate) => string,
) {
  const rows = fates.flatMap((fate) => {
    const { employer, formerEmployers } = fate.line.record;
    const present = fate.known?.employer === employer ? [] : [{ name: employer, from: null, until: null }];
    return [...present, ...formerEmployers].map((each) => ({ ...each, personId: idOf(fate) }));
  });
  const organisations = await ensureOrganisations(
    tx,
    rows.map(({ name }) => ({ name })),
    'employer',
  );
  await tx.membership.createMany({
    data: rows.map(({ personId, from, until }, at) => ({
      ...{ personId, organisationId: organisations[at]!, kind: 'employment' as const },
      ...{ from: from && toDate(from), until: until && toDate(until) },
    })),
  });
}

async function change(
  ctx: ImportContext,
  { line: { record }, specialties, known, changes }: ExpertFate,
): Promise<void> {
  const { tx } = ctx;
  const { id: personId, member } = known!;
  const changed = new Set(changes.map(({ field }) => field));
  const details = { ...detailsOf(record, specialties), status: 'active' as const };
  const fields = (Object.keys(details) as (keyof typeof details)[]).filter((field) => changed.has(field));
  if (fields.length > 0) {
    await changePoolMember(tx, member!, Object.fromEntries(fields.map((field) => [field, details[field]])), ctx);
  }
  if (changed.has('title')) await tx.person.update({ where: { id: personId }, data: { title: record.title } });
  if (changed.has('phone')) {
    const phone = record.phone!;
    await tx.personDetails.upsert({ where: { personId }, create: { personId, phone }, update: { phone } });
  }
  if (changed.has('email')) await replaceAddress(tx, personId, record.email!, ctx.now);
  if (!changed.has('employer')) return;
  const present = await tx.membership.findMany({ where: { personId, kind: 'employment', until: null } });
  for (const membership of present) await leaveOrganisation(tx, membership, ctx.today, ctx);
  const [organisationId] = await ensureOrganisations(tx, [{ name: record.employer }], 'employer');
  const from = toDate(ctx.today);
  await tx.membership.create({ data: { personId, organisationId: organisationId!, kind: 'employment', from } });
}
