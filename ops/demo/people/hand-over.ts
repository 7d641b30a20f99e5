import { daysFor } from './delays';
import type { Occasion } from './occasion';

/** The owner offers each receiver the archives, with the three counts side by side. */
export async function handOver(on: Occasion): Promise<void> {
  if (!(await on.may('hand_over.submit')) || !on.isTime('hand over', daysFor(on.scenario, 'hand_over', 6))) return;
  const offered = await on.part('hand-overs');
  const receivers = (await on.part('parties')).filter(({ role, until }) => role === 'receiver' && until === null);
  for (const { organisationId } of receivers) {
    const last = offered.find(({ receiverId }) => receiverId === organisationId);
    if (last && last.state !== 'refused') continue;
    await on.act('hand_over.submit', { receiverId: organisationId, ...offer(on, last !== undefined) });
  }
}

function offer(on: Occasion, again: boolean): object {
  const { volumes } = on.dossier;
  const short = on.scenario.handOver ? 2 : 0;
  const counts = [
    { kind: 'volumes', catalogue: volumes, paper: volumes - (again ? 0 : short), electronic: volumes },
    { kind: 'drawings', catalogue: volumes * 4, paper: volumes * 4, electronic: volumes * 4 },
  ];
  const differences =
    short > 0 && !again
      ? [
          {
            kind: 'volumes',
            side: 'paper',
            missing: short,
            explanation: '两卷设备图纸借出用于检修，已登记，随后补交。',
          },
        ]
      : [];
  return { counts, differences };
}

/** The receiver counts and signs; a difference he does not accept goes back. */
export async function receiver(on: Occasion): Promise<void> {
  if (!(await on.may('hand_over.sign'))) return;
  const own = on.dossier.receiver.organisationId;
  for (const { id, receiverId, state } of await on.part('hand-overs')) {
    if (state !== 'submitted' || receiverId !== own || !on.isTime(`count ${id}`, 2)) continue;
    if (on.scenario.handOver && on.once('hand-over refused')) {
      await on.act('hand_over.refuse', {
        handOverId: id,
        differences: [{ title: '纸质案卷', reason: '清点少2卷，请归还后一并移交。' }],
      });
      on.troupe.world.happened('hand_over_refused', on.code);
      continue;
    }
    await on.act('hand_over.sign', { handOverId: id });
  }
}
