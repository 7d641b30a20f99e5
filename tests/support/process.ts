import { randomBytes, randomUUID } from 'node:crypto';
import { useLinkKey } from '../../activities/accounts/link-key';
import { createDatabase, type Database } from '../../activities/database/database';
import { toDate } from '../../activities/database/dates';
import type { Envelope } from '../../activities/process/process-context';
import { createProject, type ProjectOrder } from '../../activities/projects/create-project';
import { useSealingKeys } from '../../activities/sealed/sealing-keys';
import { isLocalDate } from '../../domain/calendar/local-date';
import { atLocalTime, localDateOf } from '../../domain/calendar/local-time';
import type { ClockKind } from '../../domain/clocks/clock-kind';
import type { ClockRow } from '../../domain/clocks/clock-row';
import { sha256Hex } from '../../domain/crypto/sha256';
import { Refusal } from '../../domain/errors';
import type { ActKind } from '../../domain/lifecycle/act-table';
import type { Jurisdiction, PrismaClient, Project, Role } from '../../prisma/generated/client';
import { loadDefaults } from '../../prisma/seed/load-defaults';
import type { ActResult } from '../../workflows/contract';
import { type Carriage, type CarriageDeps, START } from './carriage';
import { createTestDatabase } from './database';
import { directCarriage } from './direct-carriage';
import { type KeptRows, keepRows } from './kept-rows';

/** A project in a world, with what tests ask of it. */
export interface TestProject {
  id: string;
  code: string;
  /** Performs an act. Refusals reject. */
  act(personId: string, kind: ActKind, body?: object, envelope?: Partial<Envelope>): Promise<ActResult>;
  /** The refusal that an act meets; fails when there is none. */
  refusal(personId: string, kind: ActKind, body?: object, envelope?: Partial<Envelope>): Promise<Refusal>;
  row(): Promise<Project>;
  stage(): Promise<Project['stage']>;
  /** Puts the project into a stage without the acts that lead there. */
  place(stage: Project['stage']): Promise<void>;
  /** Clocks of a kind, those that stopped included, oldest first. */
  clocks(kind: ClockKind, subject?: string): Promise<ClockRow[]>;
  /** The one clock of a kind and subject that has not stopped. */
  clock(kind: ClockKind, subject?: string): Promise<ClockRow>;
  /** Messages in the outbox, oldest first, as `<event key> → <name of the person>`. */
  mails(kind?: string): Promise<string[]>;
  /** Data of the newest message of a kind. */
  mail(kind: string): Promise<Record<string, unknown>>;
  /** Open tasks as `<role> <kind> <subject>`, in alphabetical order. */
  tasks(kind?: string): Promise<string[]>;
  /** Signs for the newest notice of a kind that nobody signed for. */
  sign(personId: string, subjectKind: string): Promise<ActResult>;
}

