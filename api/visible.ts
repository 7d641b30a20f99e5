import type { Tx } from '../activities/database/database';
import type { Actor, Occasion } from './actor';
import { loadViewer } from './viewer';
import { visibleTo } from './visible-to';

/** The first lock for one request: the `where` of every model for whoever asks. */
export async function visible({ tx, actor, occasion }: { tx: Tx; actor: Actor; occasion: Occasion }) {
  return visibleTo(await loadViewer(tx, actor.personId, occasion.today));
}
