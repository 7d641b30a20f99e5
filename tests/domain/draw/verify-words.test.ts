import { CHECK_NAMES, FINDING_CODES } from '../../../domain/draw/checks';
import en from '../../../templates/locales/en/verify.json';
import zhCN from '../../../templates/locales/zh-CN/verify.json';

test.each(Object.entries({ en, 'zh-CN': zhCN }))('%s has words for every check and every finding', (_, words) => {
  expect(Object.keys(words.checks)).toEqual([...CHECK_NAMES]);
  expect(Object.keys(words.findings)).toEqual([...FINDING_CODES]);
  expect([...Object.values(words.checks), ...Object.values(words.findings)].every((text) => text.length > 3)).toBe(
    true,
  );
});
