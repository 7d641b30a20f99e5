import { readFileSync } from 'node:fs';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Response } from 'supertest';
import { projectPath } from '../../../activities/project-root';
import type { OpenApiDocument } from '../../../api/openapi';

/** As `npm run openapi` wrote it, which takes a while; tests/api/app.test.ts holds it to the routes. */
const DOCUMENT: OpenApiDocument = JSON.parse(readFileSync(projectPath('openapi.json'), 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: 'document', ...(DOCUMENT as object) });

const validators = new Map<string, ValidateFunction>();

interface Operation {
  responses: Record<string, { content?: Record<string, unknown> }>;
}

/**
 * Holds one answer to the OpenAPI document: its status is documented for the route, its media type too, and its body is of the
 * documented schema with nothing left out. Gives the answer back.
 */
export function expectContract<R extends Response>(response: R): R {
  const { method, path } = response.request as unknown as { method: string; url: string } & { path?: string };
  const url = new URL((response.request as unknown as { url: string }).url);
  const where = `${method} ${url.pathname}`;
  const template = templateOf(url.pathname, method.toLowerCase());
  if (!template) {
    // Not a route of the document: then it must have been refused as such.
    if (![404, 405].includes(response.status)) throw new Error(`${where} (${path}) is not in the document`);
    return response;
  }
  const operation = (DOCUMENT.paths as Record<string, Record<string, Operation>>)[template]![method.toLowerCase()]!;
  const status = operation.responses[response.status] ? String(response.status) : 'default';
  if (status === 'default' && response.status < 400)
    throw new Error(`${where} answered undocumented ${response.status}`);
  const { content } = operation.responses[status]!;
  if (!content) {
    if (response.text) throw new Error(`${where} ${status} should be empty`);
    return response;
  }
  const mediaType = (response.headers['content-type'] ?? '').split(';')[0]!;
  if ('application/octet-stream' in content) return response;
  if (!(mediaType in content)) throw new Error(`${where} ${status} answered ${mediaType}`);
  const pointer = ['paths', template, method.toLowerCase(), 'responses', status, 'content', mediaType, 'schema'];
  const validate = validatorOf(pointer);
  if (!validate(response.body)) {
    throw new Error(
      `${where} ${response.status}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(response.body)}`,
    );
  }
  return response;
}

function templateOf(pathname: string, method: string): string | undefined {
  const parts = pathname.split('/');
  const candidates = Object.entries(DOCUMENT.paths ?? {}).filter(([template, item]) => {
    const wanted = template.split('/');
    return (
      method in (item as object) &&
      wanted.length === parts.length &&
      wanted.every((part, at) => part.startsWith('{') || part === parts[at])
    );
  });
  // A literal part goes before a parameter.
  return candidates.sort(([a], [b]) => a.split('{').length - b.split('{').length)[0]?.[0];
}

function validatorOf(pointer: readonly string[]): ValidateFunction {
  const ref = `document#/${pointer.map((part) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))).join('/')}`;
  const known = validators.get(ref);
  if (known) return known;
  const validate = ajv.compile({ $ref: ref });
  validators.set(ref, validate);
  return validate;
}
