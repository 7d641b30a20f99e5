import { initialsOf } from '../../activities/projects/initials';
import type { Invariant } from './violation';

/** What a project is found by follows its name; where there is none it is made at the next start. */
export const initialsFollowNames: Invariant = {
  name: 'initials are those of the names',
  async check(tx) {
    const projects = await tx.project.findMany({
      where: { initials: { not: null } },
      select: { code: true, name: true, shortName: true, initials: true },
    });
    return projects
      .filter(({ initials, ...names }) => initials !== initialsOf(names))
      .map(({ code, initials }) => ({ subject: code, detail: `found by ${initials}` }));
  },
};
