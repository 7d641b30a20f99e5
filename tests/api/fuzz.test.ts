import fc from 'fast-check';
import { openApiDocument } from '../../api/openapi';
import { ROUTES } from '../../api/routes';
import { arbitraryOf, type Schema } from './support/arbitrary-of-schema';
import { type RunningApi, startRunningApi } from './support/running-api';

/** Whatever is sent to whichever route of the document, the answer is one that the document knows, and none is a 5xx. */
interface Operation {
  name: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  parameters: { name: string; in: string; schema: Schema; required?: boolean }[];
  body: Schema | undefined;
}

const DOCUMENT = openApiDocument(ROUTES, '0.0.0') as unknown as {
  paths: Record<string, Record<string, Record<string, unknown>>>;
  components: { schemas: Record<string, Schema>; parameters: Record<string, Operation['parameters'][number]> };
};

/** What would sign the visitor out, or takes its time to answer on purpose. */
const LEFT_OUT = ['delete /api/v1/session', 'post /api/v1/password-resets'];

const OPERATIONS: Operation[] = Object.entries(DOCUMENT.paths)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const content = (operation.requestBody as { content?: Record<string, { schema: Schema }> } | undefined)?.content;
      return {
        name: `${method} ${path}`,
        method: method as Operation['method'],
        path,
        parameters: ((operation.parameters ?? []) as (Operation['parameters'][number] & { $ref?: string })[]).map(
          (each) => (each.$ref ? DOCUMENT.components.parameters[each.$ref.split('/').at(-1)!]! : each),
        ),
        body: content?.['application/json']?.schema,
      };
    }),
  )
  .filter(({ name }) => !LEFT_OUT.includes(name));

const WHO = ['officer', 'director', 'administrator', 'owner', 'witness'] as const;

interface Asked {
  who: (typeof WHO)[number];
  params: object;
  query: object;
  body: unknown;
}

const RUNS = 5;
const SEED = 20_261_126;

let api: RunningApi;
let known: string[];
let codes: string[];

beforeAll(async () => {
  api = await startRunningApi();
  codes = [await api.project(), await api.project()];
  const { serviceId } = await api.act(api.officer, codes[0]!, 'invitation.send');
  const project = await api.admin.client.project.findFirstOrThrow();
  known = [
    serviceId!,
    project.id,
    api.east,
    api.west,
    api.city,
    api.ownerOrganisation,
    api.people.witness.personId,
    api.people.otherOwner.personId,
  ];
});
afterAll(() => api.close());

function requestOf({ parameters, body }: Operation) {
  const values = (place: string) =>
    fc.record(
      Object.fromEntries(
        parameters
          .filter((each) => each.in === place)
          .map(({ name, schema }) => [
            name,
            name === 'code'
              ? fc.constantFrom(...codes, 'XX-2026-0001')
              : arbitraryOf(schema, DOCUMENT.components.schemas, known),
          ]),
      ),
      { requiredKeys: parameters.filter((each) => each.in === place && place === 'path').map(({ name }) => name) },
    );
  return fc.record({
    who: fc.constantFrom(...WHO),
    params: values('path'),
    query: values('query'),
    body: body ? arbitraryOf(body, DOCUMENT.components.schemas, known) : fc.constant(undefined),
  });
}

const asText = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/[\ud800-\udfff]/g, '') : JSON.stringify(value);

describe('no request brings about a 5xx', () => {
  test.each(OPERATIONS.map((operation) => [operation.name, operation] as const))('%s', async (_name, operation) => {
    const check = async ({ who, params, query, body }: Asked) => {
      const filled = Object.entries(params).reduce(
        (path, [name, value]) => path.replace(`{${name}}`, encodeURIComponent(asText(value)) || '%20'),
        operation.path,
      );
      const asked = new URLSearchParams(
        Object.entries(query).map(([name, value]): [string, string] => [name, asText(value)]),
      );
      // The contract is checked by the visitor.
      const { status, text } = await api[who].send(operation.method, `${filled}?${asked}`, body);
      if (status >= 500) throw new Error(`${status} ${text}`);
    };
    await fc.assert(fc.asyncProperty(requestOf(operation), check), { numRuns: RUNS, seed: SEED, endOnFailure: true });
  });
});
