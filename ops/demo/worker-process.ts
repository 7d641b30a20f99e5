import { pino } from 'pino';
import { useLinkKey } from '../../activities/accounts/link-key';
import { useSealingKeys } from '../../activities/sealed/sealing-keys';
import { runUntilStopped } from '../run-until-stopped';
import { runWorker } from '../run-worker';
import { readSettings } from '../settings';
import { runningInstallation } from '../stack/addresses';

/** The worker of an installation that runs on this machine; it ends with the process that started it. */
void runUntilStopped(async (ends) => {
  const [dataFolder = '', smtpUrl = '', origin = ''] = process.argv.slice(2);
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  const installation = runningInstallation(dataFolder, process.env);
  if (!installation) throw new Error(`${dataFolder}: no installation runs on it`);
  const { secrets } = installation;
  useLinkKey(secrets.hmacKey);
  useSealingKeys(secrets);
  const settings = readSettings(process.env);
  const logger = pino({ level: 'warn' });
  await runWorker({ ...installation, smtpUrl, origin, settings, logger, say: console.log }, ends);
  process.send?.('ready');
});
