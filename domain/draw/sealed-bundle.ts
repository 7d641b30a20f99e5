import { canonicalJson, toNfc } from '../crypto/canonical-json';
import { digestOf } from '../crypto/sha256';
import type { Fault } from './checks';

/**
 * The published text of a record: canonical JSON of its body with one more member, `digest`, the SHA-256 of the canonical
 * JSON of the body. The digest is published elsewhere too; it covers what nothing else in the record proves, e.g. times.
 */
export function sealBundle(body: object): string {
  return canonicalJson(toNfc({ ...body, digest: digestOf(body) }));
}

/** What a published text holds, without judging it: every member is unknown until checked. */
export function parseBundle(text: string): { body: Record<string, unknown>; digest: unknown } | null {
  try {
    const { digest, ...body } = JSON.parse(text) as Record<string, unknown>;
    return { body, digest };
  } catch {
    return null;
  }
}

/** What is wrong with a text as a sealed record, or null: its spelling or its digest. */
export function sealFault(text: string): Fault | null {
  const parsed = parseBundle(text);
  if (!parsed) return { code: 'NOT_JSON' };
  if (canonicalJson(toNfc({ ...parsed.body, digest: parsed.digest })) !== text) return { code: 'NOT_CANONICAL' };
  const digest = digestOf(parsed.body);
  return digest === parsed.digest ? null : { code: 'WRONG_DIGEST', expected: digest, found: parsed.digest };
}
