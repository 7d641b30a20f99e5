/** A city over two districts, which know nothing of each other. */
export const PLACES = ['city', 'a', 'b'] as const;
export type Place = (typeof PLACES)[number];

/** What people are to the place's one project. `seated` voted and is known since check-in, `invitee` did not answer yet. */
export const PARTS = [
  'officer',
  'director',
  'recorder',
  'owner',
  'department',
  'receiver',
  'member',
  'seated',
  'invitee',
  'declined',
  'witness',
] as const;
export type Part = (typeof PARTS)[number];

/** Everybody with a part in the bureau's own work. */
export const STAFF: Part[] = ['officer', 'director', 'recorder'];
export const OWNER: Part[] = ['owner'];
export const BODIES: Part[] = ['department', 'receiver'];
export const PANEL: Part[] = ['member', 'seated'];
export const HELD: Part[] = [...PANEL, 'invitee', 'declined'];
export const ALL: Part[] = [...OWNER, ...BODIES, ...HELD, 'witness'];

/** A row and who beside the bureau's staff may see it; `admin` stands for the admin. */
export interface Placed {
  model: string;
  id: string;
  place: Place;
  parts: (Part | 'admin')[];
}

export const TODAY = '2026-11-24';
export const AT = new Date('2026-11-24T02:00:00.000Z');
