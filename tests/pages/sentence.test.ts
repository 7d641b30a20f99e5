import { remainingSentence } from '../../api/pages/daily/sentence';
import { wordsOf } from '../../api/pages/words';

const counts = [
  { byStage: { planned: 3, tracking: 4, reviewing: 2, rectifying: 1 } },
  { byStage: { tracking: 1, handing_over: 2, closed: 5 } },
];
const today = '2026-11-23';

test('how many are left, in one sentence', () => {
  const words = wordsOf('zh-CN');
  expect(remainingSentence(counts, { today, year: '2026', removed: 1, words })).toBe(
    '截至2026年11月23日，2026年度验收计划共17个项目，已办结4个，已通过验收待竣工或者移交2个，正在验收3个，尚未申请8个，还有13个没有办结。',
  );
  expect(remainingSentence([], { today, year: null, removed: 0, words })).toContain('还有0个没有办结');
});

test('the same in English', () => {
  const sentence = remainingSentence(counts, { today, year: null, removed: 0, words: wordsOf('en') });
  expect(sentence).toContain('18 key projects: 5 closed');
  expect(sentence).toContain('13 are left');
});
