import { defineKinds, INVITATION, NOTICE, SERVED, SESSIONS } from '../kind-definition';

/** Industry, dates and district only; the project is shown after login. */
const INVITED_TO = { industry: 'text', district: 'text', sessions: SESSIONS, due: 'instant', link: 'path' } as const;

/** To members of a pool or a panel. */
export const EXPERT_KINDS = defineKinds({
  'expert-invitation': {
    ...INVITATION,
    audience: ['expert'],
    occasion: { round: 'number', draw: 'number' },
    fields: INVITED_TO,
  },
  'expert-invitation-reminder': {
    ...INVITATION,
    timing: 'office-hours',
    retry: 'deadline',
    audience: ['expert'],
    occasion: { seat: 'id', asked: 'number' },
    fields: INVITED_TO,
  },
  /** To an appointed member, who declares relations like a drawn one. */
  'panel-appointment': {
    ...INVITATION,
    audience: ['expert'],
    // Who gave a seat back may be appointed to it again.
    occasion: { holding: 'id' },
    fields: { ...INVITED_TO, seat: 'text' },
  },
  'panel-meeting-notice': {
    ...SERVED,
    audience: ['expert'],
    occasion: { round: 'number', notice: 'number' },
    fields: {
      project: 'text',
      seat: 'text',
      sessions: SESSIONS,
      place: 'text',
      bring: 'prose',
      meetingId: 'text',
      sequence: 'count',
      due: 'date',
      link: 'path',
    },
  },
  /** Each confirmed member is asked again; `sessions` is empty when no new date is fixed, then `due` and `place` are null. */
  'panel-meeting-changed': {
    ...SERVED,
    timing: 'at-once',
    audience: ['expert'],
    occasion: { round: 'number', change: 'number' },
    fields: {
      project: 'text',
      reason: 'prose',
      formerSessions: SESSIONS,
      sessions: SESSIONS,
      place: 'text?',
      meetingId: 'text',
      sequence: 'count',
      due: 'instant?',
      link: 'path',
    },
  },
  /** Only to who had accepted; `meetingId` is null when no meeting notice had gone out. */
  'panel-dissolved': {
    ...INVITATION,
    retry: 'deadline',
    audience: ['expert'],
    // A person may be drawn again in the same round.
    occasion: { holding: 'id' },
    fields: {
      industry: 'text',
      district: 'text',
      reason: 'prose',
      formerSessions: SESSIONS,
      meetingId: 'text?',
      sequence: 'count',
      link: 'path',
    },
  },
  /** Two people recorded that the member cast no vote. */
  'absence-recorded': {
    ...NOTICE,
    audience: ['expert'],
    occasion: { review: 'id' },
    fields: { project: 'text', recordedAt: 'instant', reason: 'prose', link: 'path' },
  },
  'opinion-to-sign': {
    ...NOTICE,
    audience: ['expert'],
    occasion: { opinion: 'id' },
    fields: { project: 'text', announcedOn: 'date', due: 'date', link: 'path' },
  },
});
