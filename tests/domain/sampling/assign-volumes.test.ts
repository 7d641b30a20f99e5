import fc from 'fast-check';
import { assignVolumes, type Inspector } from '../../../domain/sampling/assign-volumes';
import { INSPECTED_BY, type InspectedBy } from '../../../domain/sampling/sampling-rule';

const volumesOf = (strata: readonly InspectedBy[]) => strata.map((inspectedBy, at) => ({ id: `${at}`, inspectedBy }));

const inspector = (seatId: string, specialties: InspectedBy[], load = 0): Inspector => ({ seatId, specialties, load });

function loadsAfter(inspectors: readonly Inspector[], seats: Map<string, string>): number[] {
  return inspectors.map(({ seatId, load }) => load + [...seats.values()].filter((seat) => seat === seatId).length);
}

test('each stratum goes to who knows it, as far as the loads allow', () => {
  const inspectors = [inspector('a', ['archives']), inspector('b', ['industry']), inspector('c', [])];
  const seats = assignVolumes(
    volumesOf(['archives', 'archives', 'archives', 'industry', 'industry', 'industry']),
    inspectors,
  );
  expect([...seats]).toEqual([
    ['0', 'a'],
    ['1', 'a'],
    ['3', 'b'],
    ['4', 'b'],
    ['2', 'c'],
    ['5', 'c'],
  ]);
});

test('who knows less chooses first, so that who knows both is left for the rest', () => {
  const inspectors = [inspector('both', ['archives', 'industry']), inspector('one', ['archives'])];
  const seats = assignVolumes(volumesOf(['archives', 'industry']), inspectors);
  expect([seats.get('0'), seats.get('1')]).toEqual(['one', 'both']);
});

test('more goes to who has least', () => {
  const seats = assignVolumes(volumesOf(['archives', 'archives']), [
    inspector('a', ['archives'], 4),
    inspector('b', [], 2),
  ]);
  expect(new Set(seats.values())).toEqual(new Set(['b']));
});

const specialties = fc.subarray([...INSPECTED_BY]);
const panel = fc.array(specialties, { minLength: 1, maxLength: 9 });
const strata = fc.array(fc.constantFrom(...INSPECTED_BY), { maxLength: 120 });

test('every volume has one inspector and the loads differ by one at most', () => {
  fc.assert(
    fc.property(panel, strata, (knows, wanted) => {
      const inspectors = knows.map((each, at) => inspector(`s${at}`, each));
      const seats = assignVolumes(volumesOf(wanted), inspectors);
      expect(seats.size).toBe(wanted.length);
      const loads = loadsAfter(inspectors, seats);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    }),
  );
});

test('loads that differed before are levelled as far as there are volumes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(specialties, fc.nat(20)), { minLength: 1, maxLength: 9 }),
      strata,
      (members, wanted) => {
        const inspectors = members.map(([each, load], at) => inspector(`s${at}`, each, load));
        const loads = loadsAfter(inspectors, assignVolumes(volumesOf(wanted), inspectors));
        const grown = inspectors.map(({ load }, at) => loads[at]! - load);
        for (const [at, more] of grown.entries()) {
          // Nobody gets one while another has two fewer.
          if (more > 0) expect(loads[at]! - 1).toBeLessThanOrEqual(Math.min(...loads));
        }
      },
    ),
  );
});
