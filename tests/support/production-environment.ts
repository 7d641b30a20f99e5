import { parseEnv } from 'node:util';
import { secretsAsEnvironmentFile } from '../../ops/stack/secrets';
import { testCluster } from './test-cluster';

/** Fresh secrets as an operator makes them. */
export const freshSecrets = (): NodeJS.ProcessEnv => parseEnv(secretsAsEnvironmentFile());

/**
 * What an installation for strangers is started with, beside its servers. The roles of the test cluster keep the passwords
 * they have: other files are logging in with them.
 */
export function productionEnvironment(): NodeJS.ProcessEnv {
  const { passwords } = testCluster();
  return {
    ...freshSecrets(),
    NODE_ENV: 'production',
    DANGYAN_ORIGIN: 'http://dangyan.test',
    DANGYAN_MAIL_FROM: 'dangyan@dangyan.test',
    DANGYAN_DB_OWNER_PASSWORD: passwords.owner,
    DANGYAN_DB_API_PASSWORD: passwords.api,
    DANGYAN_DB_WORKER_PASSWORD: passwords.worker,
    DANGYAN_DB_PUBLIC_PASSWORD: passwords.public,
  };
}
