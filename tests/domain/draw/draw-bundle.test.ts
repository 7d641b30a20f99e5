import { canonicalJson } from '../../../domain/crypto/canonical-json';
import { digestOf } from '../../../domain/crypto/sha256';
import { type DrawBundle, extendDrawBundle, makeDrawBundle } from '../../../domain/draw/draw-bundle';
import { drawRoot } from '../../../domain/draw/draw-document';
import { drawPanel } from '../../../domain/draw/draw-panel';
import { type FreezeInput, freezeDraw, saltedId } from '../../../domain/draw/freeze-draw';
import { parseLotteryResult } from '../../../domain/draw/parse-lottery-result';
import type { PanelEvent } from '../../../domain/draw/refill';
import { sealBundle } from '../../../domain/draw/sealed-bundle';
import type { TablePlan } from '../../../domain/draw/table-lottery';
import { verifyBundle } from '../../../domain/draw/verify-bundle';
import { verifyDrawBundle } from '../../../domain/draw/verify-draw-bundle';
import { bytes32, CONSTRAINTS, dice, freezeInput, noTable } from './frozen';
import { evenTable, people } from './questions';

const secret = bytes32('secret');
const pool = people([['archives'], ['archives'], ['transport'], ['transport'], ['transport']]);
const times = { committedAt: '2026-11-20T01:00:02.000Z', enteredAt: '2026-11-20T07:04:41.000Z' };
const input = freezeInput(pool, CONSTRAINTS);
const { document, root, personIds } = freezeDraw(input, noTable);
const result = drawPanel(document, dice(), secret);
const event: PanelEvent = { kind: 'vacancy', id: result.drawn[0]!, code: 'DECLINED' };
const text = makeDrawBundle({ document, ...times, randomness: dice(), secret, events: [event] });

const failed = (bundle: string, ...announced: [Parameters<typeof verifyDrawBundle>[1]?]) =>
  verifyDrawBundle(bundle, ...announced).flatMap(({ name, ok }) => (ok ? [] : [name]));

/** The bundle with a change, sealed anew as a forger would. */
const forge = (change: (bundle: DrawBundle) => void): string => {
  const { digest, ...bundle } = JSON.parse(text) as DrawBundle & { digest: string };
  change(bundle);
  return sealBundle(bundle);
};

describe('extendDrawBundle', () => {
  it('makes of a record what making it with all events makes', () => {
    const later: PanelEvent = { kind: 'vacancy', id: result.drawn[1]!, code: 'NO_ANSWER' };
    const whole = makeDrawBundle({ document, ...times, randomness: dice(), secret, events: [event, later] });
    expect(extendDrawBundle(JSON.parse(text) as DrawBundle, [later])).toBe(whole);
    expect(extendDrawBundle(JSON.parse(text) as DrawBundle, [])).toBe(text);
  });
});

