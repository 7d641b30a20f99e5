/** Experts by the code of the bureau in whose pool they are at home: 160. */
const HOMES: Record<string, number> = { FS: 44, CC: 20, NH: 26, SD: 26, GM: 22, SS: 22 };

/** Every so manieth expert of a district is a member of the city's pool as well. */
const IN_CITY_TOO = 3;

const CITY = 'FS';

/** What the experts of a pool know, in turn. */
const TURNS = [
  ...['archives', 'transport', 'industrial', 'archives', 'building', 'power', 'archives', 'municipal', 'water'],
  ...['archives', 'transport', 'industrial', 'archives', 'building', 'information'],
];

/** What an expert knows besides. Whoever knows archives is asked for that alone. */
const BESIDES: Record<string, string> = {
  transport: 'municipal',
  industrial: 'power',
  building: 'water',
  power: 'information',
  municipal: 'building',
  water: 'transport',
  information: 'industrial',
};

/** Experts of a pool in turn work at so many places, so that not more than two of a pool share one. */
const EMPLOYERS = 70;

/** An expert as the demo makes him, before he has a name. */
export interface ListedExpert {
  /** Codes of the bureaus in whose pools he is, his home first. */
  pools: string[];
  /** Within the home pool, from 0. */
  number: number;
  /** Among all, from 0. */
  at: number;
  specialties: string[];
  /** Number of his employer, from 0. */
  employer: number;
}

/** @param share of the experts of each pool that a demo is to have */
export function expertList(share = 1): ListedExpert[] {
  const homes = Object.entries(HOMES).flatMap(([home, count]) =>
    Array.from({ length: Math.round(count * share) }, (_, number) => ({ home, number })),
  );
  return homes.map(({ home, number }, at) => {
    const specialty = TURNS[number % TURNS.length]!;
    return {
      pools: home === CITY || number % IN_CITY_TOO > 0 ? [home] : [home, CITY],
      number,
      at,
      specialties: BESIDES[specialty] ? [specialty, BESIDES[specialty]] : [specialty],
      employer: at % EMPLOYERS,
    };
  });
}
