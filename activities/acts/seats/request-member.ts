import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { word } from '../../mail/words';
import { issuePaper } from '../../papers/issue-paper';
import type { ProcessContext } from '../../process/process-context';
import { requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { serve } from '../service/serve';
import { liaisonsOf } from './liaisons';
import { seatOfRole } from './take-seat';

const body = z.object({
  role: z.enum(['department', 'archives']),
  /** Typed by the issuer; left out, the next of the series. */
  number: z.int().min(1).optional(),
  gapReason: z.string().min(1).max(500).optional(),
});

/** The letter 商请函 that asks a body for its member; its term runs from service. */
export const requestMember = defineAct({
  kind: 'seat.request_member',
  summary: 'Ask the competent department or the urban-construction archives for its member',
  body,
  async apply(ctx) {
    const { role, number, gapReason } = ctx.body;
    const round = await requireRound(ctx);
    const seat = seatOfRole(round, role);
    if (seat.holders.length > 0) throw new Refusal('SEAT_OCCUPIED', { field: 'role', value: role });
    const content = { roundId: round.id, seatId: seat.id, role };
    const letter = await issuePaper(ctx, { kind: 'member_letter', content, number, gapReason });
    const to = await liaisonsOf(ctx, role);
    const { service, signBy } = await serve(ctx, { subjectKind: 'member_letter', subjectId: letter.id, to });
    const about = {
      seat: word('seat', role),
      documentNumber: letter.reference ?? '',
      termWorkingDays: termOf(ctx),
      due: signBy,
      link: seatPath(ctx, seat.id),
    };
    await tell(ctx, 'name-member-letter', to, { letter: letter.id }, about, { roundId: round.id });
    return { result: { seatId: seat.id, paperId: letter.id, serviceId: service.id } };
  },
});

export const seatPath = (ctx: ProcessContext, seatId: string): string => projectPath(ctx.project.code, 'seats', seatId);

const termOf = (ctx: ProcessContext): number => ctx.rules.body.clocks.name_member.due[0]?.n ?? 0;
