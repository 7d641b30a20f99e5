import { defineKinds, NOTICE, REMINDER, SERVED } from '../kind-definition';

/** Half-days of a meeting. A file for the calendar is made from them wherever a kind has `meetingId` and `sequence`. */
const SESSIONS = [{ startsAt: 'instant', endsAt: 'instant' }] as const;

/** To the owner, from the application to the opinion. */
export const OWNER_ACCEPTANCE_KINDS = defineKinds({
  'application-received': {
    ...NOTICE,
    audience: ['owner'],
    occasion: { application: 'number' },
    fields: { project: 'text', application: 'text', receivedOn: 'date', replyBy: 'date', link: 'path' },
  },
  'application-corrections': {
    ...SERVED,
    audience: ['owner'],
    occasion: { application: 'number' },
    fields: {
      project: 'text',
      application: 'text',
      items: [{ title: 'text', reason: 'prose' }],
      termWorkingDays: 'count',
      due: 'date',
      link: 'path',
    },
  },
  'application-accepted': {
    ...SERVED,
    audience: ['owner'],
    occasion: { application: 'number' },
    fields: { project: 'text', application: 'text', documentNumber: 'text?', due: 'date', link: 'path' },
  },
  'application-refused': {
    ...SERVED,
    audience: ['owner'],
    occasion: { application: 'number' },
    fields: {
      project: 'text',
      application: 'text',
      documentNumber: 'text?',
      reasons: [{ title: 'text', reason: 'prose' }],
      due: 'date',
      link: 'path',
    },
  },
  /** The panel as a head-count: its names are hidden from the owner until check-in. */
  'owner-meeting-notice': {
    ...SERVED,
    audience: ['owner'],
    occasion: { round: 'number', notice: 'number' },
    fields: {
      project: 'text',
      panelSize: 'count',
      sessions: SESSIONS,
      place: 'text',
      prepare: 'prose',
      meetingId: 'text',
      sequence: 'count',
      due: 'date',
      link: 'path',
    },
  },
  /** `sessions` is empty when the meeting is postponed to a date not fixed yet; then `place` and `due` are null. */
  'owner-meeting-changed': {
    ...SERVED,
    timing: 'at-once',
    audience: ['owner'],
    occasion: { round: 'number', change: 'number' },
    fields: {
      project: 'text',
      reason: 'prose',
      formerSessions: SESSIONS,
      sessions: SESSIONS,
      place: 'text?',
      meetingId: 'text',
      sequence: 'count',
      due: 'date?',
      link: 'path',
    },
  },
  'reinspection-notice': {
    ...SERVED,
    audience: ['owner'],
    occasion: { round: 'number', notice: 'number' },
    fields: {
      project: 'text',
      panelSize: 'count',
      items: 'count',
      sessions: SESSIONS,
      place: 'text',
      meetingId: 'text',
      sequence: 'count',
      due: 'date',
      link: 'path',
    },
  },
  'opinion-issued': {
    ...SERVED,
    audience: ['owner'],
    occasion: { opinion: 'id' },
    fields: {
      project: 'text',
      passed: 'flag',
      documentNumber: 'text',
      announcedOn: 'date',
      openItems: 'count',
      due: 'date',
      link: 'path',
    },
  },
  'rectification-notice': {
    ...SERVED,
    audience: ['owner'],
    occasion: { round: 'number' },
    fields: {
      project: 'text',
      documentNumber: 'text',
      items: [{ title: 'text', termWorkingDays: 'count' }],
      due: 'date',
      link: 'path',
    },
  },
  'item-due': {
    ...REMINDER,
    audience: ['owner'],
    occasion: { item: 'id', due: 'id', reminder: 'number' },
    fields: { project: 'text', item: 'text', due: 'date', link: 'path' },
  },
  'item-sent-back': {
    ...NOTICE,
    audience: ['owner'],
    occasion: { item: 'id', round: 'number' },
    fields: { project: 'text', item: 'text', reason: 'prose', due: 'date', link: 'path' },
  },
  'item-closed': {
    ...NOTICE,
    audience: ['owner'],
    occasion: { item: 'id' },
    fields: { project: 'text', item: 'text', closedOn: 'date', openItems: 'count', link: 'path' },
  },
  'project-barred': {
    ...SERVED,
    audience: ['owner'],
    occasion: { round: 'number' },
    fields: { project: 'text', documentNumber: 'text', announcedOn: 'date', due: 'date', link: 'path' },
  },
});
