import { z } from 'zod';
import { adviceOn, limitsInWords } from '../../activities/draws/relaxation-words';
import { ruleSetById } from '../../activities/rules/rule-set-for';
import type { Chance } from '../../domain/draw/chance';
import type { DrawBundle } from '../../domain/draw/draw-bundle';
import { parseFraction, roundedDown } from '../../domain/draw/fraction';
import { groupBy } from '../../domain/draw/group-by';
import { nextChances } from '../../domain/draw/next-chances';
import type { PanelRule } from '../../domain/draw/panel-rule';
import { type Refill, shortage } from '../../domain/draw/refill';
import { Refusal } from '../../domain/errors';
import { ok } from '../answer';
import { type Route, route } from '../route';
import { drawNumber } from '../schemas';
import { visibleProject } from '../visible-project';
import { codeParams } from './projects';

const chance = {
  /** Exact, `n/d`. */
  chance: z.string(),
  /** The same as a decimal of six places. */
  decimal: z.number(),
};

const filled = z.object({
  /** As in the public record; whose it is nobody reads before the meeting. */
  id: z.string(),
  /** How likely he was to be the next; null after very many replacements. */
  entered: z.object(chance).nullable(),
  /** How many alternates could have entered. */
  feasible: z.int(),
  /** Their chances, the highest first, each with the number of people who had it. */
  chances: z.array(z.object({ ...chance, people: z.int() })).nullable(),
  passedOver: z.array(z.object({ id: z.string(), words: z.string() })),
});

const refill = z
  .object({
    kind: z.enum(['vacancy', 'relaxation']),
    /** Of a vacancy: who left, as in the public record, and why. */
    id: z.string().nullable(),
    code: z.string().nullable(),
    filled: z.array(filled),
    vacant: z.int(),
  })
  .meta({ id: 'DrawRefill' });

export const listRefills = route({
  method: 'get',
  path: '/api/v1/projects/{code}/draws/{number}/refills',
  tag: 'draws',
  summary: 'What happened to a drawn panel: vacancies, who entered with which chance, who was passed over and why',
  description: 'Nothing here tells who would be the next. What a chance means is told in domain/draw/next-chances.ts.',
  params: codeParams.extend({ number: drawNumber }),
  answers: {
    200: z.object({
      items: z.array(refill),
      /** While seats are vacant: what could be proposed to the director, in words. */
      advice: z.string().nullable(),
    }),
  },
  async handler(context) {
    const { tx, params } = context;
    const { project, see } = await visibleProject(context, params.code);
    const where = { AND: [{ projectId: project.id, number: params.number, purpose: 'panel' as const }, see.draw] };
    const found = await tx.draw.findFirst({ where, include: { round: { select: { ruleSetId: true } } } });
    if (!found?.bundle) throw new Refusal('NOT_FOUND', { field: 'number', value: params.number });
    const { body } = await ruleSetById(tx, found.round.ruleSetId);
    return ok(view(JSON.parse(found.bundle) as DrawBundle, body.panel.groupNames));
  },
});

function view({ document, result, members, refills }: DrawBundle, names: PanelRule['groupNames']) {
  const events = refills.map(({ event }) => event);
  const seats = nextChances(document, result, events);
  const items = refills.map(({ event, filled, vacant }) => ({
    kind: event.kind,
    id: event.kind === 'vacancy' ? event.id : null,
    code: event.kind === 'vacancy' ? event.code : null,
    filled: filled.map((seat) => ({ ...seat, ...chancesOf(seats.shift()!), passedOver: passedOver(seat, names) })),
    vacant,
  }));
  const isShort = (items.at(-1)?.vacant ?? 0) > 0;
  return { items, advice: isShort ? adviceOn(shortage(document, result, { members, refills }), names) : null };
}

function chancesOf({ id, chances }: { id: string; chances: Chance[] | null }) {
  if (!chances) return { entered: null, chances: null };
  const groups = [...groupBy(chances, (each) => each.chance)].map(([text, people]) => ({
    ...told(text),
    people: people.length,
  }));
  return {
    entered: told(chances.find((each) => each.id === id)!.chance),
    chances: groups.sort((a, b) => b.decimal - a.decimal),
  };
}

const told = (text: string) => ({ chance: text, decimal: roundedDown(parseFraction(text), 6) });

const passedOver = ({ passedOver }: Refill['filled'][number], names: PanelRule['groupNames']) =>
  passedOver.map(({ id, limits }) => ({ id, words: limitsInWords(limits, names) }));

export const DRAW_REFILL_ROUTES: readonly Route[] = [listRefills];
