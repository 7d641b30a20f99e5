import { actualDay } from '../../../domain/calendar/partial-date';
import { Refusal } from '../../../domain/errors';
import type { Application } from '../../../prisma/generated/client';
import { runClock } from '../../clocks/run-clocks';
import { toDate } from '../../database/dates';
import type { ActContext } from '../../process/process-context';
import { type RuleSetRow, ruleSetOn } from '../../rules/rule-set-for';
import { ensureTask } from '../../tasks/ensure-task';
import { formColumns } from '../application/applications';
import { checkApplication } from '../application/check-application';
import type { TakeOverForm } from './take-over-form';

/** The application as it was received elsewhere, held to the same rules; what is not replied to yet goes on here. */
export async function takeOverApplication(ctx: ActContext<TakeOverForm>): Promise<Application | undefined> {
  const { application, stage } = ctx.body;
  if (!application) return undefined;
  const { receivedOn, form } = application;
  const rules = await rulesOn(ctx, receivedOn);
  await checkApplication(ctx, form, rules.body);
  const replied = stage !== 'reviewing';
  const row = await ctx.tx.application.create({
    data: {
      projectId: ctx.project.id,
      number: 1,
      ...formColumns(form),
      ruleSetId: rules.id,
      receivedOn: toDate(receivedOn),
      submittedFactId: ctx.factId,
      state: replied ? 'accepted' : 'submitted',
      repliedFactId: replied ? ctx.factId : null,
    },
  });
  ctx.rules = rules;
  if (!replied) {
    const bases = { applicationReceived: actualDay(receivedOn) };
    await runClock(ctx, { kind: 'reply_application', subject: row.id, start: receivedOn, bases });
    await ensureTask(ctx, { kind: 'review-application', subject: row.id });
  }
  return row;
}

/** The rule set of that day; of an application older than any rule set here, the one in force now. */
async function rulesOn(ctx: ActContext, day: string): Promise<RuleSetRow> {
  try {
    return await ruleSetOn(ctx.tx, ctx.project, day);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NO_RULE_SET_IN_FORCE') return ctx.rules;
    throw error;
  }
}
