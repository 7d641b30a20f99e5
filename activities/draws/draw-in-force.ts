import { addDays, type LocalDate } from '../../domain/calendar/local-date';
import { localDateOf } from '../../domain/calendar/local-time';
import type { Constraints } from '../../domain/draw/constraints';
import { type DrawBundle, extendDrawBundle } from '../../domain/draw/draw-bundle';
import type { PanelEvent } from '../../domain/draw/refill';
import type { Draw } from '../../prisma/generated/client';
import type { ProcessContext } from '../process/process-context';
import { type DrawSecret, personIdsOf, revealDrawSecret } from './draw-secret';

/** A draw after its reveal, with who its salted ids are. */
export interface OpenDraw {
  row: Draw;
  bundle: DrawBundle;
  secret: DrawSecret;
  /** Salted id → person. */
  personIds: Map<string, string>;
  /** Last day on which its alternates may fill a vacancy. */
  validUntil: LocalDate;
}

/** The round's latest revealed draw, which every one of its drawn seats obeys; null before the first. */
export async function drawInForce(ctx: ProcessContext, roundId: string): Promise<OpenDraw | null> {
  const row = await ctx.tx.draw.findFirst({
    where: { roundId, purpose: 'panel', state: 'revealed' },
    orderBy: { number: 'desc' },
  });
  if (!row?.bundle) return null;
  const bundle = JSON.parse(row.bundle) as DrawBundle;
  const secret = await revealDrawSecret(ctx.tx, row.id);
  const validUntil = addDays(localDateOf(bundle.enteredAt), ctx.rules.body.meeting.drawValidDays);
  return { row, bundle, secret, personIds: personIdsOf(secret), validUntil };
}

/** What the drawn members must obey together: as committed, or as relaxed since. */
export function constraintsInForce({ document, refills }: DrawBundle): Constraints {
  const relaxed = refills.findLast(({ event }) => event.kind === 'relaxation')?.event;
  return relaxed?.kind === 'relaxation' ? relaxed.constraints : document.constraints;
}

/** The public record with these events after those it has. */
export function withEvents(bundle: DrawBundle, events: readonly PanelEvent[]): { text: string; bundle: DrawBundle } {
  const text = extendDrawBundle(bundle, events);
  return { text, bundle: JSON.parse(text) as DrawBundle };
}

/** The salted id of a person in a draw; undefined for who is not in it. */
export function saltedIdOf({ personIds }: OpenDraw, personId: string): string | undefined {
  for (const [salted, id] of personIds) if (id === personId) return salted;
  return undefined;
}
