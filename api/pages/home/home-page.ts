import type { Role } from '../../../prisma/generated/client';
import { systemView } from '../admin/system-page';
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
  admin: systemView,
};

/** The first page of whoever signed in, under the hat that he wears. */
export const homePage = page({
  path: '/',
  async show(context) {
    const { hat } = context;
    // Many an expert holds no role at all: what he has is a seat.
    return hat ? HOMES[hat.role](context) : seatsView(context);
  },
});

/** The invitations of somebody who has a role besides. */
export const seatsPage = page({ path: '/seats', show: seatsView });
