import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { toLocalDate } from '../../activities/database/dates';
import type { ClockRow } from '../../domain/clocks/clock-row';
import { Refusal } from '../../domain/errors';
import type { Project } from '../../prisma/generated/client';
import { ok } from '../answer';
import { type Route, route } from '../route';
import { codeParams } from './projects';

const instant = z.iso.datetime();
const date = z.iso.date();
const json = z.unknown();

/** A list that belongs to one project; row-level security decides which of its rows the caller sees. */
interface Part<Row extends z.ZodType> {
  name: string;
  summary: string;
  row: Row;
  read(tx: Tx, project: Project): Promise<z.input<Row>[]>;
}

function part<Row extends z.ZodType>({ name, summary, row, read }: Part<Row>): Route {
  return route({
    method: 'get',
    path: `/api/v1/projects/{code}/${name}`,
    tag: 'projects',
    summary,
    params: codeParams,
    answers: { 200: z.object({ items: z.array(row) }) },
    async handler({ tx, params }) {
      const project = await tx.project.findUnique({ where: { code: params.code } });
      if (!project) throw new Refusal('NOT_FOUND', { field: 'code', value: params.code });
      return ok({ items: await read(tx, project) });
    },
  });
}

const dateOrNull = (value: Date | null) => (value ? toLocalDate(value) : null);

const timeline = part({
  name: 'facts',
  summary: 'What happened, newest first',
  row: z.object({
    id: z.uuid(),
    kind: z.string(),
    occurredOn: date,
    actedAt: instant,
    recordedById: z.uuid().nullable(),
    deputyForId: z.uuid().nullable(),
    onBehalfOfId: z.uuid().nullable(),
    channel: z.string(),
    scanSha256: z.string().nullable(),
    detail: json,
  }),
  async read(tx, { id }) {
    const facts = await tx.fact.findMany({ where: { projectId: id }, orderBy: { sequence: 'desc' } });
    return facts.map((fact) => ({
      ...fact,
      occurredOn: toLocalDate(fact.occurredOn),
      actedAt: fact.actedAt.toISOString(),
    }));
  },
});

const clocks = part({
  name: 'clocks',
  summary: 'Deadlines, open ones first',
  row: z.object({
    id: z.uuid(),
    kind: z.string(),
    subject: z.string(),
    state: z.string(),
    due: date.nullable(),
    stoppedOn: date.nullable(),
    provisional: z.boolean(),
    approximate: z.boolean(),
    /** Past when the project was taken over: counted apart. */
    overdueAtTakeOver: z.boolean(),
    steps: z.array(z.object({ action: z.string(), date, state: z.string() })),
  }),
  async read(tx, { id }) {
    const rows = await tx.clock.findMany({ where: { projectId: id }, orderBy: [{ state: 'asc' }, { dueOn: 'asc' }] });
    return rows.map(({ dueOn, row, ...clock }) => ({
      ...clock,
      due: dateOrNull(dueOn),
      stoppedOn: (row as unknown as ClockRow).stoppedOn,
      steps: (row as unknown as ClockRow).steps.map(({ action, date: day, state }) => ({ action, date: day, state })),
    }));
  },
});

const services = part({
  name: 'services',
  summary: 'What was sent to be signed for',
  row: z.object({
    id: z.uuid(),
    subjectKind: z.string(),
    subjectId: z.uuid(),
    personId: z.uuid().nullable(),
    sentAt: instant,
    servedOn: date.nullable(),
    channel: z.string().nullable(),
  }),
  async read(tx, { id }) {
    const rows = await tx.service.findMany({ where: { projectId: id }, orderBy: { sentAt: 'desc' } });
    return rows.map((row) => ({
      ...row,
      sentAt: row.sentAt.toISOString(),
      servedOn: dateOrNull(row.servedOn),
    }));
  },
});

const corrections = part({
  name: 'corrections',
  summary: 'Itemised corrections asked of the owner',
  row: z.object({
    id: z.uuid(),
    subject: z.enum(['registration', 'application']),
    subjectId: z.uuid(),
    number: z.int(),
    items: z.array(
      z.object({
        id: z.uuid(),
        number: z.int(),
        field: z.string(),
        code: z.string(),
        text: z.string(),
        answer: z.string().nullable(),
      }),
    ),
  }),
  read: (tx, { id }) =>
    tx.correctionRequest.findMany({
      where: { projectId: id },
      orderBy: { recordedAt: 'desc' },
      include: { items: { orderBy: { number: 'asc' } } },
    }),
});

const dates = part({
  name: 'dates',
  summary: 'The project’s dates as they were known, newest first',
  row: z.object({
    kind: z.string(),
    value: date.nullable(),
    precision: z.string(),
    actual: z.boolean(),
    recordedAt: instant,
  }),
  async read(tx, { id }) {
    const rows = await tx.projectDate.findMany({ where: { projectId: id }, orderBy: { sequence: 'desc' } });
    return rows.map((row) => ({ ...row, value: dateOrNull(row.value), recordedAt: row.recordedAt.toISOString() }));
  },
});

