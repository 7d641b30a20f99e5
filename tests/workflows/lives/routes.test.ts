import { handedOver } from '../../support/closing';
import { LIFE_TIMEOUT, useFlows } from '../../support/flows';
import { apply, register, reply, tracked } from '../../support/life';

const lives = useFlows();

test(
  'joined to the completion acceptance, two officers record what they found; handed over here it ends',
  async () => {
    const { world } = lives;
    const { officer, secondOfficer } = world.people;
    const project = await tracked(world, {}, 'joined');
    await project.act(officer, 'external.begin', { body: '佛山市水利局', document: '竣工验收通知' });
    const sheet = { findings: '竣工图章齐全，同意通过', agrees: true };
    await project.act(officer, 'external.finding_sheet', sheet);
    const result = { passed: true, decidedOn: await world.today(), document: '鉴定书第3号', handOverHere: true };
    // One officer twice is not two officers.
    await project.act(officer, 'external.finding_sheet', sheet);
    expect((await project.refusal(officer, 'external.record', result)).code).toBe('FINDING_SHEETS_MISSING');
    await project.act(secondOfficer, 'external.finding_sheet', sheet);
    await project.act(officer, 'external.record', result);
    await handedOver(world, project);
    expect(await world.course(project)).toMatchObject({
      stages: [
        ...['planned', 'registering', 'tracking', 'external'],
        ...['awaiting_completion', 'handing_over', 'closed'],
      ],
      open: [],
      violations: [],
    });
    expect(await project.row()).toMatchObject({ outcome: 'handed_over' });
  },
  LIFE_TIMEOUT,
);

test(
  'on its sector’s route it may fail first: only a passed result ends the case',
  async () => {
    const { world } = lives;
    const { officer } = world.people;
    const project = await tracked(world, {}, 'sector');
    expect(await project.mail('registration-confirmed')).toMatchObject({ organiser: '佛山市水利局' });
    await project.act(officer, 'external.begin', { body: '佛山市水利局' });
    const sheet = { findings: '竣工图章齐全', agrees: true };
    expect((await project.refusal(officer, 'external.finding_sheet', sheet)).code).toBe('ROUTE_NOT_EXTERNAL');
    const result = {
      passed: false,
      decidedOn: await world.today(),
      document: '水办验〔2026〕3号',
      handOverHere: false,
    };
    await project.act(officer, 'external.record', result);
    expect(await world.course(project)).toMatchObject({ open: [''], violations: [] });
    await world.moveTo('2026-03-30');
    const passed = { ...result, passed: true, decidedOn: await world.today(), document: '水办验〔2026〕9号' };
    await project.act(officer, 'external.record', passed);
    expect(await world.course(project)).toMatchObject({
      stages: ['planned', 'registering', 'tracking', 'external', 'closed'],
      open: [],
      violations: [],
    });
    expect(await project.row()).toMatchObject({ outcome: 'accepted_elsewhere' });
  },
  LIFE_TIMEOUT,
);

test(
  'entrusted by letter, it goes on as the bureau’s own',
  async () => {
    const { world } = lives;
    const { officer } = world.people;
    const project = await world.project();
    await register(world, project);
    const confirm = (entrustment: object) => ({ route: 'entrusted', ...entrustment });
    expect((await project.refusal(officer, 'registration.confirm', confirm({}))).code).toBe('SCAN_REQUIRED');
    await project.act(officer, 'registration.confirm', confirm({ entrustmentSha256: await world.file() }));
    expect((await project.refusal(officer, 'external.begin', { body: '省档案局' })).code).toBe('ROUTE_NOT_EXTERNAL');
    await apply(world, project);
    await reply(world, project);
    expect(await world.course(project)).toMatchObject({
      stages: ['planned', 'registering', 'tracking', 'reviewing', 'paneling'],
      open: ['', '/formation/1'],
      violations: [],
    });
  },
  LIFE_TIMEOUT,
);
