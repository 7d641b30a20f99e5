import type { RuleSet } from '../../domain/rules/rule-set';
import type { TestProject, World } from './process';

/** The owner signs for the notice and reports each open item as done; the officer finds it so. */
export async function rectified({ db, people, file }: World, project: TestProject): Promise<void> {
  await project.sign(people.owner, 'rectification_notice');
  for (const { id } of await itemsOf({ db }, project)) {
    await project.act(people.owner, 'item.report', { itemId: id, text: '已补齐', evidence: [await file()] });
    await project.act(people.officer, 'item.verify', { itemId: id, accepted: true, verdict: '' });
  }
}

/** Items that are not closed, in the order of their numbers. */
export function itemsOf({ db }: Pick<World, 'db'>, { id }: TestProject) {
  const where = { projectId: id, state: { not: 'closed' } } as const;
  return db.rectificationItem.findMany({ where, orderBy: { number: 'asc' } });
}

/** An archives that receives the project's files, and who signs there. */
export async function receiver(world: World, project: TestProject): Promise<{ receiverId: string; archivist: string }> {
  const organisationId = await world.organisation('佛山市城建档案馆');
  const from = new Date('2026-01-01');
  await world.db.projectParty.create({ data: { projectId: project.id, organisationId, role: 'receiver', from } });
  return { receiverId: organisationId, archivist: await world.person('何接收', 'receiver', { organisationId }) };
}

/** The owner offers the archives, whole. @returns the hand-over's id */
export async function offered({ db, people }: World, project: TestProject, receiverId: string): Promise<string> {
  const { body } = await db.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } });
  const { handover } = body as unknown as RuleSet;
  const counts = handover.kinds.map(({ code }) => ({ kind: code, catalogue: 12, paper: 12, electronic: 12 }));
  const offer = { receiverId, counts, differences: [] };
  const { handOverId } = await project.act(people.owner, 'hand_over.submit', offer);
  return handOverId as string;
}

/** Completion acceptance is held, the archives are offered and signed for. */
export async function handedOver(world: World, project: TestProject): Promise<void> {
  const { receiverId, archivist } = await receiver(world, project);
  const { owner } = world.people;
  await project.act(owner, 'completion.record', { heldOn: await world.today(), document: '竣备〔2026〕3号' });
  const handOverId = await offered(world, project, receiverId);
  await project.act(archivist, 'hand_over.sign', { handOverId });
}
