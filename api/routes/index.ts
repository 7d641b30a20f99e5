import type { Route } from '../route';
import { ACT_ROUTES } from './acts';

/** Every route of the API; the router, the document and its page are made from this list. */
export const ROUTES: readonly Route[] = [...ACT_ROUTES];
