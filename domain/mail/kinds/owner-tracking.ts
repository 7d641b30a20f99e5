import { ROUTES } from '../../lifecycle/stage';
import { defineKinds, INVITATION, NOTICE, REMINDER, SERVED } from '../kind-definition';

/** What corrections may be asked of. */
const ABOUT = { oneOf: ['registration', 'application'] } as const;

/** To the owner, from the plan to the application. */
export const OWNER_TRACKING_KINDS = defineKinds({
  /** Names no project: the address is not verified yet. */
  'registration-invitation': {
    ...INVITATION,
    makesService: true,
    audience: ['owner'],
    occasion: { issue: 'number' },
    fields: { planYear: 'count', termWorkingDays: 'count', due: 'date', link: 'path' },
  },
  'registration-due': {
    ...REMINDER,
    audience: ['owner'],
    occasion: { due: 'id', reminder: 'number' },
    fields: { project: 'text', due: 'date', link: 'path' },
  },
  'registration-confirmed': {
    ...NOTICE,
    audience: ['owner'],
    occasion: { registration: 'number' },
    fields: { project: 'text', route: { oneOf: ROUTES }, organiser: 'text', firstReportDue: 'date?', link: 'path' },
  },
  'registration-corrections': {
    ...SERVED,
    audience: ['owner'],
    occasion: { round: 'number' },
    fields: {
      project: 'text',
      items: [{ title: 'text', reason: 'prose' }],
      termWorkingDays: 'count',
      due: 'date',
      link: 'path',
    },
  },
  'corrections-due': {
    ...REMINDER,
    audience: ['owner'],
    occasion: { about: 'id', round: 'number', due: 'id', reminder: 'number' },
    fields: { project: 'text', about: ABOUT, answered: 'count', total: 'count', due: 'date', link: 'path' },
  },
  /** The corrections were not answered in time; the form went back. */
  'submission-returned': {
    ...SERVED,
    audience: ['owner'],
    occasion: { about: 'id', round: 'number' },
    fields: { project: 'text', about: ABOUT, reason: 'prose', due: 'date', link: 'path' },
  },
  'report-due': {
    ...REMINDER,
    audience: ['owner'],
    occasion: { period: 'id', reminder: 'number' },
    fields: { project: 'text', period: 'text', due: 'date', link: 'path' },
  },
  'report-late': {
    ...REMINDER,
    audience: ['owner'],
    occasion: { period: 'id', reminder: 'number' },
    fields: { project: 'text', period: 'text', due: 'date', link: 'path' },
  },
  'visit-minutes': {
    ...SERVED,
    audience: ['owner'],
    occasion: { visit: 'id' },
    fields: {
      project: 'text',
      visitedOn: 'date',
      findings: [{ title: 'text', termWorkingDays: 'count' }],
      due: 'date',
      link: 'path',
    },
  },
  'finding-due': {
    ...REMINDER,
    audience: ['owner'],
    occasion: { finding: 'id', due: 'id', reminder: 'number' },
    fields: { project: 'text', finding: 'text', due: 'date', link: 'path' },
  },
  'finding-notice': {
    ...SERVED,
    audience: ['owner'],
    occasion: { notice: 'id' },
    fields: {
      project: 'text',
      documentNumber: 'text',
      findings: [{ title: 'text', termWorkingDays: 'count' }],
      due: 'date',
      link: 'path',
    },
  },
  'finding-sent-back': {
    ...NOTICE,
    audience: ['owner'],
    occasion: { finding: 'id', round: 'number' },
    fields: { project: 'text', finding: 'text', reason: 'prose', due: 'date', link: 'path' },
  },
  'finding-closed': {
    ...NOTICE,
    audience: ['owner'],
    occasion: { finding: 'id' },
    fields: { project: 'text', finding: 'text', closedOn: 'date', link: 'path' },
  },
  'apply-by-due': {
    ...REMINDER,
    audience: ['owner'],
    occasion: { due: 'id', reminder: 'number' },
    fields: { project: 'text', plannedCompletion: 'date', acceptBy: 'date', due: 'date', link: 'path' },
  },
});
