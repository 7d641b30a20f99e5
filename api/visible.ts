import type { Tx } from '../activities/database/database';
import type { Actor, Occasion } from './actor';
import { loadViewer } from './viewer';
import { visibleTo } from './visible-to';

/** By the actor, who is read anew in each transaction: a page that asks many routes works it out once. */
const known = new WeakMap<Actor, Promise<ReturnType<typeof visibleTo>>>();

/** The first lock for one request: the `where` of every model for whoever asks. */
export function visible({ tx, actor, occasion }: { tx: Tx; actor: Actor; occasion: Occasion }) {
  const see = known.get(actor) ?? loadViewer(tx, actor.personId, occasion.today).then(visibleTo);
  known.set(actor, see);
  return see;
}
