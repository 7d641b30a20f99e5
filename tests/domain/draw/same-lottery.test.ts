import { isSameLottery } from '../../../domain/draw/same-lottery';

const lottery = { kind: 'public-lottery', name: '双色球2026025期', date: '2026-03-05', count: 7, maximum: 33 } as const;

test.each([
  [{}, true],
  [{ name: ' 双色球 ２０２６025 期' }, true],
  [{ count: 6, maximum: 49 }, true],
  [{ name: '双色球2026026期' }, false],
  [{ name: '大乐透2026025期' }, false],
  [{ date: '2026-03-08' }, false],
])('the result of a lottery is the same for one with %j: %s', (changes, same) => {
  expect(isSameLottery(lottery, { ...lottery, ...changes })).toBe(same);
});
