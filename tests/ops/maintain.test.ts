import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../../activities/project-root';

test.each(['check', 'rebuild', 'plan-year'])(
  '%s of a folder without an installation says so, and makes none',
  (command) => {
    const data = join(tmpdir(), `dangyan-nothing-${process.pid}`);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/ops/maintain.js', command, '--data', data], {
      cwd: projectPath(),
      encoding: 'utf8',
    });
    expect([status, stdout, stderr]).toEqual([1, '', expect.stringContaining(`${data} holds no installation`)]);
    expect(existsSync(data)).toBe(false);
  },
);
