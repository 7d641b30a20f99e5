import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { csv, xlsx } from '../../fixtures/imports/workbook';
import { api, give, HEAD } from './world';

const MARK = randomUUID();

export function secrets(): void {
  test('of a file marked as secret nothing is left anywhere', async () => {
    const code = await api.project();
    const secret = `涉密工程${MARK}`;
    const list = csv(
      `档号,题名,页数,保管期限,类别,备注\nA-1,普通,1,永久,质检文件,\nA-2,${secret},1,永久,质检文件,机密★10年\n`,
    );
    const marked = await xlsx({ rows: [HEAD, ['71', secret, '水利', '', '', '', '秘密']] });
    const answers = [
      await give(api.owner, list, { kind: 'catalogue', project: code }, `${MARK}.csv`),
      await give(
        api.officer,
        marked,
        { kind: 'projects', jurisdictionId: api.east, year: '2040', level: '市' },
        `${MARK}.xlsx`,
      ),
    ];
    expect(answers.map(({ body }) => [body.code, body.row, body.column])).toEqual([
      ['SECRECY_NOT_ALLOWED', 3, 'F'],
      ['SECRECY_NOT_ALLOWED', 2, 'G'],
    ]);
    for (const { text } of answers) expect(text).not.toContain(MARK);
    expect(api.log.join('\n')).not.toContain(MARK);
    expect(await tablesWith(MARK)).toEqual([]);
    expect(await tablesWith('沙口水利枢纽工程')).toContain('Project');
    expect(await filesWith(MARK)).toEqual([]);
    expect(await filesWith('沙口水利枢纽工程')).not.toEqual([]);
  });
}

/** Files of the database server that hold the text: tables, indexes, its log of writes. */
async function filesWith(text: string): Promise<string[]> {
  const [{ folder }] = await api.admin.client.$queryRaw<[{ folder: string }]>`
    SELECT setting AS folder FROM pg_settings WHERE name = 'data_directory'`;
  // A file that goes away while it is looked at is none of ours.
  const { stdout } = await promisify(execFile)('grep', ['-rlsF', text, folder]).catch(
    (error) => error as { stdout: string },
  );
  return stdout.split('\n').filter(Boolean);
}

/** Tables with a row that holds the text in any column, files as bytes included. */
async function tablesWith(text: string): Promise<string[]> {
  const { client } = api.admin;
  const tables = await client.$queryRaw<{ schema: string; name: string }[]>`
    SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`;
  const hex = Buffer.from(text).toString('hex');
  const found: string[] = [];
  for (const { schema, name } of tables) {
    const [{ count }] = await client.$queryRawUnsafe<[{ count: bigint }]>(
      `SELECT count(*) FROM "${schema}"."${name}" AS t WHERE t::text LIKE $1 OR t::text LIKE $2`,
      `%${text}%`,
      `%${hex}%`,
    );
    if (count > 0n) found.push(name);
  }
  return found;
}
