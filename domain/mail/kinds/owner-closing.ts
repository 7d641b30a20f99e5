import { OUTCOMES } from '../../lifecycle/stage';
import { defineKinds, NOTICE, REMINDER, SERVED } from '../kind-definition';

/** To the owner, from completion to the end, and what may happen at any stage. */
export const OWNER_CLOSING_KINDS = defineKinds({
  'completion-asked': {
    ...NOTICE,
    audience: ['owner'],
    occasion: { request: 'number' },
    fields: { project: 'text', plannedCompletion: 'date?', link: 'path' },
  },
  'hand-over-due': {
    ...REMINDER,
    audience: ['owner'],
    occasion: { receiver: 'id', due: 'id', reminder: 'number' },
    fields: { project: 'text', receiver: 'text', due: 'date', link: 'path' },
  },
  'hand-over-refused': {
    ...NOTICE,
    audience: ['owner'],
    occasion: { receiver: 'id', attempt: 'number' },
    fields: {
      project: 'text',
      receiver: 'text',
      differences: [{ title: 'text', reason: 'prose' }],
      due: 'date',
      link: 'path',
    },
  },
  'hand-over-accepted': {
    ...NOTICE,
    audience: ['owner'],
    occasion: { receiver: 'id' },
    fields: { project: 'text', receiver: 'text', signedOn: 'date', receiversLeft: 'count', link: 'path' },
  },
  'project-closed': {
    ...NOTICE,
    audience: ['owner'],
    occasion: {},
    fields: { project: 'text', outcome: { oneOf: OUTCOMES }, closedOn: 'date', documentNumber: 'text?', link: 'path' },
  },
  /** A date that moved nearer; one that moved later mails nobody. */
  'deadline-moved': {
    ...NOTICE,
    audience: ['owner'],
    occasion: { clock: 'id', due: 'id' },
    fields: { project: 'text', what: 'text', reason: 'prose', formerDue: 'date', due: 'date', link: 'path' },
  },
  /** The answer to a request for more time; `due` is the date in force after it. */
  'extension-decided': {
    ...NOTICE,
    audience: ['owner'],
    occasion: { request: 'id' },
    fields: { project: 'text', what: 'text', granted: 'flag', reason: 'prose', due: 'date', link: 'path' },
  },
  'project-suspended': {
    ...NOTICE,
    audience: ['owner'],
    occasion: { suspension: 'number' },
    fields: {
      project: 'text',
      reason: 'prose',
      documentNumber: 'text',
      suspendedOn: 'date',
      until: 'date',
      link: 'path',
    },
  },
  'project-resumed': {
    ...NOTICE,
    audience: ['owner'],
    occasion: { suspension: 'number' },
    fields: {
      project: 'text',
      resumedOn: 'date',
      deadlines: [{ title: 'text', due: 'date' }],
      link: 'path',
    },
  },
  /** An issued paper is void and another one takes its place. */
  'paper-corrected': {
    ...SERVED,
    audience: ['owner'],
    occasion: { correction: 'id' },
    fields: {
      project: 'text',
      paper: 'text',
      formerNumber: 'text',
      newNumber: 'text',
      reason: 'prose',
      due: 'date',
      link: 'path',
    },
  },
});
