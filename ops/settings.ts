import { z } from 'zod';

const pool = z.coerce.number().int().min(1).max(500);
const port = z.coerce.number().int().min(0).max(65_535);
const origin = z
  .url({ protocol: /^https?$/, abort: true })
  .refine((text) => new URL(text).origin === text.replace(/\/$/, ''))
  .transform((text) => new URL(text).origin);

/** What an operator may choose, by environment variable; the description is what an error says the variable holds. */
const VARIABLES = {
  DANGYAN_ORIGIN: origin
    .optional()
    .describe('the address under which people reach it, e.g. https://dangyan.example.gov.cn'),
  DANGYAN_MAIL_FROM: z.email().optional().describe('the address that its mails come from, e.g. dangyan@example.gov.cn'),
  DANGYAN_HOST: z.string().default('127.0.0.1').describe('the address that API and health listen on, e.g. 0.0.0.0'),
  DANGYAN_PORT: port.default(3000).describe('the port of the API'),
  DANGYAN_WORKER_PORT: port.default(3001).describe("the port of a worker's health, where it runs apart from the API"),
  DANGYAN_REQUIRE_TOTP: z
    .stringbool()
    .optional()
    .describe('whether officers, directors and administrators need a second factor: true or false'),
  DANGYAN_METRICS_TOKEN: z
    .string()
    .regex(/^\S{24,}$/)
    .optional()
    .describe('what a collector of metrics shows as its bearer token: at least 24 characters without spaces'),
  DANGYAN_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0).describe('how many proxies are in front'),
  DANGYAN_API_POOL: pool.default(20).describe('database connections for requests'),
  DANGYAN_SESSION_POOL: pool.default(5).describe('database connections for sessions'),
  DANGYAN_ACTIVITIES: pool
    .default(20)
    .describe('activities at once in a worker, each of which holds a database connection'),
};

export const SETTING_VARIABLES = Object.keys(VARIABLES);

/** What must be said where strangers use it, and goes without saying on one's own machine. */
const NEEDED_IN_PRODUCTION = ['DANGYAN_ORIGIN', 'DANGYAN_MAIL_FROM'] as const;

export interface Settings {
  /** Absent: where the API listens. */
  origin?: string;
  mailFrom: string;
  host: string;
  port: number;
  workerPort: number;
  requireTotp: boolean;
  metricsToken: string | null;
  trustedProxies: number;
  apiPool: number;
  sessionPool: number;
  activities: number;
}

/**
 * The settings of an installation, from its environment. With NODE_ENV=production nothing that others see has a default.
 *
 * @throws Error that names every variable that is missing or malformed and what it holds, never a value.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const production = env.NODE_ENV === 'production';
  const given = Object.fromEntries(SETTING_VARIABLES.map((name) => [name, env[name] || undefined]));
  const needed = production ? NEEDED_IN_PRODUCTION.filter((name) => given[name] === undefined) : [];
  const { data, error } = z.object(VARIABLES).safeParse(given);
  const malformed = [...new Set(error?.issues.map(({ path }) => String(path[0])))];
  const problems = [
    ...needed.map((name) => `${name} is missing: ${VARIABLES[name].description}`),
    ...malformed.map((name) => `${name} is malformed: ${VARIABLES[name as keyof typeof VARIABLES].description}`),
  ];
  if (problems.length > 0 || !data) throw new Error(`settings:\n${problems.join('\n')}`);
  return {
    origin: data.DANGYAN_ORIGIN,
    mailFrom: data.DANGYAN_MAIL_FROM ?? 'dangyan@localhost',
    host: data.DANGYAN_HOST,
    port: data.DANGYAN_PORT,
    workerPort: data.DANGYAN_WORKER_PORT,
    requireTotp: data.DANGYAN_REQUIRE_TOTP ?? production,
    metricsToken: data.DANGYAN_METRICS_TOKEN ?? null,
    trustedProxies: data.DANGYAN_TRUSTED_PROXIES,
    apiPool: data.DANGYAN_API_POOL,
    sessionPool: data.DANGYAN_SESSION_POOL,
    activities: data.DANGYAN_ACTIVITIES,
  };
}
