import { defineKinds, NOTICE } from '../kind-definition';

const ENTRIES = [{ title: 'text', note: 'text', link: 'path' }] as const;

/** To officers and directors. */
export const BUREAU_KINDS = defineKinds({
  /** At 08:30; the bureau's overdue clocks are told of here and nowhere else. */
  'daily-digest': {
    ...NOTICE,
    audience: ['officer', 'director'],
    occasion: { day: 'id' },
    fields: { day: 'date', escalations: ENTRIES, undelivered: ENTRIES, waiting: ENTRIES, link: 'path' },
  },
});
