import { type Response, Router } from 'express';
import type { z } from 'zod';
import { Refusal } from '../../domain/errors';
import type { ApiDeps } from '../deps';
import { asCaller } from '../pages/visit';
import { parseInput } from '../parse-input';
import { inTheNameOf, type Reading } from '../route';
import { codeParams } from '../routes/projects';
import { idParams } from '../schemas';
import { visible } from '../visible';
import { visibleProject } from '../visible-project';
import { createChanges } from './changes';

/** Says to pages that are open that something changed; what it is they read themselves, with the reader's rights. */
export interface Live {
  router: Router;
  /** Ends all streams: browsers ask again, of another process. */
  close(): Promise<void>;
}

/** A stream lasts so long; the browser begins another, and whether its person may is asked anew. */
const LIFE_MS = 5 * 60_000;
/** Often enough that no proxy takes the stream for dead. */
const BREATH_MS = 20_000;
/** What comes within so short a time is told once. */
const GATHER_MS = 150;
/** How soon a browser tries again when a stream ended. */
const RETRY_MS = 2_000;

type Reader = Omit<Reading, 'deps' | 'request' | 'response'>;

interface Subject {
  params: z.ZodObject;
  topics(reader: Reader, params: never): Promise<string[]>;
  /** It may be over before the page that was read hears anything: so the first word is that it changed. */
  brief?: true;
}

/** Whose news can be asked for, by address: to which topics it comes down for this reader. @throws Refusal NOT_FOUND */
const SUBJECTS: Record<string, Subject> = {
  '/live/projects/:code': {
    params: codeParams,
    async topics(reader, { code }: { code: string }) {
      const { project } = await visibleProject(reader, code);
      return [project.id];
    },
  },
  '/live/imports/:id': {
    params: idParams,
    brief: true,
    async topics(reader, { id }: { id: string }) {
      const see = await visible(reader);
      const batch = await reader.tx.importBatch.findFirst({
        where: { AND: [{ id }, see.importBatch] },
        select: { id: true },
      });
      if (!batch) throw new Refusal('NOT_FOUND', { field: 'id', value: id });
      return [batch.id];
    },
  },
  '/live/ceremonies/:id': {
    params: idParams,
    async topics(reader, { id }: { id: string }) {
      const see = await visible(reader);
      const draws = await reader.tx.draw.findMany({
        where: { AND: [{ ceremonyId: id, ceremony: see.ceremony }, see.draw] },
        select: { projectId: true },
      });
      if (draws.length === 0) throw new Refusal('NOT_FOUND', { field: 'id', value: id });
      return [...new Set(draws.map(({ projectId }) => projectId))];
    },
  },
};

/** Server-sent events under `/live`: one kind of message, `changed`. */
export function createLive(deps: ApiDeps): Live {
  const changes = createChanges(deps);
  const streams = new Set<Response>();
  const router = Router({ caseSensitive: true, strict: true });

  for (const [path, { params, topics, brief }] of Object.entries(SUBJECTS)) {
    router.get(path, async (request, response) => {
      response.locals.route = path;
      const given = parseInput('params', params, request.params, true);
      const heard = await inTheNameOf(deps, {}, asCaller(request), (reader) => topics(reader, given as never));
      const tell = stream(response, heard);
      if (!brief) return;
      await changes.ready();
      tell();
    });
  }

  /** @returns what tells its reader that something changed */
  function stream(response: Response, topics: string[]): () => void {
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform' });
    response.write(`retry: ${RETRY_MS}\n\n`);
    streams.add(response);
    let gathering: NodeJS.Timeout | undefined;
    const tell = () => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        response.write('data: changed\n\n');
      }, GATHER_MS);
    };
    const stop = changes.hear(topics, tell);
    const breath = setInterval(() => response.write(':\n\n'), BREATH_MS);
    const life = setTimeout(() => response.end(), LIFE_MS);
    response.on('close', () => {
      stop();
      streams.delete(response);
      clearTimeout(gathering);
      clearTimeout(life);
      clearInterval(breath);
    });
    return tell;
  }

  return {
    router,
    async close() {
      for (const each of streams) each.end();
      await changes.close();
    },
  };
}
