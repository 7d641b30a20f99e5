import { createListener } from '../../activities/database/listener';
import type { ApiDeps } from '../deps';

/** Who waits for news in this process, and of what. */
export interface Changes {
  /** @returns what ends the waiting */
  hear(topics: readonly string[], told: () => void): () => void;
  /** Returns when nothing that is told from now on is missed by those who hear. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** After a lost connection, so that a database that is away is not asked all the time. */
const PAUSE_MS = 1_000;

/** Hears what transactions tell (`tellChange`) by one connection, which is opened when first somebody waits. */
export function createChanges({ sessionPool, logger }: Pick<ApiDeps, 'sessionPool' | 'logger'>): Changes {
  const waiting = new Map<string, Set<() => void>>();
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const tell = (topic: string) => {
    for (const told of waiting.get(topic) ?? []) told();
  };
  const lost = (error: unknown) => {
    logger.warn(error, 'connection that hears changes');
    if (closed) return;
    clearTimeout(retry);
    retry = setTimeout(() => open(true), PAUSE_MS);
  };
  const { connectionString } = sessionPool.options;
  const listener = createListener({ connectionString }, 'changes', tell, lost);
  let opening: Promise<void> | null = null;

  /** @param again something may have been missed, so everybody looks */
  const open = (again = false) => {
    opening ??= listener
      .listen()
      .then(() => {
        if (again) for (const topic of waiting.keys()) tell(topic);
      })
      .catch(lost)
      .finally(() => {
        opening = null;
      });
  };

  return {
    hear(topics, told) {
      for (const topic of topics) waiting.set(topic, (waiting.get(topic) ?? new Set()).add(told));
      open();
      return () => {
        for (const topic of topics) {
          const those = waiting.get(topic);
          those?.delete(told);
          if (those?.size === 0) waiting.delete(topic);
        }
      };
    },
    async ready() {
      await opening;
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      await opening;
      await listener.close();
    },
  };
}
