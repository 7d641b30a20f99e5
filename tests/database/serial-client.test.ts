import { SerialClient } from '../../activities/database/serial-client';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase('template1');
});
afterAll(() => database.close());

test('queries asked at once never wait in pg’s own queue, and one that fails holds up none', async () => {
  const client = new SerialClient({ connectionString: database.urls.worker });
  await client.connect();
  const { _queryQueue: queue } = client as unknown as { _queryQueue: unknown[] };
  const waited: number[] = [];
  const push = queue.push.bind(queue);
  queue.push = (...queries) => {
    waited.push(queue.length);
    return push(...queries);
  };
  const answers = await Promise.allSettled(
    [1, 2, 0, 4, 5].map((divisor) => client.query('SELECT 20 / $1::int AS share', [divisor])),
  );
  await client.end();
  const shares = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.rows[0].share : 'failed'));
  expect(shares).toEqual([20, 10, 'failed', 5, 4]);
  expect(waited).toEqual([0, 0, 0, 0, 0]);
});
