import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabasePasswords } from '../migrate/roles';

/** Everything an installation must not lose or show. */
export interface Secrets {
  dbOwnerPassword: string;
  dbApiPassword: string;
  dbWorkerPassword: string;
  dbPublicPassword: string;
  /** Signs session cookies and CSRF tokens. */
  sessionSecret: string;
  /** 32 bytes; keyed hashes of request bodies in idempotency rows. */
  hmacKey: Buffer;
  /** 32 bytes; encrypts sheets and ballots until they are opened (AES-256-GCM). */
  sealKey: Buffer;
  /** 32 bytes; encrypts the server secrets of draws (AES-256-GCM). */
  drawKey: Buffer;
  /** Ed25519; signs the hourly root of the audit log. */
  auditKey: KeyObject;
}

interface Kind<T> {
  /** What the variable must hold, for the error. */
  form: string;
  generate(): string;
  /** Undefined when `text` is not of this form. */
  parse(text: string): T | undefined;
}

const password: Kind<string> = {
  form: 'at least 24 characters without spaces',
  generate: () => randomBytes(32).toString('base64url'),
  parse: (text) => (/^\S{24,}$/.test(text) ? text : undefined),
};

const key: Kind<Buffer> = {
  form: '32 bytes in base64',
  generate: () => randomBytes(32).toString('base64'),
  parse: (text) => (/^[A-Za-z0-9+/]{43}=$/.test(text) ? Buffer.from(text, 'base64') : undefined),
};

const ed25519: Kind<KeyObject> = {
  form: 'an Ed25519 private key, PKCS#8 DER in base64',
  generate: () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  parse: (text) => {
    try {
      const parsed = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
      return parsed.asymmetricKeyType === 'ed25519' ? parsed : undefined;
    } catch {
      return undefined;
    }
  },
};

const FORMS: { readonly [Name in keyof Secrets]: { variable: string; kind: Kind<Secrets[Name]> } } = {
  dbOwnerPassword: { variable: 'DANGYAN_DB_OWNER_PASSWORD', kind: password },
  dbApiPassword: { variable: 'DANGYAN_DB_API_PASSWORD', kind: password },
  dbWorkerPassword: { variable: 'DANGYAN_DB_WORKER_PASSWORD', kind: password },
  dbPublicPassword: { variable: 'DANGYAN_DB_PUBLIC_PASSWORD', kind: password },
  sessionSecret: { variable: 'DANGYAN_SESSION_SECRET', kind: password },
  hmacKey: { variable: 'DANGYAN_HMAC_KEY', kind: key },
  sealKey: { variable: 'DANGYAN_SEAL_KEY', kind: key },
  drawKey: { variable: 'DANGYAN_DRAW_KEY', kind: key },
  auditKey: { variable: 'DANGYAN_AUDIT_KEY', kind: ed25519 },
};

const NAMES = Object.keys(FORMS) as (keyof Secrets)[];

/** The environment variable of a secret. */
export const secretVariable = (name: SecretName): string => FORMS[name].variable;

/** Names of a process that needs only some: the API must not hold the owner's password. */
export type SecretName = keyof Secrets;

/**
 * Secrets of a production installation, from its environment. There are no defaults.
 *
 * @param names what this process needs; all unless told.
 * @throws Error that names every variable that is missing or malformed, never a value.
 */
export function secretsFromEnvironment<Name extends SecretName = SecretName>(
  env: NodeJS.ProcessEnv,
  names: readonly Name[] = NAMES as Name[],
): Pick<Secrets, Name> {
  return parseAll(names, (name) => env[secretVariable(name)], secretVariable);
}

/**
 * Secrets of a local installation, made on its first start and kept in `secrets.json` of its data folder, readable by its
 * user only.
 */
export function secretsOfFolder(dataFolder: string): Secrets {
  const file = secretsFile(dataFolder);
  if (!existsSync(file)) writeWhole(file, JSON.stringify(generateSecrets(), null, 2));
  chmodSync(file, 0o600);
  const kept: Partial<Record<SecretName, string>> = JSON.parse(readFileSync(file, 'utf8'));
  return parseAll(
    NAMES,
    (name) => kept[name],
    (name) => `${name} in ${file}`,
  );
}

/** The password of the local cluster's superuser; made with the cluster, and no secret of the application. */
export function superuserPassword(dataFolder: string): string {
  const file = join(dataFolder, 'postgres-superuser');
  if (!existsSync(file)) writeWhole(file, password.generate());
  return readFileSync(file, 'utf8');
}

/** Fresh secrets as text, by name. */
function generateSecrets(): Record<SecretName, string> {
  return Object.fromEntries(NAMES.map((name) => [name, FORMS[name].kind.generate()])) as Record<SecretName, string>;
}

/** What docker-compose.yml needs besides, for servers that are not ours and for the collector of metrics. */
const COMPOSE_VARIABLES = ['POSTGRES_PASSWORD', 'TEMPORAL_DB_PASSWORD', 'DANGYAN_METRICS_TOKEN'];

/** Fresh secrets as lines of an environment file. */
export function secretsAsEnvironmentFile(): string {
  const ours = Object.entries(generateSecrets()).map(([name, value]) => [secretVariable(name as SecretName), value]);
  const others = COMPOSE_VARIABLES.map((name) => [name, password.generate()]);
  return [...ours, ...others].map(([name, value]) => `${name}=${value}\n`).join('');
}

/** What the API needs: no password but its own and that of what is public, and nothing that tells a draw. */
export const API_SECRETS = ['dbApiPassword', 'dbPublicPassword', 'sessionSecret', 'hmacKey', 'sealKey'] as const;

/** What a worker needs. */
export const WORKER_SECRETS = ['dbWorkerPassword', 'hmacKey', 'sealKey', 'drawKey', 'auditKey'] as const;

/** What a process needs that makes the roles. */
export const ROLE_PASSWORDS = ['dbOwnerPassword', 'dbApiPassword', 'dbWorkerPassword', 'dbPublicPassword'] as const;

/** The passwords of the database roles. */
export function databasePasswords(secrets: Pick<Secrets, (typeof ROLE_PASSWORDS)[number]>): DatabasePasswords {
  return {
    owner: secrets.dbOwnerPassword,
    api: secrets.dbApiPassword,
    worker: secrets.dbWorkerPassword,
    public: secrets.dbPublicPassword,
  };
}

function parseAll<Name extends SecretName>(
  names: readonly Name[],
  textOf: (name: Name) => string | undefined,
  placeOf: (name: Name) => string,
): Pick<Secrets, Name> {
  const problems: string[] = [];
  const parsed: Partial<Record<Name, unknown>> = {};
  for (const name of names) {
    const text = textOf(name);
    parsed[name] = text === undefined ? undefined : FORMS[name].kind.parse(text);
    if (parsed[name] === undefined) {
      problems.push(`${placeOf(name)} ${text === undefined ? 'is missing' : 'is malformed'}: ${FORMS[name].kind.form}`);
    }
  }
  if (problems.length > 0) throw new Error(`secrets:\n${problems.join('\n')}`);
  return parsed as Pick<Secrets, Name>;
}

/** All of it or nothing: half a file of secrets would lock the installation out of its own database. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  const handle = openSync(draft, 'w', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(draft, file);
}

/** Whether an installation was ever started on the folder. */
export const holdsInstallation = (dataFolder: string): boolean => existsSync(secretsFile(dataFolder));

const secretsFile = (dataFolder: string): string => join(dataFolder, 'secrets.json');
