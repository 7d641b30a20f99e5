import { randomUUID } from 'node:crypto';
import { clockColumns } from '../../activities/clocks/clock-rows';
import { createDatabase, type Tx } from '../../activities/database/database';
import { toDate } from '../../activities/database/dates';
import { hashPassword } from '../../api/auth/password';
import { buildCalendar } from '../../domain/calendar/calendar';
import { startClock } from '../../domain/clocks/start-clock';
import type { RuleSet } from '../../domain/rules/rule-set';
import type { Role } from '../../prisma/generated/client';
import { loadDefaults } from '../../prisma/seed/load-defaults';
import { beBorn } from '../be-born';

export const PASSWORD = 'bench-lantern-otter-77';

/** Who looks at the pages, by login. */
export const READERS = ['officer', 'director', 'admin'] as const satisfies readonly Role[];

const NAMES: Record<(typeof READERS)[number], string> = { officer: '陈慧敏', director: '赵国强', admin: '冯嘉豪' };

/** What the addresses of single pages name. */
export interface World {
  code: string;
  rules: string;
  batch: string;
}

/** Messages that a project has had: a life writes some seventy. */
const MAILS = 20;

/** For all that is written at once. */
const PATIENCE_MS = 600_000;

/**
 * A city of five districts and `projects` of theirs, written straight into the tables: as many clocks, tasks, facts and mails as
 * years of work leave behind. Not what acts would write, but what pages have to read.
 */
export async function makeWorld(ownerUrl: string, projects: number): Promise<World> {
  const owner = createDatabase({ url: ownerUrl, poolSize: 1 });
  try {
    await beBorn(owner, { mode: 'real' });
    await owner.transaction(loadDefaults);
    await owner.client.$transaction((tx) => fill(tx as unknown as Tx, projects), { timeout: PATIENCE_MS });
    await owner.client.$executeRawUnsafe('ANALYZE');
    const { code } = await owner.client.project.findFirstOrThrow({ where: { stage: 'tracking' } });
    const { id: rules } = await owner.client.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } });
    const { id: batch } = await owner.client.importBatch.findFirstOrThrow();
    return { code, rules, batch };
  } finally {
    await owner.close();
  }
}

async function fill(tx: Tx, projects: number): Promise<void> {
  const city = await tx.jurisdiction.create({
    data: { code: 'SZ', name: '市直', bureauName: '江州市档案局', paperCode: '江档' },
  });
  for (const [code, name] of ['东区', '西区', '南区', '北区', '高新区'].map((name, at) => [`D${at + 1}`, name])) {
    const bureauName = `江州市${name}档案局`;
    await tx.jurisdiction.create({
      data: { code: code!, name: name!, bureauName, paperCode: name!, parentId: city.id },
    });
  }
  for (const role of READERS) await makeReader(tx, role, role === 'admin' ? null : city.id);
  await tx.$executeRaw`
    WITH made AS (INSERT INTO "Organisation" (id, kinds) SELECT gen_random_uuid(), '{owner}' FROM generate_series(1, 500) RETURNING id)
    INSERT INTO "OrganisationName" (id, "organisationId", name)
    SELECT gen_random_uuid(), id, '江州第' || row_number() OVER () || '建设有限公司' FROM made`;
  await tx.$executeRaw`
    WITH named AS (SELECT "organisationId", row_number() OVER () AS n FROM "OrganisationName"),
      people AS (INSERT INTO "Person" (id, name) SELECT gen_random_uuid(), '联系人' || n FROM named RETURNING id, name),
      numbered AS (SELECT id, substr(name, 4)::int AS n FROM people)
    INSERT INTO "Grant" (id, "personId", role, "organisationId", "from")
    SELECT gen_random_uuid(), numbered.id, 'owner', named."organisationId", '2024-01-01' FROM numbered JOIN named USING (n)`;
  await tx.$executeRaw`
    WITH places AS (SELECT id, code, row_number() OVER () - 1 AS k FROM "Jurisdiction")
    INSERT INTO "Project" (id, code, name, initials, industry, "jurisdictionId", stage, "investmentWan")
    SELECT gen_random_uuid(), p.code || '-2026-' || lpad(n::text, 5, '0'), '江州第' || n || '号' || names.name || '工程',
      'jzd' || n || 'h' || names.initials || 'gc', names.industry, p.id,
      (enum_range(NULL::"Stage"))[CASE WHEN n % 10 < 6 THEN 3 ELSE 1 + n % 15 END], 1000 + n
    FROM generate_series(1, ${projects}) n
    JOIN places p ON p.k = n % 6
    JOIN (VALUES (0, '水利枢纽', 'slsn', '水利'), (1, '快速公路', 'ksgl', '公路'), (2, '市政管廊', 'szgl', '市政'), (3, '综合医院', 'zhyy', '房建公建'))
      AS names (k, name, initials, industry) ON names.k = n % 4`;
  await tx.$executeRaw`
    WITH owners AS (SELECT id, row_number() OVER () - 1 AS k FROM "Organisation"),
      numbered AS (SELECT id, row_number() OVER (ORDER BY code) AS n FROM "Project")
    INSERT INTO "ProjectParty" (id, "projectId", "organisationId", role, "from")
    SELECT gen_random_uuid(), numbered.id, owners.id, 'owner', '2024-01-01' FROM numbered JOIN owners ON owners.k = numbered.n % 500`;
  await tx.$executeRaw`
    INSERT INTO "Listing" (id, "projectId", year, level, category, number, text)
    SELECT gen_random_uuid(), id, 2026, '市', 'continued', row_number() OVER ()::text, '{}' FROM "Project"`;
  await tx.$executeRaw`
    INSERT INTO "Fact" (id, "projectId", kind, "occurredOn", "actedAt", channel, detail)
    SELECT gen_random_uuid(), p.id, (ARRAY['invitation.send', 'registration.submit', 'report.submit', 'report.read', 'call.log'])[1 + n % 5],
      now()::date - 30 * n, now() - interval '30 days' * n, 'web', '{}'
    FROM "Project" p CROSS JOIN generate_series(1, 10) n`;
  await tx.$executeRaw`
    INSERT INTO "Task" (id, "projectId", "jurisdictionId", role, kind, subject, "createdAt", "doneAt")
    SELECT gen_random_uuid(), id, "jurisdictionId", 'officer', (ARRAY['find-contact', 'find-date', 'phone'])[1 + n % 3], n::text,
      now() - interval '1 day' * n, CASE WHEN n > 1 THEN now() END
    FROM "Project" CROSS JOIN generate_series(1, 3) n`;
  await tx.$executeRaw`
    INSERT INTO "OutboxMail" (id, "projectId", "personId", kind, "eventKey", data, state, address, "queuedAt", "notBefore", "acceptedAt")
    SELECT gen_random_uuid(), party."projectId", g."personId", 'report-due', 'bench/' || n, '{}',
      (CASE WHEN n = 1 AND random() < 0.02 THEN 'bounced' ELSE 'accepted' END)::"MailState", 'somebody@example.test',
      now() - interval '9 days' * n, now() - interval '9 days' * n, now()
    FROM "ProjectParty" party JOIN "Grant" g ON g."organisationId" = party."organisationId" CROSS JOIN generate_series(1, ${MAILS}) n`;
  await tx.$executeRaw`
    INSERT INTO "ImportBatch" (id, kind, "jurisdictionId", "fileName", "fileSha256", options, decisions, state, result, "uploadedById", "uploadedAt", "endedAt")
    SELECT gen_random_uuid(), 'projects', place.id, '重点项目清单' || n || '.xlsx', encode(sha256(n::text::bytea), 'hex'), '{"year": 2026, "level": "市"}', '{"leaveOut": [], "links": {}}', 'written', '{}',
      giver."personId", now() - interval '1 day' * n, now() - interval '1 day' * n
    FROM generate_series(1, 200) n, "Jurisdiction" place, "Account" giver WHERE place.code = 'SZ' AND giver.login = 'officer'`;
  await addClocks(tx);
}

