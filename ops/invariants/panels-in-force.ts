import type { Tx } from '../../activities/database/database';
import { toLocalDate } from '../../activities/database/dates';
import { tiedPerson } from '../../activities/draws/pool-people';
import { recusalsFor } from '../../activities/draws/recusals-for';
import { ruleSetById } from '../../activities/rules/rule-set-for';
import { brokenLimits } from '../../domain/draw/constraints';
import type { DrawBundle } from '../../domain/draw/draw-bundle';
import type { RoundStep } from '../../domain/lifecycle/stage';
import type { Prisma } from '../../prisma/generated/client';
import type { Invariant, Violation } from './violation';

/** From the full panel to its announced result. */
const IN_FORCE: RoundStep[] = ['full', 'sampling', 'inspecting', 'deliberating', 'voting', 'tallied', 'announced'];

const WITH_PANEL = {
  project: { select: { id: true, code: true } },
  halfDays: { orderBy: { date: 'asc' } },
  seats: { orderBy: { number: 'asc' }, include: { holders: { where: { endedAt: null } } } },
  draws: { where: { purpose: 'panel', state: 'revealed' }, orderBy: { number: 'desc' }, take: 1 },
} satisfies Prisma.RoundInclude;

type PanelInForce = Prisma.RoundGetPayload<{ include: typeof WITH_PANEL }>;

const panelsInForce = (tx: Tx) =>
  tx.round.findMany({ where: { step: { in: IN_FORCE }, migrated: false }, include: WITH_PANEL });

const named = ({ project, number }: PanelInForce, detail: string): Omit<Violation, 'invariant'> => ({
  subject: project.code,
  detail: `round ${number}: ${detail}`,
});

/**
 * The drawn seats are held by exactly those whom the round's public record ends with, and these obey every quota. Who is who
 * in it is told by the rank of his ticket, so no secret has to be opened.
 */
export const panelsObeyTheirQuotas: Invariant = {
  name: 'a panel in force is the one its draw gives, and obeys its quotas',
  async check(tx) {
    return (await panelsInForce(tx)).flatMap((round) => {
      const [draw] = round.draws;
      if (!draw?.bundle) return [];
      const { document, result, members, refills } = JSON.parse(draw.bundle) as DrawBundle;
      const relaxed = refills.findLast(({ event }) => event.kind === 'relaxation')?.event;
      const constraints = relaxed?.kind === 'relaxation' ? relaxed.constraints : document.constraints;
      const people = [...document.candidates, ...document.kept];
      const panel = members.map((id) => people.find((person) => person.id === id)!);
      const broken = brokenLimits(panel, constraints).map(({ kind, tag }) =>
        named(round, `draw ${draw.number} breaks ${[kind, tag].filter(Boolean).join(' ')}`),
      );
      const kept = new Set(document.kept.map(({ id }) => id));
      const order = [...result.drawn, ...result.alternates];
      const holders = round.seats.filter(({ role }) => role === 'expert').flatMap(({ holders: held }) => held);
      const seated = holders.filter(({ drawId }) => drawId === draw.id);
      const ids = seated.map(({ ticketRank }) => order[(ticketRank ?? 0) - 1] ?? 'nobody').sort();
      const entered = members.filter((id) => !kept.has(id)).sort();
      const others = members.length - entered.length;
      const asDrawn = ids.join() === entered.join() && holders.length - seated.length === others;
      return asDrawn ? broken : [...broken, named(round, `other people than draw ${draw.number} gives`)];
    });
  },
};

/** Nobody sits on a panel who had to stay out of the case on the day it meets. */
export const panelsHaveNobodyRecused: Invariant = {
  name: 'no member of a panel in force is recused',
  async check(tx) {
    const found: Omit<Violation, 'invariant'>[] = [];
    for (const round of await panelsInForce(tx)) {
      const [first] = round.halfDays;
      if (!first) continue;
      const rules = await ruleSetById(tx, round.ruleSetId);
      const on = { tx, project: round.project, rules, today: toLocalDate(first.date) };
      const recused = await recusalsFor(on);
      for (const { number, holders } of round.seats) {
        for (const { personId } of holders) {
          const reason = recused.reason(await tiedPerson(on, personId));
          if (reason !== null) found.push(named(round, `seat ${number} is held by somebody recused`));
        }
      }
    }
    return found;
  },
};
