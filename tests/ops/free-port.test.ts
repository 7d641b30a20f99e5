import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { choosePort } from '../../ops/stack/free-port';

test('a port that is taken is replaced, and both are said', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  const said: string[] = [];
  const port = await choosePort('API', taken, (line) => said.push(line));
  expect(port).not.toBe(taken);
  expect(said).toEqual([`API: port ${taken} is taken, using ${port}`]);
  server.close();
  await once(server, 'close');
  expect(await choosePort('API', taken, (line) => said.push(line))).toBe(taken);
  expect(said).toHaveLength(1);
});
