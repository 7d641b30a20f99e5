import type { Response } from 'supertest';
import { newKey } from './api';
import type { Visitor } from './visitor';

type Answer = Record<string, unknown> & { factId: string };

/** Acts on one project, as they are sent and as they are sent again. */
export interface Acting {
  /** Performs an act. The same key again has the same answer, and with another body none. */
  once(by: Visitor, kind: string, content?: object, entry?: object): Promise<Answer>;
  /** The problem that an act meets; fails when there is none. */
  refused(by: Visitor, kind: string, content?: object, entry?: object): Promise<Record<string, unknown>>;
}

export function actingOn(code: string): Acting {
  const send = (by: Visitor, kind: string, body: object, key: string): Promise<Response> =>
    by.post(`/api/v1/projects/${code}/acts/${kind}`, body, { 'Idempotency-Key': key });
  return {
    async once(by, kind, content = {}, entry = {}) {
      const key = newKey();
      const first = await send(by, kind, { content, entry }, key);
      if (first.status !== 200) throw new Error(`${kind} ${first.status}: ${first.text}`);
      const again = await send(by, kind, { content, entry }, key);
      expect([kind, again.status, again.body]).toEqual([kind, 200, first.body]);
      const other = await send(by, kind, { content, entry: { ...entry, occurredOn: '2026-01-05' } }, key);
      expect([kind, other.body]).toMatchObject([
        kind,
        { status: 422, code: 'KEY_REUSED', field: 'Idempotency-Key', value: key, allowed: 'a new key' },
      ]);
      return first.body;
    },
    async refused(by, kind, content = {}, entry = {}) {
      const { status, text, body } = await send(by, kind, { content, entry }, newKey());
      if (status < 400) throw new Error(`${kind} was not refused: ${status} ${text}`);
      return body;
    },
  };
}
