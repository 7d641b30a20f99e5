import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { assertCorrectable, correctionNeedsDirector, RECORD_FIELDS } from '../../../domain/lifecycle/correctable';
import type { Fact, Paper } from '../../../prisma/generated/client';
import type { ActContext } from '../../process/process-context';
import { defineAct } from '../define-act';
import { propose } from '../proposals/two-people';
import { requireFiles } from '../require-files';
import { applyCorrection, papersInForce } from './apply-correction';
import { assertStands } from './stated-value';
import { clocksCounting } from './touched-clocks';

const value = z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]);

const body = z.object({
  factId: z.uuid(),
  field: z.string().min(1).max(100),
  oldValue: value,
  newValue: value,
  reason: z.string().min(1).max(2_000),
  evidenceSha256: z.hash('sha256').nullable().default(null),
  papers: z.array(z.uuid()).max(20).default([]),
  clocks: z.array(z.uuid()).max(20).default([]),
});

type Body = z.infer<typeof body>;

/** An officer corrects a slip on no paper at once; what touches a paper, a clock or the identity waits for the director. */
export const proposeCorrection = defineAct({
  kind: 'correction.propose',
  summary: 'Correct a fact, or propose to where the director must agree',
  body,
  async apply(ctx) {
    const { body: asked } = ctx;
    const fact = await ctx.tx.fact.findFirst({ where: { id: asked.factId, projectId: ctx.project.id } });
    if (!fact) throw new Refusal('NOT_FOUND', { field: 'factId', value: asked.factId });
    assertCorrectable(fact.kind);
    await assertStands(ctx, fact, asked);
    await requireFiles(ctx, 'evidenceSha256', [asked.evidenceSha256]);
    const out = await papersInForce(ctx);
    const content = { ...asked, papers: papersOf(fact, asked, out), clocks: await clocksOf(ctx, asked) };
    if (!correctionNeedsDirector({ ...content, recordIsOut: out.length > 0 })) {
      return { result: { correctionId: await applyCorrection(ctx, content, null) } };
    }
    const { reason } = content;
    const proposal = await propose(ctx, { kind: 'correction', subjectId: fact.id, content, reason });
    return { result: { proposalId: proposal.id } };
  },
});

/** The papers named, with those that the fact itself issued. @throws Refusal NOT_FOUND for one that is not in force */
function papersOf(fact: Fact, { papers, field }: Body, out: readonly Paper[]): string[] {
  const unknown = papers.find((id) => !out.some((paper) => paper.id === id));
  if (unknown) throw new Refusal('NOT_FOUND', { field: 'papers', value: unknown, allowed: 'papers in force' });
  const issued = RECORD_FIELDS.includes(field) ? [] : out.filter(({ factId }) => factId === fact.id);
  return [...new Set([...papers, ...issued.map(({ id }) => id)])];
}

/** The clocks named, with those that count from the date. @throws Refusal NOT_FOUND for one of another project */
async function clocksOf(ctx: ActContext<Body>, { clocks, ...day }: Body): Promise<string[]> {
  const named = await ctx.tx.clock.findMany({ where: { id: { in: clocks }, projectId: ctx.project.id } });
  const unknown = clocks.find((id) => !named.some((clock) => clock.id === id));
  if (unknown) throw new Refusal('NOT_FOUND', { field: 'clocks', value: unknown });
  return [...new Set([...clocks, ...(await clocksCounting(ctx, day))])];
}