/** A city over a district, their staff, one owner; rule sets and calendars as seeded; its time begins at `START`. */
export interface World {
  /** Sees and writes all; for setting up and looking at rows. */
  db: PrismaClient;
  /** Logged in as the worker, whom acts and alarms run as. */
  worker: Database;
  /** Logged in as the API, which puts sealed values away. */
  api: Database;
  city: Jurisdiction;
  district: Jurisdiction;
  /** Ids of people of the district unless named otherwise. */
  people: Record<
    'officer' | 'secondOfficer' | 'director' | 'cityOfficer' | 'cityDirector' | 'owner' | 'stranger',
    string
  >;
  /** Organisation of `people.owner`. */
  ownerOrganisation: string;
  /** A person; staff of a bureau or contact of an organisation, by role. */
  person(name: string, role?: Role, of?: { jurisdictionId?: string; organisationId?: string }): Promise<string>;
  organisation(name: string): Promise<string>;
  /** A new project in stage `planned`, of the district and of `people.owner`, made through the API's login. */
  project(order?: Partial<ProjectOrder>, source?: 'listing' | 'take_over'): Promise<TestProject>;
  /** Hash of an uploaded file. */
  file(text?: string): Promise<string>;
  now(): Promise<Date>;
  today(): Promise<string>;
  /** Lets time pass until a day, 10:00, or an instant, ringing every alarm on the way in order. */
  moveTo(to: string): Promise<void>;
  /** @returns what makes the world again as it is now, its time included; for worlds that are carried straight */
  keep(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** @param carry how acts and time reach the facts; unless given straight, in practice time and without workflows */
export async function createWorld(
  carry: (deps: CarriageDeps) => Carriage | Promise<Carriage> = directCarriage,
): Promise<World> {
  useSealingKeys({ sealKey: randomBytes(32), drawKey: randomBytes(32) });
  useLinkKey('the key of the tests');
  const testDatabase = await createTestDatabase();
  const admin = createDatabase({ url: testDatabase.adminUrl, poolSize: 2 });
  const worker = createDatabase({ url: testDatabase.urls.worker, poolSize: 8 });
  const api = createDatabase({ url: testDatabase.urls.api, poolSize: 2, now: () => carriage.machine.now() });
  const db = admin.client;
  const carriage = await carry({ db, worker, api });
  const { now } = carriage;
  let listings = 0;
  let kept: KeptRows | undefined;

  async function keep() {
    const rows = await keepRows(testDatabase.adminUrl);
    kept = rows;
    const before = listings;
    return async () => {
      await rows.putBack();
      listings = before;
    };
  }

  async function close() {
    const { retries } = worker;
    await kept?.close();
    await carriage.close();
    await worker.close();
    await api.close();
    await admin.close();
    await testDatabase.close();
    if (retries > 0) throw new Error(`${retries} transactions had to be tried again`);
  }
  const { city, district } = await seedInstallation(db, carriage.birth).catch(async (error) => {
    await close();
    throw error;
  });

  async function person(name: string, role?: Role, of: { jurisdictionId?: string; organisationId?: string } = {}) {
    const { id } = await db.person.create({
      data: { name, addresses: { create: { address: `${randomUUID()}@example.cn`, verifiedAt: new Date(START) } } },
    });
    const from = toDate('2026-01-01');
    if (role)
      await db.grant.create({
        data: { personId: id, role, ...of, from, confirmedById: randomUUID(), confirmedAt: from },
      });
    return id;
  }
  async function organisation(name: string) {
    return (await db.organisation.create({ data: { kinds: ['owner'], names: { create: { name } } } })).id;
  }

  const ownerOrganisation = await organisation('佛山市沙口水利枢纽站');
  const staff = (name: string, role: Role, { id }: Jurisdiction) => person(name, role, { jurisdictionId: id });
  const people = {
    officer: await staff('陈慧敏', 'officer', district),
    secondOfficer: await staff('王敏', 'officer', district),
    director: await staff('赵国强', 'director', district),
    cityOfficer: await staff('刘洋', 'officer', city),
    cityDirector: await staff('孙立', 'director', city),
    owner: await person('李文静', 'owner', { organisationId: ownerOrganisation }),
    stranger: await person('路人甲'),
  };

  const today = async () => localDateOf((await now()).toISOString());

  return {
    db,
    worker,
    api,
    city,
    district,
    people,
    ownerOrganisation,
    person,
    organisation,
    now,
    today,
    async project(order = {}, source = 'listing') {
      listings += 1;
      const origin = { now: await now(), personId: people.officer, source };
      const { id } = await api.withPerson(people.officer, (tx) =>
        createProject(
          tx,
          {
            jurisdictionId: district.id,
            name: `第${listings}号水利枢纽工程`,
            industry: '市政',
            owner: { id: ownerOrganisation },
            listing: { year: 2026, level: '市', category: 'continued', number: String(listings), text: {} },
            ...order,
          },
          origin,
        ),
      );
      const project = await db.project.findUniqueOrThrow({ where: { id } });
      await carriage.begin(project);
      return testProject(project, { db, today }, carriage);
    },
    async file(text = randomUUID()) {
      const content = Buffer.from(text);
      const sha256 = sha256Hex(content);
      const data = { sha256, mediaType: 'application/pdf', size: content.length, content };
      await db.storedFile.upsert({ where: { sha256 }, create: data, update: {} });
      return sha256;
    },
    async moveTo(to) {
      await carriage.moveTo(new Date(isLocalDate(to) ? atLocalTime(to, '10:00') : to));
    },
    keep,
    close,
  };
}

function testProject(
  { id, code }: Project,
  { db, today }: Pick<World, 'db' | 'today'>,
  carriage: Carriage,
): TestProject {
  const row = () => db.project.findUniqueOrThrow({ where: { id } });

  async function act(actorId: string, kind: ActKind, body: object = {}, changes: Partial<Envelope> = {}) {
    const envelope: Envelope = {
      occurredOn: await today(),
      channel: 'web',
      onBehalfOfId: null,
      deputyForId: null,
      scanSha256: null,
      backdatingId: null,
      ...changes,
    };
    return carriage.perform({ project: { id, code }, actorId, kind, body, envelope });
  }

  async function clocks(kind: ClockKind, subject?: string) {
    const rows = await db.clock.findMany({ where: { projectId: id, kind, subject }, orderBy: { recordedAt: 'asc' } });
    return rows.map((clock) => clock.row as unknown as ClockRow);
  }

  return {
    id,
    code,
    act,
    row,
    clocks,
    async refusal(...asked) {
      const refused = await act(...asked).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (!(refused instanceof Refusal)) throw new Error(`${asked[1]} was not refused: ${String(refused)}`);
      return refused;
    },
    async stage() {
      return (await row()).stage;
    },
    async place(to) {
      const from = (await row()).stage;
      await db.$transaction([
        db.stageChange.create({ data: { projectId: id, from, to, at: new Date(START) } }),
        db.project.update({ where: { id }, data: { stage: to } }),
      ]);
    },
    async clock(kind, subject) {
      const open = (await clocks(kind, subject)).filter(({ state }) => state !== 'stopped');
      if (open.length !== 1) throw new Error(`${open.length} clocks ${kind} ${subject ?? ''} run`);
      return open[0]!;
    },
    async mails(kind) {
      const rows = await db.outboxMail.findMany({
        where: { projectId: id, kind },
        orderBy: [{ recordedAt: 'asc' }, { eventKey: 'asc' }],
        include: { person: true },
      });
      return rows.map(({ eventKey, person }) => `${eventKey} → ${person.name}`);
    },
    async mail(kind) {
      const newest = await db.outboxMail.findFirstOrThrow({
        where: { projectId: id, kind },
        orderBy: { recordedAt: 'desc' },
      });
      return newest.data as Record<string, unknown>;
    },
    async tasks(kind) {
      const rows = await db.task.findMany({ where: { projectId: id, kind, doneAt: null } });
      return rows.map((task) => `${task.role} ${task.kind} ${task.subject}`).sort();
    },
    async sign(personId, subjectKind) {
      const service = await db.service.findFirstOrThrow({
        where: { projectId: id, subjectKind, servedOn: null },
        orderBy: { recordedAt: 'desc' },
      });
      return act(personId, 'service.record', { serviceId: service.id });
    },
  };
}

/** What `npm start` seeds: the installation, rule sets and calendars; and one city over one district. */
async function seedInstallation(db: PrismaClient, birth: Carriage['birth']) {
  await db.installation.create({ data: birth });
  await loadDefaults(db);
  const city = await db.jurisdiction.create({
    data: { code: 'FS', name: '佛山市', bureauName: '佛山市档案局', paperCode: '佛档' },
  });
  const district = await db.jurisdiction.create({
    data: { code: 'CC', name: '禅城区', bureauName: '禅城区档案局', paperCode: '禅档', parentId: city.id },
  });
  return { city, district };
}
