import fc from 'fast-check';
import { type Answer, Outbox, type OutboxState, type Write } from '../../browser/outbox';

/** What the line does to each request: it gets through, the answer is lost, or the request is. */
const TROUBLES = ['through', 'answer lost', 'lost'] as const;

/** A browser's storage and a server that takes each key once, with a line between them. */
function world(line: Iterator<(typeof TROUBLES)[number], unknown>) {
  const kept = new Map<string, string>();
  const taken: Write[] = [];
  const states: OutboxState[] = [];
  let keys = 0;
  let sending = false;
  const open = () =>
    new Outbox({
      storage: { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) },
      place: 'form',
      newKey: () => `key-${++keys}`,
      async send(write): Promise<Answer> {
        const { value: trouble = 'through' } = line.next() as { value?: (typeof TROUBLES)[number] };
        await null;
        if (trouble === 'lost') return 'later';
        if (!taken.some(({ key }) => key === write.key)) taken.push(write);
        return trouble === 'through' ? 'done' : 'later';
      },
      async alone(work) {
        if (sending) return;
        sending = true;
        await work().finally(() => {
          sending = false;
        });
      },
      told: (state) => void states.push(state),
    });
  return { open, taken, states };
}

const write = fc.record({ name: fc.constantFrom('a', 'b', 'c'), value: fc.string({ maxLength: 3 }) });
const step = fc.oneof(write, fc.constant('flush' as const), fc.constant('reopen' as const));

test('whatever the line does, all arrives in its order, nothing twice, and the last value of each field is what stays', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 30 }),
      fc.array(fc.constantFrom(...TROUBLES), { maxLength: 40 }),
      async (steps, troubles) => {
        const { open, taken, states } = world(troubles.values());
        let outbox = open();
        const written: { name: string; value: string }[] = [];
        const running: Promise<void>[] = [];
        for (const each of steps) {
          if (each === 'reopen') outbox = open();
          else if (each === 'flush') running.push(outbox.flush());
          else {
            outbox.put(each.name, each.value);
            written.push(each);
          }
          if (running.length % 3 === 0) await null;
        }
        await Promise.all(running);
        while (outbox.writes.length > 0) await outbox.flush();

        expect(new Set(taken.map(({ key }) => key)).size).toBe(taken.length);
        // What came through is what was written, less the values that a later one of the same field replaced before they went.
        let at = -1;
        for (const { name, value } of taken) {
          at = written.findIndex((each, index) => index > at && each.name === name && each.value === value);
          expect(at).toBeGreaterThanOrEqual(0);
        }
        const last = (writes: readonly { name: string; value: string }[]) =>
          Object.fromEntries(writes.map(({ name, value }) => [name, value]));
        expect(last(taken)).toEqual(last(written));
        if (written.length > 0) expect(states.at(-1)).toBe('saved');
      },
    ),
  );
});

test('what the server will never take is left out, and said until the page is opened anew', async () => {
  const states: OutboxState[] = [];
  const kept = new Map<string, string>();
  const answers: Record<string, Answer> = { bad: 'refused', good: 'done' };
  const outbox = new Outbox({
    storage: { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) },
    place: 'form',
    newKey: () => String(Math.random()),
    send: async ({ name }) => answers[name]!,
    alone: (work) => work(),
    told: (state) => void states.push(state),
  });
  for (const name of ['good', 'bad', 'good']) outbox.put(name, 'x');
  await outbox.flush();
  expect(outbox.writes).toEqual([]);
  expect(states.at(-1)).toBe('refused');
});

test('whoever asks while another sends is answered when all is gone, what was put in meanwhile included', async () => {
  const answers: (() => void)[] = [];
  const kept = new Map<string, string>();
  const outbox = new Outbox({
    storage: { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) },
    place: 'form',
    newKey: () => String(Math.random()),
    send: () => new Promise((resolve) => answers.push(() => resolve('done'))),
    alone: (work) => work(),
    told: () => {},
  });
  outbox.put('a', '1');
  const first = outbox.flush();
  outbox.put('b', '2');
  let left: number | null = null;
  const second = outbox.flush().then(() => {
    left = outbox.writes.length;
  });
  answers[0]!();
  while (answers.length < 2) await null;
  expect(left).toBeNull();
  answers[1]!();
  await Promise.all([first, second]);
  expect(left).toBe(0);
});
