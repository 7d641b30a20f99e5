import { seatsOwingSheets, sheetDuties } from '../../../domain/scoring/sheet-duty';
import { refusalOf } from '../refusal-of';
import { defaultRules } from '../rules/seed-rule-sets';

const { rubric } = defaultRules;
const present = ['a', 'b', 'c', 'd', 'e'];

describe('who owes a sheet', () => {
  it('each: every seat present the whole rubric', () => {
    expect(sheetDuties('each', rubric, present, 'a')).toEqual(
      present.map((seatId) => ({ seatId, sections: ['1', '2', '3'] })),
    );
  });

  it('joint: the presiding seat one sheet for all', () => {
    expect(sheetDuties('joint', rubric, present, 'b')).toEqual([{ seatId: 'b', sections: ['1', '2', '3'] }]);
  });

  it('sections: as shared out, nobody left out, nobody who is not there', () => {
    const shares = [
      { seatId: 'a', sections: ['1', '3'] },
      { seatId: 'b', sections: ['2'] },
      { seatId: 'c', sections: ['2'] },
    ];
    expect(sheetDuties('sections', rubric, present, 'a', shares)).toEqual(shares);
    expect(refusalOf(() => sheetDuties('sections', rubric, present, 'a', shares.slice(1)))).toMatchObject({
      code: 'SECTION_NOT_SHARED',
      details: { value: '1' },
    });
    expect(refusalOf(() => sheetDuties('sections', rubric, ['a', 'b'], 'a', shares))).toMatchObject({
      code: 'SEAT_NOT_PRESENT',
      details: { value: 'c' },
    });
  });

  it('is done when all are in; who was recorded absent owes none', () => {
    const duties = sheetDuties('each', rubric, present, 'a');
    expect(seatsOwingSheets(duties, [{ seatId: 'a' }, { seatId: 'c' }], ['e'])).toEqual(['b', 'd']);
    expect(
      seatsOwingSheets(
        duties,
        present.map((seatId) => ({ seatId })),
        [],
      ),
    ).toEqual([]);
  });
});
