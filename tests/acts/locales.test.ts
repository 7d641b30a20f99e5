import { readdirSync, readFileSync } from 'node:fs';
import { projectPath } from '../../activities/project-root';
import { ERROR_CODES } from '../../domain/errors';
import { BAG_FAULTS } from '../../domain/handover/bag-fault';
import { EXPECTATIONS } from '../../domain/import/expected';
import { IMPORT_NOTES } from '../../domain/import/report';
import { MESSAGE_KINDS } from '../../domain/mail/message-kind';
import { TASK_KINDS } from '../../domain/tasks/task-kind';

const LISTS = {
  'bags.json': BAG_FAULTS,
  'errors.json': ERROR_CODES,
  'import-allowed.json': EXPECTATIONS,
  'imports.json': IMPORT_NOTES,
  'mails.json': MESSAGE_KINDS,
  'tasks.json': TASK_KINDS,
};

const cases = readdirSync(projectPath('templates', 'locales')).flatMap((locale) =>
  Object.entries(LISTS).map(([file, ids]) => [locale, file, ids] as const),
);

test.each(cases)('%s/%s has words for everything on its list and for nothing else', (locale, file, ids) => {
  const words: Record<string, string | { title: string }> = JSON.parse(
    readFileSync(projectPath('templates', 'locales', locale, file), 'utf8'),
  );
  expect(Object.keys(words).sort()).toEqual([...ids].sort());
  const titles = Object.values(words).map((word) => (typeof word === 'string' ? word : word.title));
  expect(titles.filter((title) => title.trim() === '')).toEqual([]);
  // A Chinese catalogue is in Chinese, so that nobody reads an id.
  if (locale === 'zh-CN') expect(titles.filter((title) => !/\p{Script=Han}/u.test(title))).toEqual([]);
});
