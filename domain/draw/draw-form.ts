import { type Exclusion, type ExclusionCode, FILTERS, type FilterStep } from '../eligibility/filter-pool';
import {
  choice,
  integer,
  invalid,
  listOf,
  matching,
  nullable,
  optional,
  type Reader,
  recordOf,
  shape,
  text,
  variants,
} from '../rules/reader';
import type { Chance } from './chance';
import type { Candidate, Constraints, Limit, Quota } from './constraints';
import type { DepartureChange, FilterChange } from './departure';
import { DRAW_BUNDLE_FORMAT, type DrawBundle } from './draw-bundle';
import { type CommittedCandidate, DRAW_ALGORITHM, type DrawDocument } from './draw-document';
import type { DrawResult } from './draw-panel';
import type { LotteryPlan } from './lotteries';
import { bytes32, date, instant, randomness, sortedTexts, source } from './record-form';
import { type FilledSeat, type PanelEvent, type Refill, VACANCY_CODES } from './refill';
import type { Relaxation } from './relaxation';
import type { TablePlan, TableRow } from './table-lottery';
import type { TicketsPlan } from './tickets-lottery';

const quota: Reader<Quota> = (value, field) => {
  const { tag, min, max } = shape<Quota>({ tag: text, min: integer(0), max: integer(0) })(value, field);
  return { tag, min, max: integer(min)(max, `${field}.max`) };
};

const constraints = shape<Constraints>({
  seats: integer(0),
  quotas: listOf(quota, 0, ({ tag }) => tag),
  perEmployer: integer(1),
});

/** A limit and what else is told of it. Only `min` and `max` are of a quota, which their tag names. */
function limitWith<T extends Limit>(more: { [K in Exclude<keyof T, keyof Limit>]-?: Reader<T[K]> }): Reader<T> {
  const read = shape<Limit>({ kind: choice(['seats', 'min', 'max', 'employer']), tag: optional(text), ...more });
  return (value, field) => {
    const limit = read(value, field);
    const ofQuota = limit.kind === 'min' || limit.kind === 'max';
    if (ofQuota !== (limit.tag !== undefined)) invalid(`${field}.tag`, limit.tag, ofQuota ? 'a tag' : 'none');
    return limit as T;
  };
}

type Change<K extends DepartureChange['kind']> = Extract<DepartureChange, { kind: K }>;

const change = variants<DepartureChange>({
  'specialty-group': shape<Change<'specialty-group'>>({ kind: choice(['specialty-group']), group: text }),
  quota: shape<Change<'quota'>>({ kind: choice(['quota']), tag: text, min: integer(0), max: integer(0) }),
  'per-employer': shape<Change<'per-employer'>>({ kind: choice(['per-employer']), limit: integer(1) }),
  size: shape<Change<'size'>>({ kind: choice(['size']), size: integer(1) }),
  only: shape<Change<'only'>>({ kind: choice(['only']), tags: listOf(text, 1) }),
  relaxation: shape<Change<'relaxation'>>({
    kind: choice(['relaxation']),
    moves: listOf(limitWith<Relaxation>({ from: integer(0), to: integer(0) }), 1),
  }),
  'narrow-pool': shape<Change<'narrow-pool'>>({ kind: choice(['narrow-pool']) }),
});

const fraction = matching(/^(?:0|[1-9]\d*)\/[1-9]\d*$/, 'a fraction n/d');

const chances = listOf(shape<Chance>({ id: bytes32, chance: fraction }));

const plan: Reader<LotteryPlan> = variants<LotteryPlan>({
  tickets: shape<TicketsPlan>({ kind: choice(['tickets']), chances }),
  table: shape<TablePlan>({
    kind: choice(['table']),
    chances,
    rows: listOf(shape<TableRow>({ weight: integer(1), types: listOf(integer(0)) }), 1),
  }),
});

const member = { id: bytes32, tags: sortedTexts, employer: bytes32 };

const code = matching(/^[A-Z_]+$/, 'a code in capitals') as Reader<ExclusionCode>;

const document = shape<DrawDocument>({
  algorithm: choice([DRAW_ALGORITHM]),
  number: integer(1),
  subject: text,
  committedOn: date,
  source,
  secretHash: bytes32,
  constraints,
  departures: listOf(
    shape<DrawDocument['departures'][number]>({
      change,
      reason: text,
      poolBefore: integer(0),
      poolAfter: integer(0),
      filters: listOf(shape<FilterChange>({ filter: choice(FILTERS), before: integer(0), after: integer(0) })),
      highestChance: nullable(fraction),
    }),
  ),
  plan,
  steps: listOf(
    shape<FilterStep>({
      filter: choice(FILTERS),
      removed: integer(0),
      left: integer(0),
      byCode: recordOf(integer(1)),
    }),
  ),
  candidates: listOf(shape<CommittedCandidate>({ ...member, load: integer(0) })),
  kept: listOf(shape<Candidate>(member)),
  exclusions: listOf(shape<Exclusion>({ id: bytes32, filter: choice(FILTERS), code })),
});

const event = variants<PanelEvent>({
  vacancy: shape<Extract<PanelEvent, { kind: 'vacancy' }>>({
    kind: choice(['vacancy']),
    id: bytes32,
    code: choice(VACANCY_CODES),
  }),
  relaxation: shape<Extract<PanelEvent, { kind: 'relaxation' }>>({ kind: choice(['relaxation']), constraints }),
});

const refill = shape<Refill>({
  event,
  filled: listOf(
    shape<FilledSeat>({
      id: bytes32,
      feasible: integer(1),
      passedOver: listOf(
        shape<FilledSeat['passedOver'][number]>({ id: bytes32, limits: listOf(limitWith<Limit>({})) }),
      ),
    }),
  ),
  vacant: integer(0),
});

/** The form of a public record of a draw: which members there are, and of what kind. */
export const readDrawBundle: Reader<DrawBundle> = shape<DrawBundle>({
  format: choice([DRAW_BUNDLE_FORMAT]),
  document,
  root: bytes32,
  committedAt: instant,
  randomness,
  enteredAt: instant,
  secret: bytes32,
  result: shape<DrawResult>({ drawn: listOf(bytes32), alternates: listOf(bytes32) }),
  members: listOf(bytes32),
  refills: listOf(refill),
});
