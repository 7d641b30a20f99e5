import fc from 'fast-check';
import { uniformIndex } from '../../../domain/crypto/uniform-index';
import { drawKey, hashSecret, inTicketOrder } from '../../../domain/draw/draw-key';
import { completable } from '../../../domain/draw/feasibility';
import { lotteryOf } from '../../../domain/draw/lotteries';
import { planDraw } from '../../../domain/draw/plan-draw';
import { TABLE_TOTAL } from '../../../domain/draw/table-lottery';
import { fastPicker } from '../../../ops/fairness/fast-picker';
import { digitsOf, keyOf, rowIndex } from '../../../ops/fairness/throws';
import { bytes32, dice } from '../../domain/draw/frozen';
import { anyQuestion, evenTable, people } from '../../domain/draw/questions';

test('the fast key, order and row are those of the draw', () => {
  const [secret, root] = [bytes32('secret'), bytes32('root')];
  const pool = people(Array.from({ length: 12 }, () => []));
  const commitment = { root, secretHash: hashSecret(secret), source: { kind: 'dice', count: 20 } } as const;
  for (let seed = 0; seed < 300; seed++) {
    const prk = drawKey(commitment, dice(digitsOf(seed)), secret);
    const fast = keyOf(pool, digitsOf(seed), Buffer.from(secret, 'hex'), Buffer.from(root, 'hex'));
    expect(fast.prk).toEqual(prk);
    expect(fast.order).toEqual(inTicketOrder(pool, prk, ({ id }) => id));
    expect(rowIndex(fast.prk)).toBe(uniformIndex(prk, 'row', TABLE_TOTAL));
  }
});

test('the fast picker picks whom the lottery picks, for any question', () => {
  const feasible = anyQuestion().filter(({ candidates, kept, constraints }) =>
    completable(candidates, constraints)(kept),
  );
  fc.assert(
    fc.property(feasible, (question) => {
      const plan = planDraw(question, evenTable);
      const pick = fastPicker(question, plan);
      for (let seed = 0; seed < 20; seed++) {
        const key = keyOf(question.candidates, digitsOf(seed));
        expect(pick(key)).toEqual(
          lotteryOf(plan)
            .pick(question, plan, key)
            .map(({ id }) => id),
        );
      }
    }),
    { numRuns: 100 },
  );
});
