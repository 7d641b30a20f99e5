import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectPath } from '../../../activities/project-root';
import { xlsx } from '../../fixtures/imports/workbook';
import { api, facts, HEAD } from './world';

export function importCommand(): void {
  test('npm run import says what a file would do, and writes it when told', async () => {
    const { body: made } = await api.officer.post('/api/v1/me/tokens', { name: '导入', days: 1 });
    const server = api.app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const folder = mkdtempSync(join(tmpdir(), 'dangyan-import-'));
    const file = join(folder, '清单.xlsx');
    writeFileSync(file, await xlsx({ rows: [HEAD, ['401', '壬泵站', '水利'], ['402', '癸泵站', '水利', '月球区']] }));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code: jurisdiction } = await api.admin.client.jurisdiction.findUniqueOrThrow({ where: { id: api.east } });
    const run = (...more: string[]) =>
      promisify(execFile)(
        process.execPath,
        [
          projectPath('dist', 'ops', 'import.js'),
          '--kind',
          'projects',
          '--file',
          file,
          '--year',
          '2044',
          '--level',
          '市',
        ].concat(...['--jurisdiction', jurisdiction, '--url', url, ...more]),
        { env: { ...process.env, DANGYAN_TOKEN: made.token } },
      ).then(
        ({ stdout }) => ({ status: 0, stdout }),
        ({ code: status, stdout, stderr }) => ({ status, stdout: stdout + stderr }),
      );
    const before = await facts();
    const dry = await run('--write');
    expect(dry).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('1!3 D\terror CELL_INVALID\t单元格内容不符合要求'),
    });
    expect(dry.stdout).toContain('nothing written');
    expect(await facts()).toEqual(before);
    const json = await run('--leave-out', '1!3', '--json');
    expect([json.status, JSON.parse(json.stdout)]).toMatchObject([
      0,
      { counts: { create: 1, leave_out: 1 }, written: null },
    ]);
    expect((await run('--leave-out', '1!3', '--write')).stdout).toMatch(/1!2\tcreate\t壬泵站.*\nwritten\n$/s);
    expect((await facts()).projects).toBe(before.projects + 1);
    expect(await run('--level', '')).toMatchObject({ status: 1, stdout: expect.stringContaining('BAD_INPUT') });
    rmSync(folder, { recursive: true });
    await promisify(server.close.bind(server))();
  });
}
