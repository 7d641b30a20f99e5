import type { Request } from 'express';
import type { Answer } from './answer';

/** An entity tag (RFC 9110 §8.8.3) of whatever a page would show, from the versions it is made of. */
export const entityTag = (...versions: readonly (string | number)[]): string => `W/"${versions.join('-')}"`;

/**
 * Answers a page that asks again whether anything is new: 304 without reading more than the versions, else the body.
 *
 * @param read reads the body; not called when the page already shows it
 */
export async function ifChanged<Body>(
  request: Request,
  tag: string,
  read: () => Promise<Body>,
): Promise<Answer<200, Body> | Answer<304, null>> {
  const headers = { ETag: tag, 'Cache-Control': 'private, no-cache' };
  const known = (request.get('if-none-match') ?? '').split(',').map((each) => each.trim());
  if (known.includes(tag)) return { status: 304, body: null, headers };
  return { status: 200, body: await read(), headers };
}
