import { randomUUID } from 'node:crypto';
import { parseEnv } from 'node:util';
import { projectPath } from '../../activities/project-root';
import { secretsAsEnvironmentFile, secretVariable } from '../../ops/stack/secrets';
import { type Engine, startEngine } from '../support/engine';
import { buildPrograms, type Program, startProgram } from '../support/program';
import { testCluster } from '../support/test-cluster';

const CALL = { spokeWith: '李工', words: '下周来办' };

/** A worker as its operator starts it: a process of its own. */
function startWorker(engine: Engine): Promise<Program> {
  const command = [process.execPath, projectPath('dist/ops/start-worker.js')];
  const env = {
    ...process.env,
    ...parseEnv(secretsAsEnvironmentFile()),
    [secretVariable('dbWorkerPassword')]: testCluster().passwords.worker,
    DATABASE_URL: engine.databaseUrl,
    TEMPORAL_ADDRESS: engine.temporal.address,
    SMTP_URL: 'smtp://127.0.0.1:9',
    DANGYAN_WORKER_PORT: '0',
  };
  return startProgram({ command, env, readyWhen: /its health is on/ });
}

let engine: Engine;
let programs: Program[] = [];
beforeAll(async () => {
  buildPrograms();
  engine = await startEngine({ ownWorkers: true });
});
afterAll(async () => {
  const alive = programs.filter(({ child }) => child.exitCode === null && child.signalCode === null);
  await Promise.all(alive.map((program) => program.end('SIGKILL')));
  await engine.close();
});

test('two workers share the work; one is killed in the midst of it, and nothing is lost or doubled', async () => {
  programs = await Promise.all([startWorker(engine), startWorker(engine)]);
  const [first, second] = programs as [Program, Program];
  for (const { ready, output } of programs) expect([ready, output()]).toEqual([true, expect.any(String)]);
  const projects = await Promise.all(Array.from({ length: 4 }, () => engine.project()));
  const keys = Array.from({ length: 160 }, () => randomUUID());
  const waiting = keys.map((key, at) => ({ key, project: projects[at % projects.length]! }));
  let answered = 0;
  async function client() {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      while ((await one.project.perform('call.log', CALL, one.key)) === null);
      answered += 1;
      if (answered === 60) await first.end('SIGKILL');
    }
  }
  await Promise.all(Array.from({ length: 12 }, client));
  const facts = await engine.owner.client.fact.findMany({ where: { kind: 'call.log' }, select: { key: true } });
  expect(facts.map(({ key }) => key).sort()).toEqual([...keys].sort());

  const identities = new Set<string>();
  for (const { code } of projects) {
    const { events } = await engine.temporal.env.client.workflow.getHandle(`project/${code}`).fetchHistory();
    for (const { activityTaskStartedEventAttributes: started } of events ?? []) {
      if (started?.identity) identities.add(started.identity.split('@')[0]!);
    }
  }
  expect(identities).toEqual(new Set([String(first.child.pid), String(second.child.pid)]));
});
