import { localDateOf } from '../../../domain/calendar/local-time';
import type { PersonClient } from '../person-client';
import type { Troupe } from './troupe';

/** A ceremony as its witness sees it. */
interface Ceremony {
  id: string;
  startsAt: string;
  digitsEntered: boolean;
  draws: { number: number; purpose: string; state: string; projectCode: string | null }[];
}

/** What ten-sided dice show. */
export function throwDice(troupe: Troupe, occasion: string, count = 20): string {
  const dice = troupe.world.dice(occasion);
  return Array.from({ length: count }, () => dice.int(0, 9)).join('');
}

/** The witness comes when the ceremony begins, throws the dice, enters what they show twice, and has the secret revealed. */
export async function witness(troupe: Troupe, person: PersonClient, ceremonyId: string): Promise<void> {
  const ceremony = await person.get<Ceremony>(`/api/v1/ceremonies/${ceremonyId}`);
  const day = localDateOf(ceremony.startsAt);
  if (day > troupe.world.today()) {
    troupe.diary.at(day, ceremonyId, () => witness(troupe, person, ceremonyId));
    return;
  }
  const open = ceremony.draws.flatMap(({ purpose, state, projectCode }) =>
    purpose === 'panel' && state === 'committed' && projectCode ? [projectCode] : [],
  );
  for (const code of open) {
    const { digitsEntered } = await person.get<Ceremony>(`/api/v1/ceremonies/${ceremonyId}`);
    if (!digitsEntered) {
      const digits = throwDice(troupe, `dice ${code} ${ceremony.draws[0]!.number}`);
      await person.act(code, 'draw.enter_digits', { first: digits, second: digits });
    }
    await person.act(code, 'draw.reveal', {});
  }
}
