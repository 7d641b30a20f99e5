import { Refusal } from '../../../domain/errors';
import { missingFacts, TAKE_OVER_FACTS } from '../../../domain/lifecycle/take-over';
import { OWN_ROUTES } from '../../../domain/registration/allowed-routes';
import type { ActContext } from '../../process/process-context';
import { ensureOrganisation } from '../../projects/organisations';
import { joinParty, partiesOf } from '../../projects/parties';
import { ensureTask, settleTasks } from '../../tasks/ensure-task';
import { startAcceptanceClocks } from '../application/acceptance-clocks';
import { defineAct } from '../define-act';
import { beginHandOver } from '../hand-over/begin-hand-over';
import { startRegisterClock } from '../registration/invitation-served';
import { checkRoute } from '../registration/organiser';
import { continueReporting, REPORTING_STAGES } from '../reports/report-clocks';
import { settleTakenOverClocks } from './settle-taken-over-clocks';
import { takeOverApplication } from './take-over-application';
import { type TakeOverForm, takeOverForm } from './take-over-form';
import { takeOverMeeting } from './take-over-meeting';

/**
 * A project that was carried elsewhere goes on here from where it stands. What the stage has and nobody knows becomes
 * somebody's task; what was due before is counted apart, and mailed to nobody.
 */
export const completeTakeOver = defineAct({
  kind: 'take_over.complete',
  summary: 'Say at which stage a project taken over stands, with that stage’s facts',
  body: takeOverForm,
  async apply(ctx) {
    const { stage } = ctx.body;
    if (!ctx.project.migrated) {
      throw new Refusal('NOT_TAKEN_OVER', { field: 'project', allowed: 'a project made to be taken over' });
    }
    await checkFacts(ctx);
    await takeOverParties(ctx);
    await takeOverRoute(ctx);
    const application = await takeOverApplication(ctx);
    const roundId = application && (await takeOverMeeting(ctx, application));
    await startClocks(ctx);
    if (application && stage === 'paneling') await openRound(ctx, application);
    await settleTasks(ctx, 'invite');
    const overdue = await settleTakenOverClocks(ctx);
    return { to: stage, result: { applicationId: application?.id, roundId: roundId ?? undefined, overdue } };
  },
});

/** @throws Refusal BAD_INPUT for a fact that the stage cannot be without, or a date that is to come */
async function checkFacts(ctx: ActContext<TakeOverForm>): Promise<void> {
  const { body, today } = ctx;
  const { stage } = body;
  const elsewhere = body.registration && !OWN_ROUTES.includes(body.registration.route);
  // Where another body accepts, no panel of ours has met.
  const given = TAKE_OVER_FACTS.filter((fact) => body[fact] !== undefined || (elsewhere && fact === 'meeting'));
  const { needed, wanted } = missingFacts(stage, given);
  if (needed.length > 0) {
    throw new Refusal('TAKE_OVER_FACTS_MISSING', { field: needed[0], value: null, allowed: needed });
  }
  const dates = [
    ['invitation.servedOn', body.invitation?.servedOn],
    ['registration.confirmedOn', body.registration?.confirmedOn],
    ['application.receivedOn', body.application?.receivedOn],
    ['meeting.announcedOn', body.meeting?.announcedOn],
    ['completion.heldOn', body.completion?.heldOn],
  ] as const;
  for (const [field, value] of dates) {
    if (value && value > today)
      throw new Refusal('OCCURRED_IN_FUTURE', { field, value, allowed: `${today} or before` });
  }
  for (const fact of given) await settleTasks(ctx, 'supply-fact', fact);
  for (const fact of wanted) await ensureTask(ctx, { kind: 'supply-fact', subject: fact });
}

async function takeOverParties(ctx: ActContext<TakeOverForm>): Promise<void> {
  for (const { role, organisation } of ctx.body.parties) {
    const id = await ensureOrganisation(ctx.tx, organisation, role);
    if (!(await partiesOf(ctx, role)).includes(id)) await joinParty(ctx, role, id, ctx.envelope.occurredOn);
  }
}

async function takeOverRoute(ctx: ActContext<TakeOverForm>): Promise<void> {
  const route = ctx.body.registration?.route ?? null;
  if (route) await checkRoute(ctx, route);
  const data = { route, caseOfficerId: ctx.body.caseOfficerId ?? ctx.actorId };
  await ctx.tx.project.update({ where: { id: ctx.project.id }, data });
  Object.assign(ctx.project, data);
}

/** Those that run at the stage; `takeOverApplication` and `takeOverMeeting` start those of the case. */
async function startClocks(ctx: ActContext<TakeOverForm>): Promise<void> {
  const { stage, invitation, completion } = ctx.body;
  if (stage === 'registering' && invitation) await startRegisterClock(ctx, ctx.factId, invitation.servedOn);
  if (stage === 'handing_over' && completion) await beginHandOver(ctx, completion.heldOn);
  if (stage === 'registering' || stage === 'awaiting_completion' || stage === 'handing_over') return;
  await startAcceptanceClocks(ctx, { applied: stage !== 'tracking' });
  if (REPORTING_STAGES.includes(stage)) await continueReporting(ctx);
}

async function openRound(ctx: ActContext, application: { id: string; ruleSetId: string }): Promise<void> {
  const { id } = await ctx.tx.round.create({
    data: {
      projectId: ctx.project.id,
      number: 1,
      kind: 'acceptance',
      applicationId: application.id,
      ruleSetId: application.ruleSetId,
    },
  });
  await ensureTask(ctx, { kind: 'plan-meeting', subject: id });
}