describe('verifyDrawBundle', () => {
  it('finds nothing wrong with a true record', () => {
    const checks = verifyDrawBundle(text, { root, secretHash: document.secretHash, digest: digestIn(text) });
    expect(checks.map(({ name, ok }) => [name, ok])).toEqual(
      [
        'seal',
        'form',
        'announced',
        'root',
        'secret',
        'randomness',
        'pool',
        'lottery',
        'chances',
        'result',
        'constraints',
        'refills',
      ].map((name) => [name, true]),
    );
  });

  it.each([
    ['a space', `${text} `],
    ['a missing end', text.slice(0, -1)],
    ['a member twice', text.replace('{', '{"committedAt":"2026-11-19T01:00:02.000Z",')],
    ['nothing', ''],
    ['no object', 'null'],
    ['a list', '[]'],
  ])('rejects %s', (_, bundle) => {
    expect(failed(bundle)).toContain('seal');
  });

  it.each<[string, string, (bundle: DrawBundle) => void]>([
    ['a member too many', 'remark', (bundle) => Object.assign(bundle, { remark: 'none' })],
    ['one too few', 'refills', (bundle) => delete (bundle as Partial<DrawBundle>).refills],
    ['another format', 'format', (bundle) => Object.assign(bundle, { format: 'dangyan-draw-bundle-2' })],
    ['another algorithm', 'document.algorithm', ({ document }) => Object.assign(document, { algorithm: 'other' })],
    [
      'a quota of nobody',
      'document.constraints.quotas[0].max',
      ({ document }) => Object.assign(document.constraints.quotas[0]!, { max: 0 }),
    ],
    ['half a person', 'document.candidates[0].load', ({ document }) => (document.candidates[0]!.load = 0.5)],
    [
      'tags in another order',
      'document.candidates[0].tags[1]',
      ({ document }) => (document.candidates[0]!.tags = ['b', 'a']),
    ],
    ['an open id', 'document.candidates[0].id', ({ document }) => (document.candidates[0]!.id = 'p0')],
    ['too few dice', 'document.source.count', ({ document }) => Object.assign(document.source, { count: 1 })],
    ['a day that is none', 'document.committedOn', ({ document }) => (document.committedOn = '2026-02-30')],
    ['a time spelt otherwise', 'enteredAt', (bundle) => (bundle.enteredAt = '2026-11-20T15:04:41.000+08:00')],
    [
      'an unknown filter',
      'document.steps[0].filter',
      ({ document }) => Object.assign(document.steps[0]!, { filter: 'x' }),
    ],
    ['an unknown lottery', 'document.plan.kind', ({ document }) => Object.assign(document.plan, { kind: 'names' })],
  ])('has one form only: finds %s', (_, field, change) => {
    const bundle = forge((forged) => {
      change(forged);
      forged.root = drawRoot(forged.document);
    });
    const { finding } = verifyDrawBundle(bundle).find(({ name }) => name === 'form')!;
    expect(finding).toMatchObject({ code: 'WRONG_FORM', field });
  });

  it.each<[string, string, (bundle: DrawBundle) => void]>([
    ['another number of a person', 'root', ({ document }) => (document.candidates[0]!.load = 0)],
    ['an easier quota', 'root', ({ document }) => ((document.constraints.quotas[0] as { min: number }).min = 0)],
    ['another hash of the secret', 'root', ({ document }) => (document.secretHash = bytes32('another'))],
    ['another secret', 'secret', (bundle) => (bundle.secret = bytes32('another'))],
    ['other dice', 'result', (bundle) => (bundle.randomness = dice('0'.repeat(20)))],
    ['too few dice', 'randomness', (bundle) => (bundle.randomness = dice('0'))],
    ['dice before the commitment', 'randomness', (bundle) => (bundle.enteredAt = '2026-11-20T01:00:01.000Z')],
    ['another day of commitment', 'randomness', (bundle) => (bundle.committedAt = '2026-11-19T01:00:02.000Z')],
    ['another member', 'result', ({ result }) => result.drawn.splice(0, 1, result.alternates[0]!)],
    ['another order of alternates', 'result', ({ result }) => result.alternates.reverse()],
    ['a replacement of choice', 'refills', ({ refills, result }) => (refills[0]!.filled[0]!.id = result.drawn[1]!)],
    ['nobody passed over', 'refills', ({ refills }) => refills[0]!.filled[0]!.passedOver.push({ id: 'x', limits: [] })],
    ['a vacancy kept quiet', 'refills', ({ refills }) => refills.pop()],
    ['another panel in the end', 'refills', ({ members }) => members.reverse()],
  ])('finds %s, sealed anew', (_, name, change) => {
    expect(failed(forge(change))).toContain(name);
  });

  it.each<[string, string, (bundle: DrawBundle) => void]>([
    ['chances that are not true', 'chances', ({ document }) => (document.plan.chances[0]!.chance = '1/7')],
    ['an exclusion kept quiet', 'pool', ({ document }) => document.exclusions.pop()],
    ['counts that do not add up', 'pool', ({ document }) => document.steps[0]!.removed++],
    ['a person twice', 'pool', ({ document }) => (document.exclusions[0]!.id = document.candidates[0]!.id)],
    ['people in another order', 'pool', ({ document }) => document.candidates.reverse()],
    ['more seats than people', 'pool', ({ document }) => (document.constraints.seats = 1e9)],
    [
      'a quota that nobody can meet',
      'pool',
      ({ document }) => Object.assign(document.constraints.quotas[0]!, { tag: 'x' }),
    ],
  ])('finds %s, even under a root of its own', (_, name, change) => {
    const bundle = forge((forged) => {
      change(forged);
      forged.root = drawRoot(forged.document);
    });
    expect(failed(bundle)).toContain(name);
    expect(failed(bundle, { root })).toContain('announced');
  });

  it('finds a whole other draw by what was announced', () => {
    const other = freezeDraw({ ...input, subject: '别的工程' }, noTable).document;
    const bundle = makeDrawBundle({ document: other, ...times, randomness: dice(), secret, events: [] });
    expect(failed(bundle)).toEqual([]);
    expect(failed(bundle, { root })).toEqual(['announced']);
    expect(failed(bundle, { digest: digestIn(text) })).toEqual(['announced']);
  });

  it('shows its workings where the result holds, the row of a table among them', () => {
    const workings = (bundle: string) => verifyDrawBundle(bundle).find(({ name }) => name === 'result')!.workings;
    expect(workings(text)).toEqual({
      prk: expect.stringMatching(/^[0-9a-f]{64}$/),
      tickets: result.drawn.map((id) => ({ id, ticket: expect.stringMatching(/^[0-9a-f]{64}$/) })),
    });
    expect(workings(forge(({ result: forged }) => forged.alternates.reverse()))).toBeNull();
    const mixed = people([['archives', 'transport'], ['archives'], ['transport'], ['transport'], ['archives']], 3);
    const { document: table } = freezeDraw(freezeInput(mixed, CONSTRAINTS), evenTable);
    const { rows } = table.plan as TablePlan;
    const record = makeDrawBundle({ document: table, ...times, randomness: dice(), secret, events: [] });
    const { number, row } = workings(record) as { number: number; row: number };
    const before = rows.slice(0, row).reduce((sum, { weight }) => sum + weight, 0);
    expect([number >= before, number < before + rows[row]!.weight]).toEqual([true, true]);
  });

  it('says what failed, and where', () => {
    const checks = verifyDrawBundle(forge((bundle) => (bundle.secret = bytes32('another'))));
    expect(checks.find(({ name }) => name === 'secret')).toMatchObject({
      ok: false,
      finding: { code: 'DIFFERENT', expected: document.secretHash },
    });
  });

  it('verifies a table, overlapping strata, kept members and departures', () => {
    const mixed = people([['archives', 'transport'], ['archives'], ['transport'], ['transport'], ['archives']], 3);
    const base = freezeInput(mixed, { ...CONSTRAINTS, seats: 3 });
    const departures: FreezeInput['departures'] = [
      {
        change: { kind: 'size', size: 7 },
        reason: '规模大',
        poolBefore: 5,
        poolAfter: 5,
        filters: [{ filter: 'load', before: 5, after: 5 }],
        highestChance: '3/4',
        proposedBy: 'a',
        approvedBy: 'b',
      },
    ];
    const kept = [{ id: 'kept', tags: ['transport'], employerId: 'employer of the kept' }];
    const frozen = freezeDraw({ ...base, departures, kept }, evenTable);
    expect(frozen.document.plan.kind).toBe('table');
    const bundle = makeDrawBundle({ document: frozen.document, ...times, randomness: dice(), secret, events: [] });
    expect(failed(bundle, { root: frozen.root })).toEqual([]);
  });

  describe('by table', () => {
    const mixed = people([['archives', 'transport'], ['archives'], ['transport'], ['transport'], ['archives']], 3);
    const { document: table } = freezeDraw(freezeInput(mixed, CONSTRAINTS), evenTable);
    const drawn = drawPanel(table, dice(), secret);
    const events: PanelEvent[] = [{ kind: 'vacancy', id: drawn.drawn[0]!, code: 'DECLINED' }];
    const record = makeDrawBundle({ document: table, ...times, randomness: dice(), secret, events });

    it('finds nothing wrong with a true record', () => {
      expect(table.plan.kind).toBe('table');
      expect(failed(record)).toEqual([]);
      expect((JSON.parse(record) as DrawBundle).refills[0]!.vacant).toBe(0);
    });

    it.each<[string, string, (plan: TablePlan) => void]>([
      ['weights moved to another row', 'chances', ({ rows }) => [rows[0]!.weight--, rows[1]!.weight++]],
      ['weights that do not add up', 'lottery', ({ rows }) => rows[0]!.weight--],
      ['a row that no panel consists of', 'lottery', ({ rows }) => rows[0]!.types.fill(0)],
      [
        'a row in another order',
        'lottery',
        ({ rows }) => rows.find(({ types }) => types[0] !== types.at(-1))!.types.reverse(),
      ],
    ])('finds %s, even under a root of its own', (_, name, change) => {
      const { digest, ...bundle } = JSON.parse(record) as DrawBundle & { digest: string };
      change(bundle.document.plan as TablePlan);
      bundle.root = drawRoot(bundle.document);
      expect(failed(sealBundle(bundle))).toContain(name);
    });
  });

  it('verifies a draw by public lottery', () => {
    const source = {
      kind: 'public-lottery',
      name: '双色球2026134期',
      date: '2026-11-22',
      count: 7,
      maximum: 33,
    } as const;
    const byLottery = freezeDraw({ ...input, source }, noTable).document;
    const randomness = parseLotteryResult('08 28 3 12 19 25 7', '8 28 3 12 19 25 7', source);
    const draw = { document: byLottery, committedAt: times.committedAt, randomness, secret, events: [] };
    expect(failed(makeDrawBundle({ ...draw, enteredAt: '2026-11-22T14:00:00.000Z' }))).toEqual([]);
    const early = makeDrawBundle({ ...draw, enteredAt: '2026-11-21T14:00:00.000Z' });
    expect(verifyDrawBundle(early).find(({ name }) => name === 'randomness')!.finding!.code).toBe('NOT_IN_TIME');
  });

  it('opens salted ids to the own record only by their salts', () => {
    for (const id of result.drawn) expect(saltedId(input.salts.people[personIds[id]!]!, personIds[id]!)).toBe(id);
    expect(text).not.toContain(input.salts.people.p0);
  });

  it('is what verifyBundle runs for a draw', () => {
    expect(verifyBundle(text)).toEqual(verifyDrawBundle(text));
    expect(verifyBundle('nothing').every(({ ok }) => ok)).toBe(false);
  });

  it('is the text a stranger gets from the canonical form', () => {
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });
});

function digestIn(bundle: string): string {
  const { digest, ...body } = JSON.parse(bundle) as { digest: string };
  expect(digestOf(body)).toBe(digest);
  return digest;
}
