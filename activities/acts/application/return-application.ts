import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import type { Stage } from '../../../domain/lifecycle/stage';
import type { Application } from '../../../prisma/generated/client';
import { openClocks } from '../../clocks/clock-rows';
import type { ProcessContext } from '../../process/process-context';
import { tellReturned } from '../corrections/tell-returned';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { requireApplication } from './applications';
import { leaveReview } from './leave-review';

/** An application whose corrections stayed unanswered goes back; the owner may apply again at any time. */
export async function putBackApplication(
  ctx: ProcessContext,
  application: Pick<Application, 'id' | 'number'>,
  reason: string,
): Promise<Stage> {
  const { id: subjectId, number: round } = application;
  const to = await leaveReview(ctx, subjectId, 'returned', { reasons: [{ title: 'returned', reason }] });
  await tellReturned(ctx, 'application', { subjectId, round, reason });
  return to;
}

/** The officer need not wait for the clock once the term to answer corrections is over. Refusing takes two people. */
export const returnApplication = defineAct({
  kind: 'application.return',
  summary: 'Return an application whose corrections are overdue',
  body: z.object({ reason: prose(2_000) }),
  async apply(ctx) {
    const application = await requireApplication(ctx, ['corrections_out']);
    const [clock] = await openClocks(ctx, 'answer_corrections');
    if (!clock?.due || clock.due >= ctx.today) {
      throw new Refusal('CORRECTIONS_NOT_OVERDUE', {
        field: 'corrections',
        value: clock?.due ?? null,
        allowed: 'overdue',
      });
    }
    const to = await putBackApplication(ctx, application, ctx.body.reason);
    return { to, result: { applicationId: application.id } };
  },
});
