import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseOfEnvironment } from '../database-of-environment';
import { asRole, type DatabaseUrls } from '../migrate/roles';
import { isInUse } from './data-folder';
import { type Secrets, secretsFromEnvironment, secretsOfFolder, WORKER_SECRETS } from './secrets';
import { type TemporalAddress, temporalOfEnvironment } from './temporal-address';

/** Where the servers of a running installation are; without passwords, which its secrets hold. */
interface Addresses {
  database: string;
  temporal: Pick<TemporalAddress, 'address' | 'namespace'>;
}

/** What maintenance needs of an installation. */
export interface WorkerAccess {
  /** As `dangyan_worker`. */
  databaseUrl: string;
  temporal: TemporalAddress;
  secrets: Pick<Secrets, (typeof WORKER_SECRETS)[number]>;
}

const fileOf = (dataFolder: string): string => join(dataFolder, 'addresses.json');

/** So that a command finds the servers while the installation runs. */
export function writeAddresses(
  dataFolder: string,
  { databaseUrls, temporal }: { databaseUrls: DatabaseUrls; temporal: TemporalAddress },
): void {
  const database = new URL(databaseUrls.worker);
  database.username = '';
  database.password = '';
  const { address, namespace } = temporal;
  const addresses: Addresses = { database: database.href, temporal: { address, namespace } };
  writeFileSync(fileOf(dataFolder), JSON.stringify(addresses), { mode: 0o600 });
}

/** To be called before servers are started, for those of the last run are gone. */
export const forgetAddresses = (dataFolder: string): void => rmSync(fileOf(dataFolder), { force: true });

/** The installation that runs on this folder; null when none does. */
export function runningInstallation(dataFolder: string, env: NodeJS.ProcessEnv): WorkerAccess | null {
  if (!isInUse(dataFolder)) return null;
  if (!existsSync(fileOf(dataFolder))) throw new Error(`${dataFolder} is being started: try again in a moment`);
  const { database, temporal }: Addresses = JSON.parse(readFileSync(fileOf(dataFolder), 'utf8'));
  const secrets = secretsOfFolder(dataFolder);
  return {
    databaseUrl: asRole(database, 'worker', secrets.dbWorkerPassword),
    temporal: env.TEMPORAL_ADDRESS
      ? temporalOfEnvironment(env)
      : { ...temporal, connectionOptions: { address: temporal.address } },
    secrets,
  };
}

/** The production installation that the environment names. */
export function installationOfEnvironment(env: NodeJS.ProcessEnv): WorkerAccess {
  const secrets = secretsFromEnvironment(env, WORKER_SECRETS);
  const databaseUrl = databaseOfEnvironment(env, 'worker', secrets.dbWorkerPassword);
  return { databaseUrl, temporal: temporalOfEnvironment(env), secrets };
}
