import { Refusal } from '../../domain/errors';

/** The refusal that `act` throws; fails when it throws none. */
export function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}
