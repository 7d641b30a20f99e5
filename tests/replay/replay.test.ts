import { readFileSync } from 'node:fs';
import { defaultPayloadConverter } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { ACTIVITY_ARGUMENTS } from '../../activities/check-arguments';
import { projectPath } from '../../activities/project-root';
import type { Position } from '../../domain/lifecycle/position';
import { STAGES } from '../../domain/lifecycle/stage';
import type { CarrierInput, Moved } from '../../workflows/contract';
import * as workflows from '../../workflows/index';
import { type StoredHistory, storedHistories } from '../support/stored-history';
import '../support/temporal';

const code = readFileSync(projectPath('dist', 'workflows.bundle.js'), 'utf8');
const histories = storedHistories();

/** Names of the histories that today's workflows, or a changed bundle, would not have made; each with why. */
async function unfit(workflows: string, of: readonly StoredHistory[] = histories): Promise<string[]> {
  const found: string[] = [];
  let at = 0;
  for await (const { error } of Worker.runReplayHistories({ workflowBundle: { code: workflows } }, of)) {
    if (error) found.push(`${of[at]?.name}: ${error.message}`);
    at += 1;
  }
  expect(at).toBe(of.length);
  return found;
}

const events = () => histories.flatMap(({ history }) => history.events ?? []);
const decoded = (payloads: { payloads?: unknown } | null | undefined) =>
  ((payloads?.payloads ?? []) as Parameters<typeof defaultPayloadConverter.fromPayload>[0][]).map((payload) =>
    defaultPayloadConverter.fromPayload(payload),
  );

test('every stored history is one that today’s workflows would make again', async () => {
  expect(await unfit(code)).toEqual([]);
});

test('a workflow that does something else than before is found out', async () => {
  const changed = code.replaceAll('.ringAlarm(', '.soundAlarm(');
  expect(changed).not.toBe(code);
  const ringing = histories.filter(({ history }) =>
    history.events?.some(
      ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name === 'ringAlarm',
    ),
  );
  expect(ringing).not.toEqual([]);
  expect(await unfit(changed, ringing)).toHaveLength(ringing.length);
});

test('arguments stored in histories are still what activities take', () => {
  const seen = new Set<string>();
  for (const { activityTaskScheduledEventAttributes: scheduled } of events()) {
    const name = scheduled?.activityType?.name;
    if (!name) continue;
    seen.add(name);
    const given = decoded(scheduled?.input);
    const schema = name in ACTIVITY_ARGUMENTS && ACTIVITY_ARGUMENTS[name as keyof typeof ACTIVITY_ARGUMENTS];
    if (schema) expect(schema.safeParse(given[0])).toMatchObject({ success: true });
    else expect([name, given]).toEqual([name, []]);
  }
  const withoutArguments = [
    ...['awaitSettled', 'reconcile', 'releaseAndSend'],
    ...['sendAndHold', 'sendDigests', 'signAuditRoot'],
  ];
  expect([...seen].sort()).toEqual([...Object.keys(ACTIVITY_ARGUMENTS), ...withoutArguments].sort());
  for (const { workflowExecutionStartedEventAttributes: started } of events()) {
    if (!started) continue;
    const kind = started.workflowType?.name as keyof typeof workflows;
    expect([kind, decoded(started.input)]).toEqual([kind, STARTED_WITH[kind]]);
  }
});

const CARRIER: CarrierInput = { projectId: expect.any(String), generation: expect.any(Number) };
const CARRIED = [expect.objectContaining(CARRIER)];

/** What each workflow is started with. */
const STARTED_WITH: Record<keyof typeof workflows, unknown[]> = {
  projectAcceptance: CARRIED,
  panelFormation: CARRIED,
  panelReview: CARRIED,
  rectification: CARRIED,
  calendarLoad: [{ calendarLoadId: expect.any(String) }],
  importCourse: [{ courseId: expect.any(String) }],
  practiceTime: [{ to: expect.any(String) }],
  dailyDigest: [],
  hourlyReconcile: [],
  hourlyAuditRoot: [],
};

test('the stored histories go through every stage, with every workflow there is', () => {
  const kinds = histories.map(({ history }) => history.events?.[0]?.workflowExecutionStartedEventAttributes);
  expect(new Set(kinds.map((started) => started?.workflowType?.name))).toEqual(new Set(Object.keys(workflows)));
  const answers = events().flatMap(({ activityTaskCompletedEventAttributes: completed }) => decoded(completed?.result));
  const stages = answers.flatMap((answer) => {
    const { position, stage } = (answer ?? {}) as Partial<Moved & Position>;
    return position?.stage ?? stage ?? [];
  });
  expect([...new Set(stages)].sort()).toEqual([...STAGES].sort());
});
