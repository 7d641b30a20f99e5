import { partsOf, whoMustHear } from '../../../domain/lifecycle/parts';
import type { Position } from '../../../domain/lifecycle/position';
import type { RoundStep } from '../../../domain/lifecycle/stage';

const position = (changes: Partial<Position>): Position => ({
  projectId: 'p',
  code: 'CC-1',
  jurisdiction: 'CC',
  generation: 1,
  version: 1,
  stage: 'inspecting',
  route: 'own',
  suspended: false,
  round: null,
  rectifying: null,
  alarmInMs: {},
  alarmAt: {},
  ...changes,
});
const round = (step: RoundStep, number = 1) => ({ id: `r${number}`, number, kind: 'acceptance' as const, step });

test('a round has the part that its step belongs to, a failed one its items', () => {
  const parts = (changes: Partial<Position>) => partsOf(position(changes)).map(({ workflowId }) => workflowId);
  expect(parts({ round: round('seats') })).toEqual(['project/CC-1/formation/1']);
  expect(parts({ round: round('adjourned', 2) })).toEqual(['project/CC-1/review/2']);
  expect(parts({ round: round('announced') })).toEqual([]);
  expect(parts({ rectifying: { roundId: 'r1', number: 1 } })).toEqual(['project/CC-1/rectification/1']);
  expect(parts({ stage: 'closed', rectifying: { roundId: 'r1', number: 1 } })).toEqual([]);
});

test('a step within the meeting concerns the meeting alone', () => {
  const before = position({ round: round('inspecting') });
  expect(whoMustHear(before, position({ round: round('deliberating') }), 'panelReview')).toEqual([]);
});

test('the project hears when a part begins or ends, and when it may hear other acts', () => {
  const full = position({ stage: 'convening', round: round('full') });
  const inviting = position({ stage: 'paneling', round: round('inviting') });
  expect(whoMustHear(inviting, full, 'panelFormation')).toEqual(['project/CC-1']);
  const frozen = position({ stage: 'paneling', round: round('frozen') });
  expect(whoMustHear(frozen, inviting, 'panelFormation')).toEqual(['project/CC-1']);
});

test('a part hears that it is over, that the project rests, and that its alarm moved', () => {
  const full = position({ stage: 'convening', round: round('full') });
  const part = ['project/CC-1/review/1'];
  expect(whoMustHear(full, position({ stage: 'paneling', round: round('inviting') }), 'projectAcceptance')).toEqual(
    part,
  );
  expect(whoMustHear(full, { ...full, suspended: true }, 'projectAcceptance')).toEqual(part);
  expect(whoMustHear(full, { ...full, alarmAt: { panelReview: '2026-03-20' } }, 'projectAcceptance')).toEqual(part);
  expect(whoMustHear(full, { ...full, alarmAt: { projectAcceptance: '2026-03-20' } }, 'projectAcceptance')).toEqual([]);
});

test('the items of a former round hear that a later round has items of its own', () => {
  const before = position({ stage: 'concluding', rectifying: { roundId: 'r1', number: 1 } });
  const after = position({ stage: 'barred', rectifying: { roundId: 'r2', number: 2 } });
  expect(whoMustHear(before, after, 'projectAcceptance')).toEqual(['project/CC-1/rectification/1']);
});
