import type { RuleSet } from '../../../domain/rules/rule-set';
import { rubricItems } from '../../../domain/scoring/rubric';
import type { Vote } from '../../support/meeting';
import { DICE } from '../../support/panel';
import { items, MEETING_TIME, notice, type Panel } from './panel';
import type { RunningApi } from './running-api';

/** What a member writes on his sheet: full marks, less something on the first item. */
export async function scoresOf({ admin }: RunningApi, deducted = 0) {
  const { body } = await admin.client.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } });
  const reason = deducted > 0 ? '制度未及时更新' : undefined;
  return rubricItems((body as unknown as RuleSet).rubric).map(({ code, maximum }, at) =>
    at === 0 ? { item: code, points: maximum - deducted, reason } : { item: code, points: maximum },
  );
}

/** The newest round of a project, as its officer reads it. */
export async function roundOf(api: RunningApi, { code }: Panel) {
  return (await items(api.officer, `/api/v1/projects/${code}/rounds`))[0];
}

/** The owner's word, in the application, on whether pages of volumes may be photographed. */
export async function agreeToPhotos({ admin }: RunningApi, { code }: Panel, photosAgreed: boolean): Promise<void> {
  const { id, form } = await admin.client.application.findFirstOrThrow({ where: { project: { code } } });
  await admin.client.application.update({ where: { id }, data: { form: { ...(form as object), photosAgreed } } });
}

/** Ids of the volumes that a member has still to inspect. */
export async function volumesOf(api: RunningApi, panel: Panel, seatId: string): Promise<string[]> {
  const { samples } = await roundOf(api, panel);
  return samples
    .filter(
      (each: { seatId: string; inspected: boolean; notProduced: boolean }) =>
        each.seatId === seatId && !each.inspected && !each.notProduced,
    )
    .map(({ id }: { id: string }) => id);
}

/** Notice, check-in and the dice: every member has volumes to inspect. */
export async function sampled(api: RunningApi, panel: Panel): Promise<void> {
  const { code, members, halfDays } = panel;
  await notice(api, panel);
  await api.moveTo(MEETING_TIME);
  const seatIds = members.map(({ seatId }) => seatId);
  await api.act(api.recorder, code, 'check_in.record', { halfDayId: halfDays[0], seatIds });
  await api.act(api.officer, code, 'sample.commit', { witnessId: api.people.witness.personId });
  await api.act(api.witness, code, 'sample.reveal', { first: DICE, second: DICE });
}

/** From notice to the opened sheets. The leader finds something `found` times. */
export async function scored(api: RunningApi, panel: Panel, found = 0): Promise<void> {
  const { code, members } = panel;
  await sampled(api, panel);
  for (const [at, { visitor, seatId }] of members.entries()) {
    const volumes = (await volumesOf(api, panel, seatId)).map((itemId) => ({ itemId, findings: [] }));
    const findings = Array.from({ length: at === 0 ? found : 0 }, (_, number) => ({
      code: 'B-01',
      evidence: `第${number + 1}份合同未写归档要求`,
    }));
    await api.act(visitor, code, 'volumes.inspect', { volumes, findings });
  }
  const scores = await scoresOf(api);
  for (const { visitor } of members) await api.act(visitor, code, 'sheet.submit', { scores });
}

/**
 * From notice to the announced result.
 *
 * @param votes by seat
 * @param marks of what was found
 */
export async function announced(
  api: RunningApi,
  panel: Panel,
  votes: readonly Vote[],
  marks: readonly ('must_fix' | 'fix')[] = [],
): Promise<void> {
  const { code, members } = panel;
  const [leader] = members;
  await scored(api, panel, marks.length);
  const { findings } = await roundOf(api, panel);
  const decisions = findings.map(({ id: findingId }: { id: string }, at: number) => ({ as: marks[at], findingId }));
  if (decisions.length > 0) await api.act(leader.visitor, code, 'finding.mark', { decisions });
  await api.act(leader.visitor, code, 'deliberation.close');
  for (const [at, { visitor }] of members.entries()) {
    await api.act(visitor, code, 'ballot.cast', { vote: votes[at] });
  }
  await api.act(leader.visitor, code, 'result.announce');
}
