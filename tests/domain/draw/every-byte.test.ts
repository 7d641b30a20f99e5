import { withTables } from '../../../activities/draws/leximin/with-tables';
import { type Check, FINDING_CODES } from '../../../domain/draw/checks';
import { makeDrawBundle } from '../../../domain/draw/draw-bundle';
import type { DrawDocument } from '../../../domain/draw/draw-document';
import { drawPanel } from '../../../domain/draw/draw-panel';
import { freezeDraw } from '../../../domain/draw/freeze-draw';
import { verifyBundle } from '../../../domain/draw/verify-bundle';
import { ERROR_CODES } from '../../../domain/errors';
import { makeSampleBundle } from '../../../domain/sampling/sample-bundle';
import { rule, sample, secretOf, volumes } from '../sampling/catalogue';
import { bytes32, CONSTRAINTS, dice, freezeInput, noTable } from './frozen';
import { numbersFrom, PROTOTYPES } from './pools';
import { evenTable, people } from './questions';

const secret = bytes32('secret');
const times = { committedAt: '2026-11-20T01:00:02.000Z', enteredAt: '2026-11-20T07:04:41.000Z' };
const KNOWN: readonly string[] = [...FINDING_CODES, ...ERROR_CODES];

/** A record of a draw in which the first drawn member then declines. */
function drawn(document: DrawDocument): Uint8Array {
  const [first] = drawPanel(document, dice(), secret).drawn;
  const events = [{ kind: 'vacancy', id: first!, code: 'DECLINED' } as const];
  return Buffer.from(makeDrawBundle({ document, ...times, randomness: dice(), secret, events }));
}

const small = {
  tickets: () =>
    drawn(freezeDraw(freezeInput(people([['archives'], ['archives'], ['transport']]), CONSTRAINTS), noTable).document),
  table: () =>
    drawn(
      freezeDraw(
        freezeInput(people([['archives', 'transport'], ['archives'], ['transport'], ['transport']], 3), CONSTRAINTS),
        evenTable,
      ).document,
    ),
  sample: () =>
    Buffer.from(
      makeSampleBundle({
        document: sample({
          volumes: volumes(12),
          classified: { quality: 2 },
          named: ['FS-2026-00003'],
          rule: { ...rule, atLeast: 4, strata: rule.strata.map((one) => ({ ...one, floor: 0 })) },
        }),
        committedAt: '2026-12-09T01:10:00.000Z',
        enteredAt: '2026-12-09T01:14:00.000Z',
        randomness: dice(),
        secret: secretOf(41),
        additions: [{ stratum: 'quality', count: 1, on: '2026-12-09' }],
      }),
    ),
};

/** What failed of a record of which something was changed: always something, and nothing that the verifier had not foreseen. */
function findings(record: Uint8Array): string[] {
  const failed = verifyBundle(record).filter(({ ok }) => !ok);
  const codes = failed.map(({ finding }) => finding!.code);
  const odd = codes.filter((code) => code === 'UNEXPECTED' || !KNOWN.includes(code));
  if (codes.length === 0 || odd.length > 0) throw new Error(`${codes}: ${Buffer.from(record)}`);
  return codes;
}

const replaced = (record: Uint8Array, at: number, byte: number): Uint8Array => record.with(at, byte);
const without = (record: Uint8Array, at: number): Uint8Array =>
  Buffer.concat([record.subarray(0, at), record.subarray(at + 1)]);
const withByte = (record: Uint8Array, at: number, byte: number): Uint8Array =>
  Buffer.concat([record.subarray(0, at), Uint8Array.of(byte), record.subarray(at)]);

const failedOf = (checks: readonly Check[]) => checks.filter(({ ok }) => !ok);

describe.each(Object.entries(small))('a small record by %s', (name, make) => {
  const record = make();
  const random = numbersFrom(name);

  it('holds as it is', () => {
    expect(failedOf(verifyBundle(record))).toEqual([]);
  });

  it('fails with any byte replaced', () => {
    for (const [at, byte] of record.entries()) {
      const others = [byte ^ 0x01, (byte + 1 + random(255)) % 256];
      for (const other of others) findings(replaced(record, at, other));
    }
  });

  it('fails with a byte taken out or put in', () => {
    for (let times = 0; times < 150; times++) {
      findings(without(record, random(record.length)));
      findings(withByte(record, random(record.length + 1), random(256)));
    }
  });
});

describe('a record by table with 300 experts', () => {
  const random = numbersFrom('300 experts');
  const { question } = PROTOTYPES.find(([name]) => name === '300 → 9')![1];
  let record: Uint8Array;
  beforeAll(async () => {
    const input = freezeInput(question.candidates, question.constraints);
    record = drawn((await withTables(async (tableFor) => freezeDraw(input, tableFor))).document);
  });

  it('holds as it is', () => {
    expect(record.length).toBeGreaterThan(80_000);
    expect(failedOf(verifyBundle(record))).toEqual([]);
  });

  it('fails with any of a sample of its bytes replaced, taken out or put in', () => {
    for (let times = 0; times < 40; times++) {
      const at = random(record.length);
      findings(replaced(record, at, record[at]! ^ (1 << random(8))));
      findings(without(record, random(record.length)));
      findings(withByte(record, random(record.length + 1), random(256)));
    }
  });
});

describe('bytes that are no text', () => {
  it('are said to be none', () => {
    expect(verifyBundle(Uint8Array.of(0xff))).toEqual([
      { name: 'seal', ok: false, finding: { code: 'NOT_UTF8' }, workings: null },
    ]);
    const marked = Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), small.tickets()]);
    expect(findings(marked)).toContain('NOT_JSON');
  });
});
