import type { PersonClient } from '../person-client';

/** A jurisdiction of the demo; the plan names a district by `name`. */
export interface Place {
  id: string;
  /** Its place in the demo, from 0 for the city. */
  number: number;
  code: string;
  name: string;
  bureauName: string;
  parentId: string | null;
}

const CITY = { code: 'FS', name: '市直', bureauName: '佛山市档案局', paperCode: '佛档' };

const DISTRICTS = [
  { code: 'CC', name: '禅城区', bureauName: '禅城区档案局', paperCode: '禅档' },
  { code: 'NH', name: '南海区', bureauName: '南海区档案局', paperCode: '南档' },
  { code: 'SD', name: '顺德区', bureauName: '顺德区档案局', paperCode: '顺档' },
  { code: 'GM', name: '高明区', bureauName: '高明区档案局', paperCode: '明档' },
  { code: 'SS', name: '三水区', bureauName: '三水区档案局', paperCode: '三档' },
];

/** Codes of the demo's pools by the name of the place. */
export const POOL_CODES: Readonly<Record<string, string>> = Object.fromEntries(
  [CITY, ...DISTRICTS].map(({ name, code }) => [name, code]),
);

/** The city over its five districts. */
export async function makePlaces(admin: PersonClient): Promise<Place[]> {
  const places: Place[] = [];
  for (const [number, place] of [CITY, ...DISTRICTS].entries()) {
    const parentId = places[0]?.id ?? null;
    const { id } = await admin.send<{ id: string }>('post', '/api/v1/jurisdictions', { ...place, parentId });
    places.push({ ...place, id, number, parentId });
  }
  return places;
}
