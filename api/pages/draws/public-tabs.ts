import type { Words } from '../words';

const TABS = [
  { name: 'projects', path: '/public/projects' },
  { name: 'draws', path: '/draws' },
  { name: 'verify', path: '/draws/verify' },
  { name: 'papers', path: '/verify' },
] as const;

/** What everybody may look up. */
export const publicTabs = (words: Words, current: (typeof TABS)[number]['name']) =>
  TABS.map(({ name, path }) => ({ path, words: words.t(`public.${name}`), current: name === current }));