async function makeReader(tx: Tx, role: (typeof READERS)[number], jurisdictionId: string | null): Promise<void> {
  const data = { login: role, passwordHash: await hashPassword(PASSWORD), passwordChangedAt: new Date('2026-01-01') };
  const { id: personId } = await tx.person.create({
    data: { name: NAMES[role], recordedById: null, account: { create: data } },
  });
  const confirmed = { confirmedById: randomUUID(), confirmedAt: new Date() };
  await tx.grant.create({ data: { personId, role, jurisdictionId, from: toDate('2024-01-01'), ...confirmed } });
}

/** Two clocks a project, due on days around today: of one that the domain made, with another day. */
async function addClocks(tx: Tx): Promise<void> {
  const { id: ruleSetId, body } = await tx.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } });
  const { clocks } = body as unknown as RuleSet;
  const today = new Date().toISOString().slice(0, 10);
  for (const [kind, fact] of [
    ['apply_by', 'plannedCompletion'],
    ['periodic_report', 'periodEnd'],
  ] as const) {
    const names = { id: randomUUID(), projectId: randomUUID(), kind, subject: '2026Q4', ruleSetId };
    const bases = { [fact]: { value: today, precision: 'day', kind: 'actual' } as const };
    const row = startClock(clocks[kind], { ...names, start: today, bases }, buildCalendar([]));
    const columns = clockColumns(row);
    await tx.$executeRaw`
      INSERT INTO "Clock" (id, "projectId", workflow, kind, subject, "ruleSetId", state, "dueOn", provisional, approximate, calendar, version,
        "nextAt", "countsFrom", "countsTo", "row")
      SELECT made.id, made."projectId", 'projectAcceptance', ${kind}, '2026Q4', ${ruleSetId}::uuid, 'running', made.due, false, false,
        ${row.calendar}, 1, NULL, ${columns.countsFrom}::date, ${columns.countsTo}::date,
        ${JSON.stringify(row)}::jsonb || jsonb_build_object('id', made.id, 'projectId', made."projectId", 'state', 'running',
          'due', made.due::text, 'ends', made.due::text || 'T16:00:00.000Z')
      FROM (SELECT gen_random_uuid() AS id, id AS "projectId", now()::date + (row_number() OVER ())::int % 400 - 10 AS due
        FROM "Project" WHERE stage <> 'closed') made`;
  }
}
