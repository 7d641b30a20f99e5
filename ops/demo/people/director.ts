import type { ActKind } from '../../../domain/lifecycle/act-table';
import type { PersonClient } from '../person-client';
import { daysFor } from './delays';
import type { Dossier } from './dossier';
import { Occasion } from './occasion';
import type { Troupe } from './troupe';

/** Which act decides a proposal of which kind. */
const DECIDES: Record<string, ActKind> = {
  application: 'application.decide',
  suspension: 'suspension.decide',
  outcome: 'outcome.decide',
  correction: 'correction.decide',
  departure: 'departure.decide',
  backdating: 'backdating.decide',
};

/** The director reads a proposal and approves it; who waits too long has it raised to the parent bureau. */
export async function decideProposal(troupe: Troupe, dossier: Dossier, proposalId: string): Promise<void> {
  const on = new Occasion(troupe, await decider(troupe, dossier), dossier);
  const proposal = (await on.part('proposals')).find(({ id }) => id === proposalId);
  const kind = proposal && DECIDES[proposal.kind];
  if (!kind || proposal.state !== 'open') return;
  if (!on.isTime(`decide ${proposalId}`, daysFor(on.scenario, 'second_person', 0))) return;
  await on.act(kind, { proposalId, approve: true });
}

/** The director, or whoever he has asked to act for him while he is away. */
async function decider(troupe: Troupe, dossier: Dossier): Promise<PersonClient> {
  const director = directorOf(dossier);
  if (!dossier.scenario.deputy || dossier.done.has('deputy')) return director;
  dossier.done.add('deputy');
  const { leader } = dossier;
  const absence = { from: troupe.world.today(), until: troupe.workingDay(2), deputyId: leader.personId };
  await director.send('post', '/api/v1/me/absences', absence);
  troupe.world.happened('deputy_acted', dossier.project.code);
  return leader.actingFor(director.personId);
}

/** The bureau's director who is not on the panel. */
export function directorOf({ bureau, leader, deputy }: Dossier): PersonClient {
  const seated = [leader.personId, deputy.personId];
  const free = bureau.directors.find(({ personId }) => !seated.includes(personId));
  if (!free) throw new Error(`${bureau.name} has no director outside the panel`);
  return free;
}
