import type { PlanLine } from '../plan-lines';
import type { Bureau, PlannedProject } from '../play';
import type { Place } from './places';

/** Projects of these industries lie inside the city planning area, so that the urban construction archives take part. */
export const IN_TOWN = ['市政', '房建公建', '轨道交通'];

/** In a plan of some size one project was carried elsewhere until now. */
const WITH_TAKE_OVER = 20;

const DEFAULT_LEVEL = '市重点';

/**
 * Enters the year's list, each line by an officer of the project's bureau. Dates are entered as the list has them: a
 * completion planned for this year or later; what lies before is printed text, and the date is yet to be found.
 */
export async function enterPlan(
  lines: readonly PlanLine[],
  places: readonly Place[],
  bureaus: readonly Bureau[],
  year: number,
): Promise<PlannedProject[]> {
  const projects: PlannedProject[] = [];
  for (const [at, line] of lines.entries()) {
    const place = places.find(({ name }) => name === line.district);
    if (!place) throw new Error(`Line ${line.number} of the plan: no bureau is in ${line.district}`);
    const bureau = bureaus[place.number]!;
    const takenOver = lines.length >= WITH_TAKE_OVER && at === lines.length - 2;
    projects.push(await enterLine(line, bureau, year, takenOver));
  }
  await fixAcceptancePlan(bureaus[0]!, projects, year);
  return projects;
}

/** The city's acceptance plan of the year: all these projects, proposed by an officer and fixed by the director. */
async function fixAcceptancePlan(city: Bureau, projects: readonly PlannedProject[], year: number): Promise<void> {
  const { jurisdictionId, officers, directors } = city;
  const add = projects.map(({ code }) => code);
  type Proposed = { id: string; count: number };
  const proposed = await officers[0]!.send<Proposed>('post', '/api/v1/annual-plans', { jurisdictionId, year, add });
  await directors[0]!.send('post', `/api/v1/annual-plans/${proposed.id}/fixing`, { count: proposed.count });
}

async function enterLine(
  line: PlanLine,
  { jurisdictionId, officers }: Bureau,
  year: number,
  takenOver: boolean,
): Promise<PlannedProject> {
  const { name, industry, owner, startYear, completionYear, level, investmentWan } = line;
  const planned = completionYear !== null && completionYear >= year;
  const ofYear = (value: number, kind: 'planned' | 'actual') => ({ value: `${value}-12-31`, precision: 'year', kind });
  const path = takenOver ? '/api/v1/take-overs' : '/api/v1/projects';
  const { code } = await officers[0]!.send<{ code: string }>('post', path, {
    jurisdictionId,
    name,
    industry,
    insidePlanningArea: IN_TOWN.includes(industry),
    investmentWan: investmentWan ?? undefined,
    listing: {
      year,
      level: level ?? DEFAULT_LEVEL,
      category: planned && completionYear > year ? 'continued' : 'completing',
      number: line.number,
      text: line.text,
    },
    owner: owner ? { name: owner } : undefined,
    constructionStart: startYear && startYear <= year ? ofYear(startYear, 'actual') : undefined,
    completion: planned ? ofYear(completionYear, 'planned') : undefined,
  });
  return { code, name, industry, jurisdictionId, owner, level, startYear, completionYear, takenOver };
}
