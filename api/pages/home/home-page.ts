import type { Role } from '../../../prisma/generated/client';
import { page, type Showing, type View } from '../page';
import { ceremoniesView } from './ceremonies-home';
import { decideView } from './decide-home';
import { mineView } from './mine-home';
import { officeView } from './office-home';
import { seatsView } from './seats-home';

/** What each role sees first. */
const HOMES: Record<Role, (context: Showing) => Promise<View>> = {
  officer: officeView,
  recorder: officeView,
  director: decideView,
  owner: mineView,
  department: mineView,
  receiver: mineView,
  expert: seatsView,
  witness: ceremoniesView,
  admin: mineView,
};

/** The first page of whoever signed in, under the hat that he wears. */
export const homePage = page({
  path: '/',
  async show(context) {
    const { hat } = context;
    return hat ? HOMES[hat.role](context) : mineView(context);
  },
});
