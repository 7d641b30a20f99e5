import { toDate } from '../../activities/database/dates';
import { drawSchedule, type LotteryResult, type ScheduleLine } from '../../activities/plan/draw-schedule';
import { Refusal } from '../../domain/errors';
import { planYear } from '../../ops/plan-year';
import { scheduleText } from '../../ops/schedule-text';
import { accepted } from '../support/life';
import { appointed, confirmed, drawn, holders, MEETING, panelPeople } from '../support/panel';
import { createWorld, type TestProject, type World } from '../support/process';

let world: World;
let planId: string;
let free: TestProject;
let late: TestProject;
let dated: TestProject;
beforeAll(async () => {
  world = await createWorld();
  free = await accepted(world);
  late = await world.project({ completion: { value: '2026-05-31', precision: 'day', kind: 'planned' } });
  dated = await accepted(world);
  const people = await panelPeople(world, dated);
  await drawn(world, dated, people);
  await confirmed(world, dated);
  const odd = await world.project({ industry: '其他' });
  const external = await world.project();
  await world.db.project.update({ where: { id: external.id }, data: { route: 'upper' } });
  const unknown = await world.project();
  const all = [free, late, dated, odd, external, unknown];
  const { id } = await world.db.annualPlan.create({
    data: {
      jurisdictionId: world.city.id,
      year: 2026,
      fixedOn: toDate('2026-03-02'),
      fixedById: world.people.cityDirector,
      fixedCount: all.length,
      items: { create: all.map((project) => ({ projectId: project.id })) },
    },
  });
  planId = id;
});
afterAll(() => world.close());

const LOTTERY: LotteryResult = {
  name: '双色球2026025期',
  drawnOn: '2026-03-03',
  numbers: '3 08 12 19 24 31 05',
  count: 7,
  maximum: 33,
};
const schedule = (lottery: LotteryResult | null = LOTTERY, by?: string) => {
  const draw = async (tx: Parameters<typeof drawSchedule>[0]) =>
    drawSchedule(tx, planId, { today: await world.today(), halfDays: 2, lottery });
  return by ? world.api.withPerson(by, draw) : world.worker.transaction(draw);
};
const lineOf = (lines: ScheduleLine[], { code }: TestProject) => lines.find((line) => line.code === code)!;

describe('a schedule from the facts', () => {
  test('dates what has none, says what will be late and why, and leaves the rest alone', async () => {
    const { lines, least, lot, experts } = await schedule();
    expect(lot).toEqual({ name: LOTTERY.name, drawnOn: '2026-03-03', value: '3.8.12.19.24.31.5.' });
    expect(lines.map(({ apart }) => apart).filter((apart) => apart !== null)).toEqual([
      'DATED',
      'NO_SPECIALTY_MAP',
      'ELSEWHERE',
    ]);
    // The eleventh working day from now.
    expect(lineOf(lines, free)).toMatchObject({
      halfDays: ['2026-03-18/morning', '2026-03-18/afternoon'],
      due: '2027-03-30',
      pool: 'own',
      late: 0,
      miss: null,
    });
    const missed = lineOf(lines, late);
    expect(missed.miss).toEqual({ reason: 'NO_TIME', short: [], rivals: [] });
    expect([missed.due, missed.earliest]).toEqual(['2026-02-28', '2026-04-01']);
    expect(missed.late).toBeGreaterThan(20);
    expect(least).toBe(1);
    expect(lineOf(lines, dated).halfDays).toEqual(['2026-03-24/morning', '2026-03-24/afternoon']);
    // Of eight experts with a cap of four, two have a seat.
    expect(experts).toEqual({ people: 8, seats: 6, seatsLeft: 30 });
  });

  test('names no expert, and is the same for an officer of the city as for the worker', async () => {
    const asWorker = await schedule();
    expect(await schedule(LOTTERY, world.people.cityOfficer)).toEqual(asWorker);
    const text = JSON.stringify(asWorker);
    for (const { personId } of await holders(world, dated)) expect(text).not.toContain(personId);
  });

  test('keeps clear of absences and of the seats of dated meetings', async () => {
    const experts = await world.db.poolMembership.findMany({ select: { personId: true } });
    const away = await world.db.absence.createManyAndReturn({
      data: experts.map(({ personId }) => ({
        personId,
        from: toDate('2026-03-18'),
        until: toDate('2026-03-20'),
      })),
    });
    const { lines } = await schedule();
    expect(lineOf(lines, free).halfDays[0]).toBe('2026-03-23/morning');
    await world.db.absence.deleteMany({ where: { id: { in: away.map(({ id }) => id) } } });
  });

  test('a date is taken up by the officer, and stands in the next schedule', async () => {
    const { lines } = await schedule();
    const halfDays = lineOf(lines, free).halfDays.map((half) => ({ date: half.slice(0, 10), half: half.slice(11) }));
    await appointed(world, free, await panelPeople(world, free, 0), { halfDays, place: MEETING.place });
    const again = lineOf((await schedule()).lines, free);
    expect([again.apart, again.halfDays]).toEqual(['DATED', lineOf(lines, free).halfDays]);
  });

  test.each<[string, Partial<LotteryResult>]>([
    ['LOTTERY_NOT_FUTURE', { drawnOn: '2026-03-02' }],
    ['OCCURRED_IN_FUTURE', { drawnOn: '2026-03-09' }],
    ['LOTTERY_RESULT_RANGE', { numbers: '3 8 12' }],
  ])('a lottery decides only after the plan was fixed: %s', async (code, change) => {
    const refused = await schedule({ ...LOTTERY, ...change }).catch((error: Refusal) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).code).toBe(code);
  });
});

describe('the command', () => {
  const clock = { now: () => new Date() };

  test('finds the city’s plan of the year, and prints meetings by date and what is late', async () => {
    const year = await planYear(world.worker, clock, { halfDays: 2 });
    expect(year).toEqual(await schedule(null));
    const text = scheduleText(year);
    expect(text).toContain('a preview: no lottery');
    expect(text).toContain(`${late.code}  NO_TIME  not before 2026-04-01  due 2026-02-28`);
    const days = text.match(/^2026-\d\d-\d\d/gm)!;
    expect(days).toEqual(days.toSorted());
  });

  test('says what is missing', async () => {
    await expect(planYear(world.worker, clock, { halfDays: 2, year: 2031 })).rejects.toThrow(
      'no acceptance plan of 2031',
    );
    await expect(planYear(world.worker, clock, { halfDays: 2, lottery: '双色球' })).rejects.toThrow(
      'name,date,numbers',
    );
  });
});
