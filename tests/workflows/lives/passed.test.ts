import { handedOver, itemsOf, offered, receiver } from '../../support/closing';
import { LIFE_TIMEOUT, useFlows } from '../../support/flows';
import { balloting, concluded, convened, met, PASSED } from '../../support/round';

/** What every project that passes goes through until then. */
const UNTIL_PASSED = [
  ...['planned', 'registering', 'tracking', 'reviewing', 'paneling'],
  ...['convening', 'inspecting', 'concluding', 'awaiting_completion'],
];

const lives = useFlows();

test(
  'a project from the plan to hand-over',
  async () => {
    const { world } = lives;
    const life = await convened(world);
    const { project } = life;
    const meeting = await met(world, life);
    await balloting(world, meeting);
    await concluded(world, meeting, PASSED);
    await project.sign(world.people.owner, 'opinion');
    await handedOver(world, project);
    const { events, ...course } = await world.course(project);
    expect(course).toEqual({ stages: [...UNTIL_PASSED, 'handing_over', 'closed'], rang: [], open: [], violations: [] });
    expect(events).toBeLessThan(1_000);
    expect(await project.row()).toMatchObject({ outcome: 'handed_over' });

    // An issued paper is corrected after the end too, by a workflow that ends with the act.
    const paper = await world.db.paper.findFirstOrThrow({ where: { projectId: project.id, kind: 'opinion' } });
    const { name: oldValue } = await project.row();
    const change = { field: 'name', oldValue, newValue: '新名', reason: '名称有误', papers: [paper.id] };
    const { proposalId } = await project.act(world.people.officer, 'correction.propose', {
      factId: paper.factId,
      ...change,
    });
    await project.act(world.people.director, 'correction.decide', { proposalId, approve: true });
    expect((await project.row()).name).toBe('新名');
    expect(await world.course(project)).toMatchObject({ open: [], violations: [] });
  },
  LIFE_TIMEOUT,
);

test(
  'passed with items, which are reminded of, run beside the hand-over and hold it up until the last is closed',
  async () => {
    const { world } = lives;
    const life = await convened(world);
    const { project } = life;
    const meeting = await met(world, life);
    await balloting(world, meeting, ['fix', 'fix']);
    await concluded(world, meeting, PASSED);
    const { owner, officer } = world.people;
    for (const kind of ['opinion', 'rectification_notice']) await project.sign(owner, kind);
    expect((await world.course(project)).open).toEqual(['', '/rectification/1']);

    const [first, second] = await itemsOf(world, project);
    const evidence = [await world.file()];
    await project.act(owner, 'item.report', { itemId: first!.id, text: '已补', evidence });
    await project.act(officer, 'item.verify', { itemId: first!.id, accepted: true, verdict: '' });
    const { due } = await project.clock('rectification_item', second!.id);
    await world.moveTo(due!);
    expect(await project.mails('item-due')).toHaveLength(2);

    const { receiverId, archivist } = await receiver(world, project);
    await project.act(owner, 'completion.record', { heldOn: await world.today(), document: '竣备〔2026〕3号' });
    const refused = await offered(world, project, receiverId);
    const differences = [{ title: '缺2卷', reason: '请说明去向' }];
    await project.act(archivist, 'hand_over.refuse', { handOverId: refused, differences });
    const handOverId = await offered(world, project, receiverId);
    await project.act(archivist, 'hand_over.sign', { handOverId });
    expect(await project.stage()).toBe('handing_over');
    await rectifiedLast();
    const { events, ...course } = await world.course(project);
    expect(course).toEqual({
      stages: [...UNTIL_PASSED, 'handing_over', 'closed'],
      rang: ['rectification_item', 'rectification_item'],
      open: [],
      violations: [],
    });
    expect(events).toBeLessThan(1_000);

    async function rectifiedLast() {
      await project.act(owner, 'item.report', { itemId: second!.id, text: '已补', evidence });
      await project.act(officer, 'item.verify', { itemId: second!.id, accepted: true, verdict: '' });
    }
  },
  LIFE_TIMEOUT,
);
