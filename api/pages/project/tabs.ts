import type { Stage } from '../../../domain/lifecycle/stage';
import type { Words } from '../words';

const STAFF = ['officer', 'director', 'recorder', 'parent_director'];

/** While the panel meets or its result is written up. */
const MEETING_STAGES: readonly Stage[] = ['convening', 'inspecting', 'concluding', 'reinspecting'];

/** The pages of one project. */
export function tabsOf(
  { code, roles, stage }: { code: string; roles: string[]; stage: Stage },
  current: string,
  words: Words,
) {
  const path = `/projects/${code}`;
  const staff = roles.some((role) => STAFF.includes(role));
  const tabs = [
    { name: 'case', path },
    ...(MEETING_STAGES.includes(stage) ? [{ name: 'meeting', path: `${path}/review` }] : []),
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
