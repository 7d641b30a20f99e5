import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { TemporalAddress } from './stack/temporal-address';

/** For whoever starts and asks workflows. */
export async function connectClient({ address, connectionOptions, namespace }: TemporalAddress): Promise<Client> {
  const connection = await Connection.connect(connectionOptions).catch((cause: Error) => {
    throw new Error(`Temporal at ${address} can't be reached: ${cause.message}`, { cause });
  });
  return new Client({ connection, namespace });
}

/** For a worker, whose core has a connection of its own. */
export const connectNative = ({ connectionOptions }: TemporalAddress): Promise<NativeConnection> =>
  NativeConnection.connect(connectionOptions);
