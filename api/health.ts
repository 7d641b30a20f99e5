import type { RequestHandler } from 'express';
import type { ReadinessCheck } from './deps';

/** A check that does not answer within this time counts as failed. */
const PATIENCE_MS = 3_000;

/** The process lives. */
export const healthz: RequestHandler = (_request, response) => {
  response.set('Cache-Control', 'no-store').json({ status: 'ok' });
};

/** The process should be sent requests: every part it needs is well. */
export function readyz(checks: readonly ReadinessCheck[]): RequestHandler {
  return async (_request, response) => {
    const results = await runChecks(checks);
    const ready = results.every(({ problem }) => problem === null);
    response
      .set('Cache-Control', 'no-store')
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ready' : 'not_ready', checks: results });
  };
}

/** What each part says of itself. */
export function runChecks(checks: readonly ReadinessCheck[]): Promise<{ name: string; problem: string | null }[]> {
  return Promise.all(checks.map(async (check) => ({ name: check.name, problem: await problemOf(check) })));
}

async function problemOf(check: ReadinessCheck): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer in time'), PATIENCE_MS);
  });
  try {
    return await Promise.race([check.problem(), late]);
  } catch {
    // What went wrong may name hosts and people; the log of the part itself tells.
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}
