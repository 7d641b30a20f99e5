import { z } from 'zod';
import { ROUTES } from '../../../domain/lifecycle/stage';
import { TAKE_OVER_STAGES } from '../../../domain/lifecycle/take-over';
import { OrganisationKind } from '../../../prisma/generated/enums';
import { applicationForm } from '../application/application-form';
import { line, localDate, organisationRef, prose } from '../field-types';

const count = z.int().min(0).max(99);

/** Something that the last meeting asked for and that is not done. */
const item = z.object({
  text: prose(2_000),
  volumeCode: line(80).optional(),
  article: line().optional(),
  mark: z.enum(['must_fix', 'fix']),
  /** The term that the panel set, in working days. */
  days: z.int().min(1).max(365).optional(),
});

/** The last meeting of a panel, as its opinion tells of it. */
const meeting = z.object({
  announcedOn: localDate,
  passed: z.boolean(),
  votes: z.object({ panelSize: count, pass: count, fail: count, abstain: count, absent: count }),
  opinion: z.object({ reference: line(100), issuedOn: localDate }),
  items: z.array(item).max(500).default([]),
  /** When the owner was served with the items; null: nobody knows, so it is to be served. */
  noticeServedOn: localDate.nullable().default(null),
});

/** Where a project stands that somebody else carried so far, and how it came there. */
export const takeOverForm = z.object({
  stage: z.enum(TAKE_OVER_STAGES),
  /** Where all this is taken from. */
  source: prose(1_000),
  caseOfficerId: z.uuid().optional(),
  parties: z
    .array(z.object({ role: z.enum(OrganisationKind), organisation: organisationRef }))
    .max(300)
    .default([]),
  invitation: z.object({ servedOn: localDate }).optional(),
  registration: z.object({ confirmedOn: localDate, route: z.enum(ROUTES) }).optional(),
  application: z.object({ receivedOn: localDate, form: applicationForm }).optional(),
  meeting: meeting.optional(),
  completion: z.object({ heldOn: localDate, document: line() }).optional(),
});

export type TakeOverForm = z.infer<typeof takeOverForm>;
export type MeetingBefore = z.infer<typeof meeting>;
