import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { RECORD_DATES, RECORD_FIELDS, type RecordDate, type Scalar } from '../../../domain/lifecycle/correctable';
import type { ProjectDateKind } from '../../../prisma/generated/client';
import { ownersOf } from '../../people/recipients';
import type { ActContext, ProcessContext } from '../../process/process-context';
import { initialsOf } from '../../projects/initials';
import { partiesOf, setParties } from '../../projects/parties';
import { projectDate, recordDate } from '../../projects/project-dates';
import { ensureTask } from '../../tasks/ensure-task';
import { line, localDate } from '../field-types';

const DATE_OF: Record<RecordDate, ProjectDateKind> = {
  constructionStart: 'construction_start',
  trialRun: 'trial_run',
  completion: 'completion',
  completionHeld: 'completion_acceptance',
};

/** What a field of the record may become. */
const VALUES: Record<string, z.ZodType> = {
  name: line(),
  nationalCode: line(50).nullable(),
  owner: z.uuid(),
  shortName: line(60).nullable(),
  location: line().nullable(),
  investmentWan: z.number().positive().max(1e10).nullable(),
  ...Object.fromEntries(RECORD_DATES.map((field) => [field, localDate])),
};

const isDate = (field: string): field is RecordDate => (RECORD_DATES as readonly string[]).includes(field);

/** What the project's record says in one of its fields now; undefined for a field that it has not. */
export async function recordedValue(ctx: ProcessContext, field: string): Promise<Scalar | undefined> {
  if (!RECORD_FIELDS.includes(field)) return undefined;
  if (isDate(field)) return (await projectDate(ctx.tx, ctx.project.id, DATE_OF[field]))?.value ?? null;
  if (field === 'owner') return (await partiesOf(ctx, 'owner'))[0] ?? null;
  const { investmentWan } = ctx.project;
  if (field === 'investmentWan') return investmentWan === null ? null : Number(investmentWan);
  return ctx.project[field as 'name' | 'nationalCode' | 'shortName' | 'location'];
}

/** @throws Refusal BAD_INPUT for a value that the record's field can't take */
export async function checkRecordValue(ctx: ProcessContext, field: string, value: Scalar): Promise<void> {
  const read = VALUES[field]!.safeParse(value);
  const refuse = (allowed: string) => {
    throw new Refusal('BAD_INPUT', { field: 'newValue', value, allowed });
  };
  if (!read.success) refuse(read.error.issues[0]!.message);
  if (isDate(field) && !(await projectDate(ctx.tx, ctx.project.id, DATE_OF[field]))) {
    refuse('a date that is known; a new one is stated by date.change');
  }
  if (field === 'owner' && !(await ctx.tx.organisation.count({ where: { id: String(value) } }))) {
    refuse('an organisation of the register');
  }
  if (field !== 'nationalCode' || value === null) return;
  const other = { nationalCode: String(value), id: { not: ctx.project.id } };
  if (await ctx.tx.project.count({ where: other })) refuse('the project’s own code');
}

/** The record says the corrected value from now on. */
export async function correctRecord(ctx: ActContext, field: string, value: Scalar): Promise<void> {
  if (!RECORD_FIELDS.includes(field)) return;
  if (isDate(field)) {
    const date = await projectDate(ctx.tx, ctx.project.id, DATE_OF[field]);
    return recordDate(ctx, DATE_OF[field], { ...date!, value: String(value) });
  }
  if (field === 'owner') {
    await setParties(ctx, 'owner', [String(value)], ctx.envelope.occurredOn);
    if ((await ownersOf(ctx)).length === 0) await ensureTask(ctx, { kind: 'find-contact', subject: String(value) });
    return;
  }
  const data = { [field]: value };
  const initials = initialsOf({ ...ctx.project, ...data });
  await ctx.tx.project.update({ where: { id: ctx.project.id }, data: { ...data, initials } });
}
