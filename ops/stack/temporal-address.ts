import { type ClientConnectConfig, loadClientConnectConfig } from '@temporalio/envconfig';

export interface TemporalAddress {
  address: string;
  namespace: string;
  /** For `Connection.connect` and `NativeConnection.connect`: address, and TLS and key where the environment has them. */
  connectionOptions: ClientConnectConfig['connectionOptions'];
  uiUrl?: string;
}

/**
 * A Temporal that runs already: TEMPORAL_ADDRESS with the other variables and the profile file of Temporal's clients
 * (namespace, TLS, API key).
 *
 * @throws Error when TEMPORAL_ADDRESS is not set, or the profile can't be read
 */
export function temporalOfEnvironment(env: NodeJS.ProcessEnv): TemporalAddress {
  const { TEMPORAL_ADDRESS: address } = env;
  if (!address) throw new Error('TEMPORAL_ADDRESS is not set: host and port of a Temporal server');
  const overrideEnvVars = env as Record<string, string>;
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig({ overrideEnvVars });
  return { address, namespace, connectionOptions };
}
