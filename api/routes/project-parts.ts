import { z } from 'zod';
import { toLocalDate } from '../../activities/database/dates';
import type { Route } from '../route';
import { CLOCK_INCLUDE, clock, clockViews } from './clocks';
import { part } from './project-part';
import { timeline } from './timeline';

const instant = z.iso.datetime();
const date = z.iso.date();
const json = z.unknown();

const dateOrNull = (value: Date | null) => (value ? toLocalDate(value) : null);

export const clocks = part({
  name: 'clocks',
  summary: 'Deadlines, open ones first',
  row: clock,
  async read({ tx, see, id, occasion }) {
    const rows = await tx.clock.findMany({
      where: { AND: [{ projectId: id }, see.clock] },
      orderBy: [{ state: 'asc' }, { dueOn: 'asc' }],
      include: CLOCK_INCLUDE,
    });
    return clockViews(tx, rows, occasion);
  },
});

export const services = part({
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
  async read({ tx, see, id }) {
    const rows = await tx.service.findMany({
      where: { AND: [{ projectId: id }, see.service] },
      orderBy: { sentAt: 'desc' },
    });
    return rows.map((row) => ({
      ...row,
      sentAt: row.sentAt.toISOString(),
      servedOn: dateOrNull(row.servedOn),
    }));
  },
});

export const corrections = part({
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
  read: ({ tx, see, id }) =>
    tx.correctionRequest.findMany({
      where: { AND: [{ projectId: id }, see.correctionRequest] },
      orderBy: { recordedAt: 'desc' },
      include: { items: { orderBy: { number: 'asc' } } },
    }),
});

const factCorrections = part({
  name: 'fact-corrections',
  summary: 'Corrections 更正 of confirmed facts with the papers and clocks they touched, newest first',
  row: z.object({
    id: z.uuid(),
    correctedFactId: z.uuid(),
    field: z.string(),
    oldValue: json,
    newValue: json,
    reason: z.string(),
    evidenceSha256: z.string().nullable(),
    touchedPapers: json,
    touchedClocks: json,
    proposalId: z.uuid().nullable(),
    factId: z.uuid(),
  }),
  read: ({ tx, see, id }) =>
    tx.factCorrection.findMany({
      where: { AND: [{ projectId: id }, see.factCorrection] },
      orderBy: { recordedAt: 'desc' },
    }),
});

export const dates = part({
  name: 'dates',
  summary: 'The project’s dates as they were known, newest first',
  row: z.object({
    kind: z.string(),
    value: date.nullable(),
    precision: z.string(),
    actual: z.boolean(),
    recordedAt: instant,
  }),
  async read({ tx, see, id }) {
    const rows = await tx.projectDate.findMany({
      where: { AND: [{ projectId: id }, see.projectDate] },
      orderBy: { sequence: 'desc' },
    });
    return rows.map((row) => ({ ...row, value: dateOrNull(row.value), recordedAt: row.recordedAt.toISOString() }));
  },
});

export const parties = part({
  name: 'parties',
  summary: 'Organisations that have a part in the project',
  row: z.object({
    organisationId: z.uuid(),
    name: z.string(),
    role: z.string(),
    from: date.nullable(),
    until: date.nullable(),
  }),
  async read({ tx, see, id }) {
    const rows = await tx.projectParty.findMany({
      where: { AND: [{ projectId: id }, see.projectParty] },
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

export const registrations = part({
  name: 'registrations',
  summary: 'Registration forms, newest first',
  row: z.object({ id: z.uuid(), version: z.int(), state: z.string(), form: json }),
  read: ({ tx, see, id }) =>
    tx.registration.findMany({ where: { AND: [{ projectId: id }, see.registration] }, orderBy: { version: 'desc' } }),
});

export const reports = part({
  name: 'reports',
  summary: 'Periodic reports, newest first',
  row: z.object({ id: z.uuid(), period: z.string(), noChange: z.boolean(), content: json, read: z.boolean() }),
  async read({ tx, see, id }) {
    const rows = await tx.periodicReport.findMany({
      where: { AND: [{ projectId: id }, see.periodicReport] },
      orderBy: { period: 'desc' },
    });
    return rows.map((row) => ({ ...row, read: row.readById !== null }));
  },
});

export const visits = part({
  name: 'visits',
  summary: 'Visits with their findings, newest first',
  row: z.object({
    id: z.uuid(),
    visitedOn: date,
    minutes: z.string(),
    findings: z.array(
      z.object({
        id: z.uuid(),
        number: z.int(),
        text: z.string(),
        /** Its term in working days. */
        days: z.int(),
        state: z.string(),
        answer: z.string().nullable(),
      }),
    ),
  }),
  async read({ tx, see, id }) {
    const rows = await tx.visit.findMany({
      where: { AND: [{ projectId: id }, see.visit] },
      orderBy: { visitedOn: 'desc' },
      include: { findings: { orderBy: { number: 'asc' } } },
    });
    return rows.map((row) => ({ ...row, visitedOn: toLocalDate(row.visitedOn) }));
  },
});

export const applications = part({
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
  async read({ tx, see, id }) {
    const rows = await tx.application.findMany({
      where: { AND: [{ projectId: id }, see.application] },
      orderBy: { number: 'desc' },
    });
    return rows.map((row) => ({ ...row, receivedOn: toLocalDate(row.receivedOn) }));
  },
});

export const proposals = part({
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
  read: ({ tx, see, id }) =>
    tx.proposal.findMany({ where: { AND: [{ projectId: id }, see.proposal] }, orderBy: { proposedAt: 'desc' } }),
});

export const items = part({
  name: 'items',
  summary: 'Items to rectify with their answers',
  row: z.object({
    id: z.uuid(),
    roundId: z.uuid(),
    number: z.int(),
    text: z.string(),
    volumeCode: z.string().nullable(),
    /** Hashes of the panel's photos of the place, each a file. */
    photos: z.array(z.string()),
    article: z.string().nullable(),
    mark: z.string(),
    /** The term in working days that the panel set; null: as the rule has it. */
    days: z.int().nullable(),
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
  read: ({ tx, see, id }) =>
    tx.rectificationItem.findMany({
      where: { AND: [{ projectId: id }, see.rectificationItem] },
      orderBy: [{ round: { number: 'desc' } }, { number: 'asc' }],
      include: { answers: { orderBy: { number: 'asc' } } },
    }),
});

export const handOvers = part({
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
  read: ({ tx, see, id }) =>
    tx.handOver.findMany({
      where: { AND: [{ projectId: id }, see.handOver] },
      orderBy: [{ receiverId: 'asc' }, { attempt: 'desc' }],
    }),
});

export const papers = part({
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
    /** Whether its words are kept here, from which it is set; else it came from elsewhere. */
    hasWords: z.boolean(),
    /** Of the PDF of record; null until it is set. */
    fileSha256: z.string().nullable(),
    /** Why it could not be set. */
    fault: json,
    scanSha256: z.string().nullable(),
    content: json,
  }),
  async read({ tx, see, id }) {
    const rows = await tx.paper.findMany({
      where: { AND: [{ projectId: id }, see.paper] },
      orderBy: { recordedAt: 'desc' },
    });
    return rows.map((row) => ({
      ...row,
      hasWords: row.document !== null,
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
  factCorrections,
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
