import { Refusal } from '../../../domain/errors';
import type { OrganisationKind } from '../../../prisma/generated/client';
import type { ActContext } from '../../process/process-context';
import { initialsOf } from '../../projects/initials';
import { ensureOrganisation, findOrganisation, learnOrganisation } from '../../projects/organisations';
import { partiesOf, setParties } from '../../projects/parties';
import { projectDate, recordDate } from '../../projects/project-dates';
import { ensureTask } from '../../tasks/ensure-task';
import type { OrganisationRef } from '../field-types';
import type { RegistrationForm } from './registration-form';

/** What the confirmed form says becomes what the project's record says. */
export async function takeOverForm(ctx: ActContext, form: RegistrationForm): Promise<void> {
  await takeOverProject(ctx, form);
  await takeOverOwner(ctx, form.owner);
  const parties: [OrganisationKind, OrganisationRef[]][] = [
    ['department', [form.department]],
    ['design', form.design],
    ['construction', form.construction],
    ['supervision', form.supervision],
  ];
  for (const [role, refs] of parties) {
    const ids: string[] = [];
    for (const ref of refs) ids.push(await ensureOrganisation(ctx.tx, ref, role));
    await setParties(ctx, role, ids, ctx.envelope.occurredOn);
  }
  for (const [kind, date] of [
    ['construction_start', form.constructionStart],
    ['completion', form.completion],
  ] as const) {
    const known = await projectDate(ctx.tx, ctx.project.id, kind);
    if (date && JSON.stringify(date) !== JSON.stringify(known)) await recordDate(ctx, kind, date);
    if (!date && !known) await ensureTask(ctx, { kind: 'find-date', subject: kind });
  }
}

async function takeOverProject(ctx: ActContext, form: RegistrationForm): Promise<void> {
  const { projectName: name, industry, investmentWan, location, insidePlanningArea } = form;
  const nationalCode = form.nationalCode ?? ctx.project.nationalCode;
  const other = nationalCode
    ? await ctx.tx.project.findFirst({ where: { nationalCode, id: { not: ctx.project.id } }, select: { id: true } })
    : null;
  if (other) {
    throw new Refusal('BAD_INPUT', {
      field: 'form.nationalCode',
      value: nationalCode,
      allowed: 'the project’s own code',
    });
  }
  const initials = initialsOf({ name, shortName: ctx.project.shortName });
  const data = { name, initials, industry, location, insidePlanningArea, nationalCode };
  await ctx.tx.project.update({ where: { id: ctx.project.id }, data: { ...data, investmentWan } });
  Object.assign(ctx.project, data);
}

/** The owner known from the list stays the same organisation under the name and code of its form, unless the code is another's. */
async function takeOverOwner(ctx: ActContext, ref: OrganisationRef): Promise<void> {
  const on = ctx.envelope.occurredOn;
  const [present] = await partiesOf(ctx, 'owner');
  const meant = await findOrganisation(ctx.tx, ref);
  if (present && (!meant || meant.id === present)) return learnOrganisation(ctx.tx, present, ref, on);
  await setParties(ctx, 'owner', [await ensureOrganisation(ctx.tx, ref, 'owner')], on);
}
