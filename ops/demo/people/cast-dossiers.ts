import { addDays, addMonths } from '../../../domain/calendar/local-date';
import type { AboutProject } from '../content/registration';
import type { Body, Bureau, PlannedProject, World } from '../play';
import type { Scenario } from '../scenarios/scenario';
import type { Dossier } from './dossier';

/** When the year's projects are invited and apply: spread, in the order of the plan's numbers. */
const INVITING_DAYS = 45;
const FIRST_APPLICATION = 75;
const APPLYING_DAYS = 130;
/** Owners apply some days before they must. */
const AHEAD_DAYS = 12;

/** Industries whose projects stand in the city planning area, where the urban-construction archives has a seat. */
const BUILT_UP: readonly string[] = ['房建公建', '市政', '轨道交通'];

/** What is known of each project before the year begins, and who works on it. */
export function castDossiers(world: World, scenarioOf: (project: PlannedProject) => Scenario): Map<string, Dossier> {
  const projects = [...world.projects].sort((a, b) => (a.code < b.code ? -1 : 1));
  const today = world.today();
  return new Map(
    projects.map((project, at) => {
      const share = at / projects.length;
      // Neighbours in the list are of one bureau, so applications come from all bureaus at all times.
      const turn = (at * 7) % projects.length;
      const scenario = scenarioOf(project);
      const { early } = scenario;
      const number = at + 1;
      const dossier = dossierOf(world, project, scenario, {
        number,
        inviteOn: addDays(today, 1 + Math.floor((early ? share / 4 : share) * INVITING_DAYS)),
        applyOn: addDays(
          today,
          FIRST_APPLICATION + Math.floor(early ? number % 5 : (turn / projects.length) * APPLYING_DAYS),
        ),
      });
      return [project.code, dossier];
    }),
  );
}

interface Place {
  number: number;
  inviteOn: string;
  applyOn: string;
}

function dossierOf(
  world: World,
  project: PlannedProject,
  scenario: Scenario,
  { number, inviteOn, applyOn }: Place,
): Dossier {
  const bureau = world.bureaus.find(({ jurisdictionId }) => jurisdictionId === project.jurisdictionId)!;
  const department = bodyOf(world, bureau, 'department', project.industry);
  const receiver = bodyOf(world, bureau, 'archives');
  const { officers } = bureau;
  const turn = number % officers.length;
  const staff = [...officers.slice(turn), ...officers.slice(0, turn), ...bureau.directors.slice(1)];
  const [caseOfficer, leader, deputy] = staff;
  if (!caseOfficer || !leader || !deputy) throw new Error(`${bureau.name} has too few people for a panel`);
  const planned = addDays(addMonths(applyOn, 5), AHEAD_DAYS);
  const about = aboutProject(project, {
    number,
    department: department.name,
    city: bureau.parentId === null,
    // Who applies after he should have has planned to complete sooner.
    plannedCompletion: scenario.late?.includes('apply_by') ? addMonths(planned, -2) : planned,
  });
  return {
    project,
    about,
    scenario,
    bureau,
    caseOfficer,
    leader,
    deputy,
    department,
    receiver,
    ownerId: null,
    owner: null,
    silentMember: null,
    inviteOn,
    applyOn,
    volumes: scenario.large ? 3_200 : 120 + ((number * 37) % 260),
    matters: new Map(),
    done: new Set(),
  };
}

function bodyOf({ bodies }: World, bureau: Bureau, kind: 'department' | 'archives', industry?: string): Body {
  const ours = bodies.filter(({ kinds, industries }) => {
    return kinds.includes(kind) && (industry === undefined || industries.includes(industry));
  });
  const found =
    ours.find(({ jurisdictionId }) => jurisdictionId === bureau.jurisdictionId) ??
    ours.find(({ jurisdictionId }) => jurisdictionId === bureau.parentId) ??
    bodies.find(({ kinds, jurisdictionId }) => kinds.includes(kind) && jurisdictionId === bureau.jurisdictionId);
  if (!found) throw new Error(`${bureau.name} has no ${kind}`);
  return found;
}

function aboutProject(
  { name, industry, owner, startYear }: PlannedProject,
  {
    number,
    department,
    city,
    plannedCompletion,
  }: { number: number; department: string; city: boolean; plannedCompletion: string },
): AboutProject {
  return {
    number,
    name,
    industry,
    district: city ? null : department.slice(3, 6),
    owner,
    department,
    investmentWan: null,
    insidePlanningArea: BUILT_UP.includes(industry),
    constructionStart: `${startYear && startYear > 2010 && startYear < 2025 ? startYear : 2023}-03-01`,
    plannedCompletion,
  };
}
