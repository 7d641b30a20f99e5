import { statementName } from '../../activities/database/statement-name';

describe('statementName', () => {
  it('names a statement once, and two statements differently', () => {
    const name = statementName('SELECT 1 WHERE $1 = $2');
    expect(name).not.toBe('');
    expect(statementName('SELECT 1 WHERE $1 = $2')).toBe(name);
    expect(statementName('SELECT 2 WHERE $1 = $2')).not.toBe(name);
  });

  it.each(['SELECT * FROM "Project" WHERE id IN ($1,$2,$3)', 'INSERT INTO "Fact" (id, kind) VALUES ($1,$2), ($3,$4)'])(
    'leaves lists of any length without a name: %s',
    (sql) => {
      expect(statementName(sql)).toBe('');
    },
  );
});
