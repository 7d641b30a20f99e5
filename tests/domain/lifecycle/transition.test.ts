import fc from 'fast-check';
import { Refusal } from '../../../domain/errors';
import { ACT_KINDS, ACT_TABLE, type ActKind, type ActorRole, actRule } from '../../../domain/lifecycle/act-table';
import { type Position, workflowIdFor } from '../../../domain/lifecycle/position';
import { OPEN_STAGES, ROUND_STEPS, STAGES } from '../../../domain/lifecycle/stage';
import { assertMove, transition } from '../../../domain/lifecycle/transition';

const ROLES: ActorRole[] = [
  'owner',
  'officer',
  'director',
  'parent_director',
  'witness',
  'member',
  'leader',
  'deputy_leader',
  'invitee',
  'recorder',
  'department',
  'receiver',
];

const position = (over: Partial<Position> = {}): Position => ({
  projectId: '7d3f',
  code: 'CC-2026-0001',
  jurisdiction: 'CC',
  generation: 1,
  version: 0,
  stage: 'tracking',
  route: 'own',
  suspended: false,
  round: null,
  rectifying: null,
  alarmInMs: {},
  alarmAt: {},
  ...over,
});

const anyPosition = fc.record({
  stage: fc.constantFrom(...STAGES),
  suspended: fc.boolean(),
  step: fc.option(fc.constantFrom(...ROUND_STEPS), { nil: null }),
});
const positionOf = ({
  stage,
  suspended,
  step,
}: {
  stage: (typeof STAGES)[number];
  suspended: boolean;
  step: (typeof ROUND_STEPS)[number] | null;
}) => position({ stage, suspended, round: step && { id: 'r', number: 1, kind: 'acceptance', step } });

function codeOf(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('transition', () => {
  it.each<[string, ActKind, ActorRole[], Partial<Position>, string | null]>([
    ['an owner applies while tracked', 'application.submit', ['owner'], {}, null],
    ['an officer does not apply in his own name', 'application.submit', ['officer'], {}, 'ACT_NOT_YOURS'],
    ['nobody applies while suspended', 'application.submit', ['owner'], { suspended: true }, 'SUSPENDED'],
    ['a suspended project is resumed', 'suspension.resume', ['director'], { suspended: true }, null],
    ['nothing is drawn before acceptance', 'draw.freeze', ['officer'], {}, 'ACT_NOT_ALLOWED_IN_STAGE'],
    ['a closed project is closed', 'date.change', ['owner'], { stage: 'closed' }, 'CLOSED'],
    ['an issued paper is corrected even then', 'correction.propose', ['officer'], { stage: 'closed' }, null],
    [
      'no ballot before the deliberation is closed',
      'ballot.cast',
      ['member'],
      { stage: 'inspecting', round: { id: 'r', number: 1, kind: 'acceptance', step: 'deliberating' } },
      'ACT_NOT_ALLOWED_IN_STAGE',
    ],
  ])('%s', (_, kind, roles, over, code) => {
    expect(codeOf(() => transition(position(over), { kind, roles, onBehalf: false }))).toBe(code);
  });

  it('lets an officer enter what may be entered, and nothing else', () => {
    for (const kind of ACT_KINDS) {
      const rule = actRule(kind);
      const at = position({
        stage: rule.stages[0],
        round: { id: 'r', number: 1, kind: 'acceptance', step: rule.steps?.[0] ?? 'days' },
      });
      const code = codeOf(() => transition(at, { kind, roles: ['officer'], onBehalf: true }));
      expect([kind, code]).toEqual([kind, rule.enterable ? null : 'ENTRY_NOT_ALLOWED']);
    }
  });

  it('never allows what a row of the table does not: property over all positions, acts and roles', () => {
    const act = fc.record({
      kind: fc.constantFrom(...ACT_KINDS),
      roles: fc.subarray(ROLES),
      onBehalf: fc.boolean(),
    });
    fc.assert(
      fc.property(anyPosition, act, (where, asked) => {
        const at = positionOf(where);
        const rule = actRule(asked.kind);
        const allowed =
          rule.stages.includes(at.stage) &&
          (!at.suspended || rule.whileSuspended === true) &&
          (!rule.steps || (at.round !== null && rule.steps.includes(at.round.step))) &&
          (asked.onBehalf
            ? rule.enterable === true && asked.roles.includes('officer')
            : asked.roles.some((role) => rule.by.includes(role)));
        expect(codeOf(() => transition(at, asked)) === null).toBe(allowed);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the table', () => {
  it('reaches every stage from the plan, and the end from every stage', () => {
    const moves = ACT_KINDS.map(actRule).flatMap(({ stages, to }) =>
      stages.flatMap((from) => to.map((next) => [from, next])),
    );
    const reach = (start: string) => {
      const seen = new Set([start]);
      for (const here of seen) for (const [from, next] of moves) if (from === here) seen.add(next as string);
      return seen;
    };
    expect([...reach('planned')].sort()).toEqual([...STAGES].sort());
    for (const stage of OPEN_STAGES) expect(reach(stage)).toContain('closed');
  });

  it('asks for the password before what binds a person’s conscience', () => {
    const asked = ACT_KINDS.filter((kind) => actRule(kind).reauthenticate);
    expect(asked).toEqual(expect.arrayContaining(['ballot.cast', 'opinion.sign', 'sheet.submit']));
  });

  it('never lets an officer or a clock throw the dice', () => {
    for (const kind of ['draw.reveal', 'sample.reveal'] as const) {
      expect(ACT_TABLE[kind].by).toEqual(['witness']);
      expect(actRule(kind).enterable).toBeUndefined();
    }
  });
});

describe('assertMove', () => {
  it('stops a move that the lifecycle does not have', () => {
    expect(() => assertMove('report.submit', 'tracking', 'closed')).toThrow('cannot lead');
    expect(() => assertMove('application.submit', 'tracking', 'reviewing')).not.toThrow();
  });
});

describe('workflowIdFor', () => {
  it('gives each part of a project an id of its own', () => {
    const at = position({
      round: { id: 'r', number: 2, kind: 'reinspection', step: 'voting' },
      rectifying: { roundId: 'q', number: 1 },
    });
    expect(workflowIdFor('projectAcceptance', at)).toBe('project/CC-2026-0001');
    expect(workflowIdFor('panelFormation', at)).toBe('project/CC-2026-0001/formation/2');
    expect(workflowIdFor('panelReview', at)).toBe('project/CC-2026-0001/review/2');
    expect(workflowIdFor('rectification', at)).toBe('project/CC-2026-0001/rectification/1');
  });
});
