import {
  allHandlersFinished,
  condition,
  defineUpdate,
  executeChild,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { PartShape } from './shape';

/** What there is to do when nothing is written. */
export interface BareActivities {
  nothing(input: BareAct): Promise<BareAct>;
}

export interface BareAct {
  key: string;
}

export const bareAct = defineUpdate<BareAct, [BareAct]>('act');

const { nothing } = proxyActivities<BareActivities>({ startToCloseTimeout: '20 seconds' });

/** A life of the same shape with nothing in it: as many acts, alarms and parts, each act and alarm with one activity. */
export async function bareLife({ own, parts }: { own: PartShape; parts: readonly PartShape[] }): Promise<void> {
  let heard = 0;
  setHandler(bareAct, async (act) => {
    const answer = await nothing(act);
    heard += 1;
    return answer;
  });
  await condition(() => heard === own.acts);
  for (let rung = 0; rung < own.alarms; rung += 1) {
    await sleep(1);
    await nothing({ key: `alarm ${rung}` });
  }
  const { workflowId } = workflowInfo();
  for (const [at, part] of parts.entries()) {
    await executeChild(bareLife, { workflowId: `${workflowId}/${at}`, args: [{ own: part, parts: [] }] });
  }
  await condition(allHandlersFinished);
}
