import { existsSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { projectPath } from '../../activities/project-root';
import { SETTING_VARIABLES } from '../../ops/settings';
import { API_SECRETS, ROLE_PASSWORDS, type SecretName, secretVariable, WORKER_SECRETS } from '../../ops/stack/secrets';
import { freshSecrets } from '../support/production-environment';

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string | number>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: object;
}

const file = parse(readFileSync(projectPath('docker-compose.yml'), 'utf8'), { merge: true });
const services: Record<string, Service> = file.services;
const environmentOf = (name: string) => Object.keys(services[name]!.environment ?? {});

test('docker-compose.yml follows the schema of compose files', () => {
  const text = readFileSync(projectPath('node_modules/dclint/schemas/compose.schema.json'), 'utf8');
  // It names its dialect, draft 7, by an address that the dialect itself does not have.
  const { $schema: _, ...schema } = JSON.parse(text);
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true }), ['duration', 'uri']);
  const validate = ajv.compile(schema);
  validate(file);
  expect(validate.errors).toBeNull();
  expect(validate({ ...file, services: { ...services, odd: { restarts: 'always' } } })).toBe(false);
});

test('runs what there is, in order, and watches all that stays up', () => {
  for (const [name, { command, depends_on = {}, healthcheck }] of Object.entries(services)) {
    const program = command?.[1];
    if (program) expect(existsSync(projectPath(program.replace(/^dist\/(.*)\.js$/, '$1.ts')))).toBe(true);
    for (const [other, { condition }] of Object.entries(depends_on)) {
      expect(services[other]).toBeDefined();
      if (condition === 'service_healthy') expect(services[other]!.healthcheck).toBeDefined();
    }
    if (!['migrate', 'temporal-ui'].includes(name)) expect(healthcheck).toBeDefined();
  }
  for (const name of ['api', 'worker']) {
    expect(services[name]!.depends_on).toMatchObject({ migrate: { condition: 'service_completed_successfully' } });
  }
});

test.each([
  ['migrate', ROLE_PASSWORDS],
  ['api', API_SECRETS],
  ['worker', WORKER_SECRETS],
] as [string, readonly SecretName[]][])(
  '%s gets variables that are known, and the secrets it needs alone',
  (name, secrets) => {
    const needed = secrets.map(secretVariable);
    const servers = ['NODE_ENV', 'DATABASE_URL', 'SMTP_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE'];
    const others = environmentOf(name).filter((variable) => !servers.includes(variable));
    expect(others).toEqual(expect.arrayContaining(needed));
    expect(others.filter((variable) => !needed.includes(variable) && !SETTING_VARIABLES.includes(variable))).toEqual(
      [],
    );
  },
);

test('no secret has a default, and one command makes them all', () => {
  const made = Object.keys(freshSecrets());
  for (const { environment = {} } of Object.values(services)) {
    for (const [variable, value] of Object.entries(environment)) {
      if (!/PASSWORD|SECRET|TOKEN|KEY|PWD/.test(variable)) continue;
      expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
      expect(made).toContain(/^\$\{(\w+)/.exec(String(value))![1]);
    }
  }
});
