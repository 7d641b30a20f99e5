import express from 'express';
import { pino } from 'pino';
import { useLinkKey } from '../activities/accounts/link-key';
import { useSealingKeys } from '../activities/sealed/sealing-keys';
import { errorHandler } from '../api/error-handler';
import { healthz, readyz } from '../api/health';
import { createMetrics } from '../api/metrics';
import { listen } from '../api/server';
import { runUntilStopped } from './run-until-stopped';
import { runWorker } from './run-worker';
import { readSettings } from './settings';
import { installationOfEnvironment } from './stack/addresses';
import { ensureSearchAttributes } from './stack/search-attributes';

/** Worker and mail sender alone, on servers that the environment names. Start as many as there is work for. */
void runUntilStopped(async (ends) => {
  const { env } = process;
  const settings = readSettings(env);
  const { databaseUrl, temporal, secrets } = installationOfEnvironment(env);
  const { SMTP_URL: smtpUrl } = env;
  if (!smtpUrl) throw new Error('SMTP_URL is not set: the mail server, e.g. smtps://user:password@mail.example.gov.cn');
  useLinkKey(secrets.hmacKey);
  useSealingKeys(secrets);
  const { host, workerPort, origin = `http://${host}:${settings.port}` } = settings;
  await ensureSearchAttributes(temporal);
  const logger = pino();
  const { checks, database } = await runWorker(
    { databaseUrl, temporal, smtpUrl, origin, secrets, settings, logger, say: console.log },
    ends,
  );
  const metrics = createMetrics({ config: settings, database, checks });
  const app = express()
    .get('/healthz', healthz)
    .get('/readyz', readyz(checks))
    .get('/metrics', metrics.serve)
    .use(errorHandler({ logger, origin }));
  const health = await listen(app, workerPort, host);
  ends.add(() => health.close());
  console.log(`worker; its health is on ${host}:${health.port}`);
});
