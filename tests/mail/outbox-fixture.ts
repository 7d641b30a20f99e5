import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { createDatabase, type Database } from '../../activities/database/database';
import { toDate } from '../../activities/database/dates';
import { createMailRenderer, type MailRenderer } from '../../activities/mail/render';
import { sampleMessage } from '../../activities/mail/sample';
import { createSender, type Sender, type SenderDeps } from '../../activities/mail/sender';
import { projectPath } from '../../activities/project-root';
import { eventKey } from '../../domain/mail/event-key';
import { checkMessage, type MessageKind, type Occasion } from '../../domain/mail/message-kind';
import type { Birth } from '../../ops/be-born';
import type { Prisma } from '../../prisma/generated/client';
import { createTestDatabase } from '../support/database';
import { type KeptRows, keepRows } from '../support/kept-rows';
import { startTestSmtp, type TestSmtp } from '../support/smtp';

/** An installation with one bureau, an outbox, a sender and an SMTP server, on a clock that the test sets. */
export interface OutboxFixture {
  database: Database;
  databaseUrl: string;
  smtp: TestSmtp;
  sender: Sender;
  /** Another sender on the same outbox. */
  another(changes?: Partial<SenderDeps>): Sender;
  clock: { now(): Date; set(instant: string): void };
  /** @returns the person's id */
  person(options?: { name?: string; address?: string | null; verified?: boolean }): Promise<string>;
  project(name?: string): Promise<string>;
  queue<K extends MessageKind>(
    kind: K,
    personId: string,
    occasion: Occasion<K>,
    changes?: Partial<Prisma.OutboxMailUncheckedCreateInput> & { data?: object },
  ): Promise<string>;
  mail(id: string): ReturnType<Database['client']['outboxMail']['findUniqueOrThrow']>;
  close(): Promise<void>;
}

/** Monday 23 November 2026, 10:00 in Shanghai. */
export const MONDAY_TEN = '2026-11-23T02:00:00.000Z';

export async function createOutboxFixture(birth: Birth = { mode: 'real' }): Promise<OutboxFixture> {
  const installation = await createInstallation(birth);
  const smtp = await startTestSmtp();
  return {
    ...fixtureOn(installation, smtp),
    async close() {
      await smtp.close();
      await installation.close();
    },
  };
}

/** For each test of a file an outbox, a clock and an SMTP server of its own, on one database whose rows are put back. */
export function useOutbox(give: (outbox: OutboxFixture) => void): void {
  let installation: MailInstallation;
  let rows: KeptRows;
  let smtp: TestSmtp;
  beforeAll(async () => {
    installation = await createInstallation({ mode: 'real' });
    rows = await keepRows(installation.databaseUrl);
  });
  beforeEach(async () => {
    await rows.putBack();
    smtp = await startTestSmtp();
    give({ ...fixtureOn(installation, smtp), close: () => smtp.close() });
  });
  afterEach(() => smtp.close());
  afterAll(async () => {
    await rows.close();
    await installation.close();
  });
}

interface MailInstallation extends Pick<OutboxFixture, 'database' | 'databaseUrl' | 'close'> {
  bureauId: string;
  renderer: MailRenderer;
}

async function createInstallation(birth: Birth): Promise<MailInstallation> {
  const testDatabase = await createTestDatabase();
  const database = createDatabase({ url: testDatabase.adminUrl, poolSize: 8 });
  const { client } = database;
  await client.installation.create({ data: birth });
  const bureau = await client.jurisdiction.create({
    data: { code: 'FS', name: '佛山市', bureauName: '佛山市档案局', paperCode: '佛档' },
  });
  await client.holidayNotice.create({ data: { year: 2026, version: 1, source: 'test', off: [], work: [] } });
  const rules = {
    ...{ code: 'default', version: 1, name: 'test', effectiveFrom: '2020-01-01', notes: [] },
    scope: { industries: null, jurisdiction: null },
    office: { officeHours: { from: '08:30', to: '17:30' }, mailHours: { from: '08:30', to: '17:30' } },
  };
  await client.ruleSetVersion.create({
    data: {
      ...{ code: 'default', version: 1, name: 'test', sha256: '', approvedById: randomUUID() },
      effectiveFrom: toDate('2020-01-01'),
      body: rules,
    },
  });
  return {
    database,
    databaseUrl: testDatabase.adminUrl,
    bureauId: bureau.id,
    renderer: createMailRenderer(projectPath('templates', 'mail')),
    async close() {
      await database.close();
      await testDatabase.close();
    },
  };
}

function fixtureOn(
  { database, databaseUrl, bureauId, renderer }: MailInstallation,
  smtp: TestSmtp,
): Omit<OutboxFixture, 'close'> {
  const { client } = database;
  let now = new Date(MONDAY_TEN);
  const clock = {
    now: () => now,
    set(instant: string) {
      now = new Date(instant);
    },
  };
  const deps: SenderDeps = {
    database,
    transport: createTransport({
      url: smtp.url,
      connectionTimeout: 2_000,
      greetingTimeout: 2_000,
      socketTimeout: 2_000,
    }),
    renderer,
    clock,
    from: 'dangyan@example.cn',
    baseUrl: 'https://dangyan.example.cn',
  };
  let counter = 0;

  return {
    database,
    databaseUrl,
    smtp,
    sender: createSender(deps),
    another: (changes) => createSender({ ...deps, ...changes }),
    clock,
    async person({ name = '陈志明', address = `reader${++counter}@example.cn`, verified = true } = {}) {
      const addresses = address ? { create: { address, verifiedAt: verified ? now : null } } : undefined;
      return (await client.person.create({ data: { name, addresses } })).id;
    },
    async project(name = '富龙西江特大桥工程') {
      const code = `FS-2026-${String(++counter).padStart(4, '0')}`;
      const data = { code, name, industry: '公路', jurisdictionId: bureauId, stage: 'tracking' as const };
      return (await client.project.create({ data })).id;
    },
    async queue(kind, personId, occasion, { data, ...columns } = {}) {
      const message = checkMessage(kind, { ...(sampleMessage(kind).data as object), ...data });
      const row = await client.outboxMail.create({
        data: {
          kind,
          personId,
          eventKey: eventKey(kind, occasion),
          data: message as unknown as Prisma.InputJsonObject,
          queuedAt: now,
          notBefore: now,
          ...columns,
        },
      });
      return row.id;
    },
    mail: (id) => client.outboxMail.findUniqueOrThrow({ where: { id } }),
  };
}
