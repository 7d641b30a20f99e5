import { z } from 'zod';
import { toDate } from '../../database/dates';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { requireFiles } from '../require-files';
import { serve } from '../service/serve';
import { findingTerm } from './finding-term';

/** The officer was on site. Each finding has its own term, which begins when the minutes are served. */
export const recordVisit = defineAct({
  kind: 'visit.record',
  summary: 'Record a visit with its findings',
  body: z.object({
    minutes: prose(20_000),
    findings: z
      .array(z.object({ text: prose(2_000), workingDays: z.int().optional() }))
      .max(100)
      .default([]),
    attachments: z.array(z.hash('sha256')).max(50).default([]),
  }),
  async apply(ctx) {
    const { minutes, findings, attachments } = ctx.body;
    const terms = findings.map(({ workingDays }, at) => findingTerm(ctx, `findings[${at}].workingDays`, workingDays));
    await requireFiles(ctx, 'attachments', attachments);
    const visitedOn = ctx.envelope.occurredOn;
    const visit = await ctx.tx.visit.create({
      data: {
        projectId: ctx.project.id,
        visitedOn: toDate(visitedOn),
        minutes,
        factId: ctx.factId,
        findings: {
          create: findings.map(({ text }, index) => ({ number: index + 1, text, days: terms[index]! })),
        },
      },
      include: { findings: { orderBy: { number: 'asc' } } },
    });
    const owners = await ownersOf(ctx);
    const { signBy } = await serve(ctx, { subjectKind: 'visit', subjectId: visit.id, to: owners });
    const about = {
      visitedOn,
      findings: visit.findings.map(({ text, days }) => ({ title: text, termWorkingDays: days })),
      due: signBy,
      link: projectPath(ctx.project.code, 'visits', visit.id),
    };
    await tell(ctx, 'visit-minutes', owners, { visit: visit.id }, about);
    return { result: { visitId: visit.id, findingIds: visit.findings.map(({ id }) => id) } };
  },
});
