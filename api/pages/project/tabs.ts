import type { Words } from '../words';

const STAFF = ['officer', 'director', 'recorder', 'parent_director'];

/** The pages of one project. */
export function tabsOf({ code, roles }: { code: string; roles: string[] }, current: string, words: Words) {
  const path = `/projects/${code}`;
  const staff = roles.some((role) => STAFF.includes(role));
  const tabs = [
    { name: 'case', path },
    { name: 'papers', path: `${path}/papers` },
    ...(staff
      ? [
          { name: 'draws', path: `${path}/draws` },
          { name: 'mails', path: `${path}/mails` },
          { name: 'audit', path: `${path}/audit` },
        ]
      : []),
  ];
  return tabs.map(({ name, path: to }) => ({ path: to, words: words.t(`project.${name}`), current: name === current }));
}
