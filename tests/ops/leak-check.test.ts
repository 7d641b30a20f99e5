import { spawnSync } from 'node:child_process';
import { projectPath } from '../../activities/project-root';

test('a file that leaves something open fails, and the last line counts it', () => {
  const { rootDir, transform } = jest.requireActual('../../jest.config.js').projects[1];
  const config = {
    rootDir,
    transform,
    testMatch: ['<rootDir>/tests/fixtures/leaky.fixture.ts'],
    testEnvironment: '<rootDir>/tests/support/environment.js',
    reporters: ['<rootDir>/tests/support/summary-reporter.js', 'default'],
  };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [projectPath('node_modules/jest/bin/jest.js'), '--config', JSON.stringify(config)],
    { encoding: 'utf8' },
  );
  expect(stderr).toMatch(/left open by .*leaky\.fixture\.ts: forgotten server/);
  expect(status).toBe(1);
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^\d+ passed, [1-9]\d* failed$/);
});
