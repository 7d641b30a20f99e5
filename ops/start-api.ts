import { pino } from 'pino';
import { useLinkKey } from '../activities/accounts/link-key';
import { useSealingKeys } from '../activities/sealed/sealing-keys';
import { connectClient } from './connect-temporal';
import { databaseOfEnvironment } from './database-of-environment';
import { apiChecks } from './readiness-checks';
import { runApi } from './run-api';
import { runUntilStopped } from './run-until-stopped';
import { readSettings } from './settings';
import { API_SECRETS, secretsFromEnvironment } from './stack/secrets';
import { temporalOfEnvironment } from './stack/temporal-address';

/** The API alone, on servers that the environment names: it holds no password but its own two, and no key of draws. */
void runUntilStopped(async (ends) => {
  const { env } = process;
  const settings = readSettings(env);
  const secrets = secretsFromEnvironment(env, API_SECRETS);
  const databaseUrl = databaseOfEnvironment(env, 'api', secrets.dbApiPassword);
  const publicDatabaseUrl = databaseOfEnvironment(env, 'public', secrets.dbPublicPassword);
  useLinkKey(secrets.hmacKey);
  useSealingKeys({ sealKey: secrets.sealKey, drawKey: null });
  const client = await connectClient(temporalOfEnvironment(env));
  ends.add(() => client.connection.close());
  const { port, origin = `http://${settings.host}:${port}` } = settings;
  const checks = apiChecks(client);
  const urls = { databaseUrl, publicDatabaseUrl };
  await runApi({ ...urls, client, secrets, settings, port, origin, checks, logger: pino() }, ends);
  console.log(`API of ${origin} listens on ${settings.host}:${port}`);
});
