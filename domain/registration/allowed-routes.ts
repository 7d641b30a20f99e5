import { ROUTES, type Route } from '../lifecycle/stage';

/** What of an owner decides who may organise the acceptance of its archives. */
export interface OwnerOfArchives {
  /** The bureau itself is the owner. */
  isOrganiser: boolean;
  /** The owner is an archive, as when an archive builds its own repository. */
  isArchive: boolean;
}

/**
 * Routes on which an acceptance may be organised: nobody accepts his own archives, so an owner that is the organiser or an
 * archive is left to the upper bureau or the competent department (the Measures, article 6).
 */
export function allowedRoutes({ isOrganiser, isArchive }: OwnerOfArchives): readonly Route[] {
  return isOrganiser || isArchive ? ROUTES.filter((route) => route === 'upper' || route === 'sector') : ROUTES;
}

/** Routes on which the project's own bureau takes the application and forms the panel. */
export const OWN_ROUTES: readonly Route[] = ['own', 'entrusted'];
