import { randomUUID } from 'node:crypto';
import { actDefinition } from '../../activities/acts/index';
import { withTables } from '../../activities/draws/leximin/with-tables';
import { performAct } from '../../activities/process/perform-act';
import { ringAlarm } from '../../activities/process/ring-alarm';
import type { WorkflowKind } from '../../domain/lifecycle/position';
import { type AskedAct, type Carriage, type CarriageDeps, START } from './carriage';

/** Nobody's machine clock decides anything in practice. */
const machine = { now: () => new Date(START) };

/** Performs acts and rings alarms as the worker does, in practice time and without Temporal. */
export function directCarriage({ db, worker, api }: CarriageDeps): Carriage {
  const now = async () => (await db.installation.findUniqueOrThrow({ where: { id: 1 } })).practiceNow!;

  async function ringDue() {
    for (;;) {
      const [due] = await db.clock.findMany({
        where: { nextAt: { lte: await now() } },
        orderBy: { nextAt: 'asc' },
        take: 1,
      });
      if (!due) return;
      const input = { projectId: due.projectId, workflow: due.workflow as WorkflowKind, generation: 1 };
      await worker.transaction((tx) => ringAlarm(tx, machine, input));
    }
  }

  /** What travels on of an act's body: of a sealed one not what it says. */
  async function sealed(key: string, { project, actorId, kind, body, envelope }: AskedAct) {
    const intake = actDefinition(kind).sealed;
    if (!intake) return body;
    const round = await db.round.findFirst({ where: { projectId: project.id, endedAt: null } });
    const sealing = {
      ...{ key, projectId: project.id, roundId: round?.id ?? null, personId: actorId },
      forPersonId: envelope.onBehalfOfId ?? actorId,
      scanSha256: envelope.scanSha256,
    };
    return api.withPerson(actorId, (tx) => intake.seal({ tx, ...sealing }, intake.body.parse(body))) as Promise<object>;
  }

  return {
    birth: { mode: 'practice', practiceNow: new Date(START) },
    machine,
    now,
    async begin() {},
    async perform(asked) {
      const { project, actorId, kind, envelope } = asked;
      const key = randomUUID();
      await db.actRequest.create({
        data: {
          ...{ key, actorId, projectId: project.id, kind, body: await sealed(key, asked), bodyHmac: '' },
          envelope: { ...envelope },
          receivedAt: new Date(START),
        },
      });
      const onBehalf = envelope.onBehalfOfId !== null;
      const input = { v: 1, key, kind, projectId: project.id, actorId, roles: [], onBehalf, generation: 1 } as const;
      const { result } = await withTables((tableFor) =>
        worker.transaction((tx) => performAct(tx, machine, { ...input, roles: [] }, tableFor)),
      );
      return result;
    },
    async moveTo(target) {
      if (target < (await now())) throw new Error(`time never goes back to ${target.toISOString()}`);
      await ringDue();
      for (let at = 0; at < target.getTime(); ) {
        // Mornings in between are those of the digests, which nobody sends here.
        const { _min } = await db.clock.aggregate({ _min: { nextAt: true } });
        at = Math.min(_min.nextAt?.getTime() ?? Number.POSITIVE_INFINITY, target.getTime());
        await db.installation.update({ where: { id: 1 }, data: { practiceNow: new Date(at) } });
        await ringDue();
      }
    },
    async close() {},
  };
}
