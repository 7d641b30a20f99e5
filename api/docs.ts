import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import handlebars from 'handlebars';
import { ERROR_CODES } from '../domain/errors';
import { ERROR_WORDS } from './locale';
import type { OpenApiDocument } from './openapi';
import { httpStatus } from './problem';

interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: unknown }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}

type Content = Record<string, { schema: unknown }>;

/**
 * The document for programs at `/openapi.json` and for people at `/docs`: one page without script, in our own words because the
 * usual viewers need inline script or style.
 *
 * @param write takes a second or two, so both are made when somebody first asks for them
 */
export function docs(write: () => OpenApiDocument, templates: string): Router {
  let written: { json: string; page: string } | undefined;
  const asked = () => {
    if (!written) {
      const document = write();
      written = { json: JSON.stringify(document), page: renderDocs(document, join(templates, 'api-docs')) };
    }
    return written;
  };
  const router = Router();
  router.get('/openapi.json', (_request, response) => void response.type('json').send(asked().json));
  router.get('/docs', (_request, response) => void response.type('html').send(asked().page));
  router.get('/docs/style.css', (_request, response) => {
    response.type('css').send(readFileSync(join(templates, 'api-docs', 'style.css')));
  });
  return router;
}

function renderDocs(document: OpenApiDocument, folder: string): string {
  const render = handlebars.compile(readFileSync(join(folder, 'page.hbs'), 'utf8'), { strict: true });
  return render({
    title: document.info.title,
    version: document.info.version,
    description: document.info.description,
    tags: byTag(document),
    schemas: Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => ({
      name,
      json: pretty(schema),
    })),
    codes: ERROR_CODES.map((code) => ({
      code,
      status: httpStatus(code),
      zh: ERROR_WORDS['zh-CN'][code]?.title ?? '',
      en: ERROR_WORDS.en[code]?.title ?? '',
    })),
  });
}

function byTag(document: OpenApiDocument): { name: string; operations: object[] }[] {
  const tags = new Map<string, object[]>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
      const tag = operation.tags?.[0] ?? '';
      tags.set(tag, [...(tags.get(tag) ?? []), view(path, method, operation)]);
    }
  }
  return [...tags].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, operations]) => ({ name, operations }));
}

function view(path: string, method: string, operation: Operation): object {
  const { summary = '', description = '', parameters = [], requestBody, responses, security = [] } = operation;
  return {
    id: `${method}-${path}`,
    method: method.toUpperCase(),
    path,
    summary,
    description,
    access: security.length === 0 ? 'anyone' : security.map((each) => Object.keys(each).join()).join(' or '),
    parameters: parameters.map(({ name, in: place, required = false, description = '', schema }) => ({
      name,
      place,
      required,
      description,
      schema: JSON.stringify(schema),
    })),
    body: requestBody ? contents(requestBody.content) : [],
    answers: Object.entries(responses).map(([status, { description, content }]) => ({
      status,
      description,
      // Every problem has the same schema, which the page shows once.
      content: contents(content ?? {}).filter(({ mediaType }) => mediaType !== 'application/problem+json'),
    })),
  };
}

function contents(content: Content): { mediaType: string; json: string }[] {
  return Object.entries(content).map(([mediaType, { schema }]) => ({ mediaType, json: pretty(schema) }));
}

const pretty = (schema: unknown): string => JSON.stringify(schema, null, 2);
