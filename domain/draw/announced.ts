import type { Fault } from './checks';

/** What was announced elsewhere (draw page, mails, audit log); whatever is given is compared. */
export interface Announced {
  root?: string;
  secretHash?: string;
  digest?: string;
}

/** What differs between values announced and found, or null. */
export function announcedFault(announced: Announced, found: Record<keyof Announced, unknown>): Fault | null {
  const at = (Object.keys(announced) as (keyof Announced)[]).find((name) => announced[name] !== found[name]);
  return at === undefined ? null : { code: 'NOT_AS_ANNOUNCED', at, expected: announced[at], found: found[at] };
}
