import {
  extendZodWithOpenApi,
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type ResponseConfig,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '../domain/errors';
import { httpStatus } from './problem';
import type { AnswerSchema, Route } from './route';

// For the names of headers; all else is said with zod's own `meta`.
extendZodWithOpenApi(z);

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

const PROBLEM = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(ERROR_CODES),
    detail: z.string().optional(),
    field: z.string().optional(),
    value: z.unknown().optional(),
    allowed: z.unknown().optional(),
    errors: z
      .array(
        z.object({
          field: z.string(),
          value: z.unknown().optional(),
          allowed: z.unknown().optional(),
          reason: z.string().optional(),
        }),
      )
      .optional(),
    incident: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457); `code` is from the one list of error codes' });

/** Headers that many routes take; the document states each once. */
function registerHeaders(registry: OpenAPIRegistry) {
  const header = (name: string, schema: z.ZodType, description: string) =>
    registry.registerParameter(name, schema.openapi({ param: { name, in: 'header', description } }));
  return {
    'Idempotency-Key': header(
      'Idempotency-Key',
      z.string().min(8).max(100),
      'Made by the caller; the same request repeated has one effect',
    ),
    'X-CSRF-Token': header('X-CSRF-Token', z.string().optional(), 'Of a session: `csrfToken` of GET /api/v1/session'),
    'Acting-For': header('Acting-For', z.uuid().optional(), 'The absent person whose deputy the caller is'),
  };
}

type Headers = ReturnType<typeof registerHeaders>;

const UPLOAD = z.object({ file: z.string().meta({ contentMediaType: 'application/octet-stream' }) });

/** The OpenAPI 3.1 document of these routes: what the parsers accept and what the tests hold every answer to. */
export function openApiDocument(routes: readonly Route[], version: string): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-dangyan-session',
  });
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  const headers = registerHeaders(registry);
  for (const each of routes) registry.registerPath(operation(each, headers));
  return new OpenApiGeneratorV31(registry.definitions, { sortComponents: 'alphabetically' }).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Dangyan 档验',
      version,
      description: 'Acceptance of the archives of key construction projects. Errors are problem details with a code.',
    },
    servers: [{ url: '/' }],
  });
}

function operation(route: Route, all: Headers): RouteConfig {
  const { method, path, tag, summary, description, params, query } = route;
  const headers = requestHeaders(route, all);
  const codes = refusalCodes(route);
  return {
    method,
    path,
    operationId: `${method}${path
      .replace('/api/v1', '')
      .replace(/[{}]/g, '')
      .replace(/[/_.-](\w)/g, (_, c: string) => c.toUpperCase())}`,
    tags: [tag],
    summary,
    ...(description || route.roles
      ? { description: [description, rolesText(route)].filter(Boolean).join('\n\n') }
      : {}),
    security: route.access === 'anyone' ? [] : route.session ? [{ session: [] }] : [{ session: [] }, { token: [] }],
    request: {
      ...(params ? { params } : {}),
      ...(query ? { query } : {}),
      ...(Object.keys(headers).length > 0 ? { headers: z.object(headers) } : {}),
      ...requestBody(route),
    },
    responses: { ...answers(route), ...problems(codes) },
  };
}

const rolesText = ({ roles }: Route): string => (roles ? `Roles: ${roles.join(', ')}.` : '');

function requestHeaders({ method, access, key }: Route, all: Headers): Partial<Headers> {
  return {
    ...(key === 'none' ? {} : { 'Idempotency-Key': all['Idempotency-Key'] }),
    ...(method === 'get' || access === 'anyone' ? {} : { 'X-CSRF-Token': all['X-CSRF-Token'] }),
    ...(access === 'anyone' ? {} : { 'Acting-For': all['Acting-For'] }),
  };
}

function requestBody({ body, upload }: Route): Pick<NonNullable<RouteConfig['request']>, 'body'> {
  if (upload) {
    return { body: { required: true, content: { 'multipart/form-data': { schema: UPLOAD } } } };
  }
  return body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {};
}

function answers({ method, answers }: Route): Record<string, ResponseConfig> {
  // Every page may ask again with the ETag that it got: Express compares it with what would be answered now.
  const all = method === 'get' ? { ...answers, 304: 'nothing' as const } : answers;
  return Object.fromEntries(
    Object.entries(all).map(([status, schema]) => [
      status,
      { description: describe(Number(status)), ...content(schema) },
    ]),
  );
}

function content(schema: AnswerSchema): Pick<ResponseConfig, 'content'> {
  if (schema === 'nothing') return {};
  if (schema === 'file')
    return { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };
  return { content: { 'application/json': { schema } } };
}

const DESCRIPTIONS: Record<number, string> = {
  200: 'Done',
  201: 'Made',
  202: 'Not known yet: ask again at the address in `Location`',
  204: 'Done',
  304: 'Nothing new',
};

const describe = (status: number): string => DESCRIPTIONS[status] ?? `Status ${status}`;

/** The refusals of every route of a kind, and those that the route names. */
function refusalCodes(route: Route): ErrorCode[] {
  const codes: ErrorCode[] = ['BAD_INPUT', 'RATE_LIMITED', 'UNAVAILABLE', ...(route.refusals ?? [])];
  if (route.access === 'person') {
    codes.push('NOT_SIGNED_IN', 'TOTP_CODE_REQUIRED', 'ACCOUNT_DISABLED', 'NOT_DEPUTY');
    if (!route.beforePassword) codes.push('PASSWORD_CHANGE_REQUIRED');
    if (!route.beforeTotp) codes.push('TOTP_SET_UP_REQUIRED');
  }
  if (route.roles) codes.push('FORBIDDEN');
  if (route.session || route.reauthenticated) codes.push('SESSION_REQUIRED');
  if (route.reauthenticated) codes.push('REAUTHENTICATION_REQUIRED');
  if (route.params) codes.push('NOT_FOUND');
  if (route.method !== 'get') codes.push('CSRF_TOKEN_INVALID');
  if (route.key !== 'none') codes.push('KEY_REQUIRED', 'KEY_REUSED', 'NOT_FOUND');
  if (route.body || route.upload) codes.push('UNSUPPORTED_MEDIA_TYPE', 'BODY_TOO_LARGE');
  if (route.body) codes.push('BAD_JSON');
  return [...new Set(codes)].sort();
}

/** Every refusal has one form: which codes a route may answer is told with it, by status. */
function problems(codes: readonly ErrorCode[]): Record<string, ResponseConfig> {
  const statuses = [...new Set(codes.map(httpStatus))].sort();
  const ofStatus = (status: number) => codes.filter((code) => httpStatus(code) === status).join(', ');
  const description = statuses.map((status) => `${status} ${ofStatus(status)}`).join('; ');
  return { default: { description, content: { 'application/problem+json': { schema: PROBLEM } } } };
}
