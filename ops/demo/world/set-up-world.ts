import type { LocalDate } from '../../../domain/calendar/local-date';
import type { FirstAdministrator } from '../../first-administrator';
import { diceFor } from '../dice';
import { Directory } from '../directory';
import type { Inbox } from '../inbox';
import type { PlanLine } from '../plan-lines';
import type { Happening, World } from '../play';
import { makeBodies } from './bodies';
import { makeBureaus } from './bureaus';
import { enterPlan } from './enter-plan';
import { makeExperts } from './experts';
import { makePlaces } from './places';

export interface WorldOrder {
  origin: string;
  inbox: Inbox;
  administrator: FirstAdministrator;
  lines: readonly PlanLine[];
  year: number;
  seed: number;
  today(): LocalDate;
  happened(kind: Happening, detail?: string): void;
  say(line: string): void;
  signal: AbortSignal;
}

/** Sets up the demo as its administrator and officers would: over HTTP, everyone by the link of the first mail. */
export async function setUpWorld(order: WorldOrder): Promise<World> {
  const { origin, inbox, administrator, lines, year, seed, today, happened, say } = order;
  const directory = new Directory(origin, inbox, order.signal);
  const admin = await directory.firstAdministrator(administrator);
  const places = await makePlaces(admin);
  const bureaus = await makeBureaus(directory, admin, places);
  say(`${bureaus.length} bureaus with their people`);
  const [bodies, experts] = await Promise.all([
    makeBodies(directory, admin, places, lines),
    makeExperts(directory, admin, bureaus, lines.length),
  ]);
  say(`${bodies.length} departments and archives, ${experts.length} experts`);
  const projects = await enterPlan(lines, places, bureaus, year);
  say(`${projects.length} projects of the plan`);
  return {
    admin,
    bureaus,
    bodies,
    experts,
    projects,
    person: (id) => directory.person(id),
    personByAddress: (address) => directory.personByAddress(address),
    welcomed: () => directory.welcomed,
    welcome: (address) => directory.welcome(address),
    dice: (name) => diceFor(seed, name),
    today,
    happened,
  };
}
