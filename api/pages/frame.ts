import type { Reading } from '../route';
import type { Hat } from './hat';
import { type NavigationItem, navigationOf } from './navigation';
import type { Again, View } from './page';
import type { Flash, Visit } from './visit';

/** What stands around every page. */
export interface Frame {
  title: string;
  width: string | undefined;
  /** Where we are, to come back to. */
  here: string;
  csrf: string | null;
  flash: Flash | null;
  person: { name: string; hat: Hat | null; changes: boolean } | null;
  navigation: NavigationItem[];
  search: boolean;
  today: string;
  /** The practice installation's own day. */
  practice: boolean;
  again: Again | null;
}

const STAFF = ['officer', 'director', 'recorder'];

export async function frameOf(reading: Reading & Visit & { hat: Hat | null }, view: View): Promise<Frame> {
  const { actor, hat, occasion, request } = reading;
  return {
    ...openFrame(reading, view),
    csrf: request.csrfToken!(),
    // A part of a page leaves it to the next whole one.
    flash: view.bare ? null : takeFlash(reading),
    person: { name: actor.name, hat, changes: actor.grants.length > 1 || actor.deputyFor !== null },
    navigation: await navigationOf(reading),
    search: hat !== null && STAFF.includes(hat.role),
    today: occasion.today,
    practice: occasion.practice,
  };
}

/** The same for who is not signed in. */
export function openFrame({ request }: Visit, { title, width }: View): Frame {
  return {
    ...{ title, width, here: request.originalUrl },
    csrf: request.session?.login ? (request.csrfToken?.() ?? null) : null,
    ...{ flash: null, person: null, navigation: [], search: false, today: '', practice: false, again: null },
  };
}

/** A part that is read again by itself leaves the sentence to the page for which it was meant. */
function takeFlash({ request }: Visit): Flash | null {
  if (request.get('hx-request')) return null;
  const { flash } = request.session;
  delete request.session.flash;
  return flash ?? null;
}
