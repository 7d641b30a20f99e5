import { defineKinds, NOTICE, REMINDER, SERVED } from '../kind-definition';

/** To the named contact of a competent department, an archive or a receiver. */
export const BODY_KINDS = defineKinds({
  'name-member-letter': {
    ...SERVED,
    audience: ['liaison'],
    occasion: { letter: 'id' },
    fields: {
      project: 'text',
      seat: 'text',
      documentNumber: 'text',
      termWorkingDays: 'count',
      due: 'date',
      link: 'path',
    },
  },
  'name-member-due': {
    ...REMINDER,
    audience: ['liaison'],
    occasion: { round: 'number', seat: 'id', due: 'id', reminder: 'number' },
    fields: { project: 'text', seat: 'text', due: 'date', link: 'path' },
  },
  'hand-over-offered': {
    ...NOTICE,
    audience: ['receiver'],
    occasion: { receiver: 'id', attempt: 'number' },
    fields: { project: 'text', owner: 'text', volumes: 'count', files: 'count', due: 'date', link: 'path' },
  },
  /** The term of a hand-over has passed and the receiver has not signed. */
  'hand-over-overdue': {
    ...REMINDER,
    audience: ['receiver'],
    occasion: { receiver: 'id', due: 'id', reminder: 'number' },
    fields: { project: 'text', owner: 'text', due: 'date', link: 'path' },
  },
});
