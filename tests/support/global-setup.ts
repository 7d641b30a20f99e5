import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { projectPath } from '../../activities/project-root';
import { startTestCluster } from './test-cluster';

/** Runs once before the integration project, and not at all when only pure rules are tested. */
export default async function globalSetup(): Promise<void> {
  execFileSync(process.execPath, [projectPath('ops', 'build.mjs'), '--only=client,workflows'], { stdio: 'inherit' });
  // Every process that tests start inherits this mark; global-teardown.ts looks for it.
  process.env.DANGYAN_TEST_RUN = randomUUID();
  Object.assign(globalThis, { testRun: await startTestCluster() });
}
