import { diceFor } from '../../ops/demo/dice';
import { Diary } from '../../ops/demo/people/diary';
import { PLAN_FILE, readPlan } from '../../ops/demo/plan-lines';
import type { World } from '../../ops/demo/play';
import { assignStories, STORIES } from '../../ops/demo/scenarios/stories';

/** The plan's projects, of which one was carried elsewhere before. */
const projects = readPlan(PLAN_FILE).map((line, at) => ({
  ...line,
  code: `P-${String(at).padStart(3, '0')}`,
  jurisdictionId: line.district,
  takenOver: at === 107,
}));

const worldOf = (seed: number, count = projects.length) =>
  ({ projects: projects.slice(0, count), dice: (name: string) => diceFor(seed, name) }) as Pick<
    World,
    'projects' | 'dice'
  > as World;

describe('stories', () => {
  it('each happen to one project of the whole plan, whatever the seed', () => {
    for (const seed of [1, 2, 3]) {
      const told = [...assignStories(worldOf(seed)).values()];
      expect(new Set(told)).toEqual(new Set(STORIES.map(({ scenario }) => scenario)));
      expect(told).toHaveLength(STORIES.length);
    }
  });

  it('are the same for the same seed, and others for another', () => {
    const names = (seed: number) => [...assignStories(worldOf(seed)).keys()];
    expect(names(7)).toEqual(names(7));
    expect(names(7)).not.toEqual(names(8));
  });

  it('leave a project that was taken over to its own, and some of a small plan without any', () => {
    expect(assignStories(worldOf(1)).has('P-107')).toBe(false);
    expect(assignStories(worldOf(1, 10)).size).toBe(6);
  });
});

describe('diary', () => {
  it('is kept in the order of days, with what is added on the way, and nothing twice', async () => {
    const diary = new Diary();
    const done: string[] = [];
    const note = (day: string, what: string) => diary.at(day, 'P-1', async () => void done.push(what));
    note('2026-02-02', 'later');
    note('2026-01-06', 'second');
    diary.at('2026-01-05', 'P-1', async () => {
      done.push('first');
      note('2026-01-05', 'the same day');
    });
    const spend = async (day: string) => {
      for (const { work } of diary.take(day)) await work();
    };
    await spend('2026-01-06');
    expect(done).toEqual(['first', 'second']);
    await spend('2026-01-06');
    expect(done).toEqual(['first', 'second', 'the same day']);
    await spend('2026-02-02');
    expect(done).toEqual(['first', 'second', 'the same day', 'later']);
  });
});