const parties = part({
  name: 'parties',
  summary: 'Organisations that have a part in the project',
  row: z.object({
    organisationId: z.uuid(),
    name: z.string(),
    role: z.string(),
    from: date.nullable(),
    until: date.nullable(),
  }),
  async read(tx, { id }) {
    const rows = await tx.projectParty.findMany({
      where: { projectId: id },
      orderBy: [{ role: 'asc' }, { from: 'asc' }],
      include: { organisation: { include: { names: { where: { until: null } } } } },
    });
    return rows.map((row) => ({
      ...row,
      name: row.organisation.names[0]?.name ?? '',
      from: dateOrNull(row.from),
      until: dateOrNull(row.until),
    }));
  },
});

const registrations = part({
  name: 'registrations',
  summary: 'Registration forms, newest first',
  row: z.object({ id: z.uuid(), version: z.int(), state: z.string(), form: json }),
  read: (tx, { id }) => tx.registration.findMany({ where: { projectId: id }, orderBy: { version: 'desc' } }),
});

const reports = part({
  name: 'reports',
  summary: 'Periodic reports, newest first',
  row: z.object({ id: z.uuid(), period: z.string(), noChange: z.boolean(), content: json }),
  read: (tx, { id }) => tx.periodicReport.findMany({ where: { projectId: id }, orderBy: { period: 'desc' } }),
});

const visits = part({
  name: 'visits',
  summary: 'Visits with their findings, newest first',
  row: z.object({
    id: z.uuid(),
    visitedOn: date,
    minutes: z.string(),
    findings: z.array(
      z.object({ id: z.uuid(), number: z.int(), text: z.string(), state: z.string(), answer: z.string().nullable() }),
    ),
  }),
  async read(tx, { id }) {
    const rows = await tx.visit.findMany({
      where: { projectId: id },
      orderBy: { visitedOn: 'desc' },
      include: { findings: { orderBy: { number: 'asc' } } },
    });
    return rows.map((row) => ({ ...row, visitedOn: toLocalDate(row.visitedOn) }));
  },
});

const applications = part({
  name: 'applications',
  summary: 'Applications for acceptance, newest first',
  row: z.object({
    id: z.uuid(),
    number: z.int(),
    state: z.string(),
    form: json,
    report: z.string(),
    conditions: json,
    selfScore: json,
    catalogueId: z.uuid(),
    catalogueSha256: z.string(),
    receivedOn: date,
    reasons: json,
  }),
  async read(tx, { id }) {
    const rows = await tx.application.findMany({ where: { projectId: id }, orderBy: { number: 'desc' } });
    return rows.map((row) => ({ ...row, receivedOn: toLocalDate(row.receivedOn) }));
  },
});

const proposals = part({
  name: 'proposals',
  summary: 'What was put before a second person, newest first',
  row: z.object({
    id: z.uuid(),
    kind: z.string(),
    subjectId: z.uuid().nullable(),
    reason: z.string(),
    content: json,
    state: z.string(),
    proposedById: z.uuid(),
    decidedById: z.uuid().nullable(),
    decisionReason: z.string().nullable(),
  }),
  read: (tx, { id }) => tx.proposal.findMany({ where: { projectId: id }, orderBy: { proposedAt: 'desc' } }),
});

const items = part({
  name: 'items',
  summary: 'Items to rectify with their answers',
  row: z.object({
    id: z.uuid(),
    roundId: z.uuid(),
    number: z.int(),
    text: z.string(),
    volumeCode: z.string().nullable(),
    mark: z.string(),
    state: z.string(),
    extended: z.boolean(),
    answers: z.array(
      z.object({
        number: z.int(),
        text: z.string(),
        evidence: z.array(z.string()),
        accepted: z.boolean().nullable(),
        verdict: z.string().nullable(),
      }),
    ),
  }),
  read: (tx, { id }) =>
    tx.rectificationItem.findMany({
      where: { projectId: id },
      orderBy: [{ round: { number: 'desc' } }, { number: 'asc' }],
      include: { answers: { orderBy: { number: 'asc' } } },
    }),
});

const handOvers = part({
  name: 'hand-overs',
  summary: 'Hand-overs by receiver and attempt',
  row: z.object({
    id: z.uuid(),
    receiverId: z.uuid(),
    attempt: z.int(),
    state: z.string(),
    counts: json,
    differences: json,
    refusal: z.string().nullable(),
  }),
  read: (tx, { id }) =>
    tx.handOver.findMany({ where: { projectId: id }, orderBy: [{ receiverId: 'asc' }, { attempt: 'desc' }] }),
});

const papers = part({
  name: 'papers',
  summary: 'Papers with their numbers; void ones stay listed',
  row: z.object({
    id: z.uuid(),
    kind: z.string(),
    reference: z.string().nullable(),
    issuedOn: date.nullable(),
    voidedAt: instant.nullable(),
    voidReason: z.string().nullable(),
    replacesId: z.uuid().nullable(),
    content: json,
  }),
  async read(tx, { id }) {
    const rows = await tx.paper.findMany({ where: { projectId: id }, orderBy: { recordedAt: 'desc' } });
    return rows.map((row) => ({
      ...row,
      issuedOn: dateOrNull(row.issuedOn),
      voidedAt: row.voidedAt?.toISOString() ?? null,
    }));
  },
});

export const PROJECT_PART_ROUTES: readonly Route[] = [
  timeline,
  clocks,
  services,
  corrections,
  dates,
  parties,
  registrations,
  reports,
  visits,
  applications,
  proposals,
  items,
  handOvers,
  papers,
];
