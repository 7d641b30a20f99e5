import fc from 'fast-check';
import {
  assertFindingsDecided,
  dropFinding,
  type Finding,
  type Findings,
  markFinding,
  mergedInto,
  mergeFinding,
  undecidedFindings,
} from '../../../domain/findings/finding';
import { MARKS } from '../../../domain/findings/findings-rule';
import { refusalOf } from '../refusal-of';

const finding = (id: string): Finding => ({
  id,
  seatId: 's1',
  volume: `FC-2-SG-${id}`,
  code: 'W-01',
  article: 'DA/T 28—2018',
  evidence: `第${id}页缺件`,
  severity: 'serious',
  disposition: { kind: 'open' },
});
const three = ['1', '2', '3'].map(finding);

describe('deliberation', () => {
  it('merges a finding into another and keeps both', () => {
    const merged = mergeFinding(three, '2', '1');
    expect(merged).toHaveLength(3);
    expect(merged[1]).toEqual({ ...three[1], disposition: { kind: 'merged', into: '1' } });
    expect(mergedInto(merged, '1').map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('takes along what was merged before', () => {
    const merged = mergeFinding(mergeFinding(three, '3', '2'), '2', '1');
    expect(mergedInto(merged, '1').map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('merges neither into itself, nor into one that no longer stands, nor one unknown', () => {
    expect(refusalOf(() => mergeFinding(three, '1', '1')).code).toBe('BAD_INPUT');
    expect(refusalOf(() => mergeFinding(mergeFinding(three, '2', '1'), '3', '2')).code).toBe('FINDING_SETTLED');
    expect(refusalOf(() => mergeFinding(dropFinding(three, '2', '已提到'), '3', '2')).code).toBe('FINDING_SETTLED');
    expect(refusalOf(() => mergeFinding(three, '1', '9')).code).toBe('NOT_FOUND');
  });

  it('drops with a reason only', () => {
    expect(refusalOf(() => dropFinding(three, '1', ' ')).code).toBe('REASON_REQUIRED');
    expect(dropFinding(three, '1', '登记有误')[0]?.disposition).toEqual({ kind: 'dropped', reason: '登记有误' });
  });

  it('may change a mark, not what is merged or dropped', () => {
    const marked = markFinding(markFinding(three, '1', 'advice'), '1', 'must_fix');
    expect(marked[0]?.disposition).toEqual({ kind: 'marked', mark: 'must_fix' });
    expect(refusalOf(() => markFinding(dropFinding(three, '1', '登记有误'), '1', 'fix')).code).toBe('FINDING_SETTLED');
  });

  it('opens the ballot when nothing is undecided', () => {
    const some = markFinding(mergeFinding(three, '2', '1'), '1', 'fix');
    expect(refusalOf(() => assertFindingsDecided(some))).toMatchObject({
      code: 'FINDINGS_UNDECIDED',
      details: { value: ['3'] },
    });
    expect(() => assertFindingsDecided(dropFinding(some, '3', '重复'))).not.toThrow();
    expect(() => assertFindingsDecided([])).not.toThrow();
  });

  it('by whatever steps, keeps every finding, its words, and reaches each merged one from one that is not merged', () => {
    const ids = ['1', '2', '3', '4', '5', '6'];
    const step = fc.record({ act: fc.nat(2), id: fc.constantFrom(...ids), into: fc.constantFrom(...ids) });
    const attempt = (findings: Findings, { act, id, into }: { act: number; id: string; into: string }) => {
      try {
        if (act === 0) return mergeFinding(findings, id, into);
        return act === 1 ? dropFinding(findings, id, '合议删去') : markFinding(findings, id, MARKS[Number(into) % 3]!);
      } catch {
        return findings;
      }
    };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const before = ids.map(finding);
        const after = steps.reduce<Findings>(attempt, before);
        expect(after.map(({ disposition: _, ...words }) => words)).toEqual(
          before.map(({ disposition: _, ...words }) => words),
        );
        const roots = after.filter(({ disposition }) => disposition.kind !== 'merged');
        const reached = roots.flatMap(({ id }) => mergedInto(after, id).map((member) => member.id));
        expect(reached.toSorted()).toEqual(ids);
        expect(undecidedFindings(after).every(({ disposition }) => disposition.kind === 'open')).toBe(true);
      }),
    );
  });
});
