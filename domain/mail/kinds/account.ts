import { defineKinds, NOTICE, SECURITY } from '../kind-definition';

/** To a person about an own account, whatever the role. */
export const ACCOUNT_KINDS = defineKinds({
  /** The first link to an account; `due` is when it stops working. */
  'first-login': {
    ...SECURITY,
    audience: ['account'],
    occasion: { issue: 'number' },
    fields: { duty: 'text', due: 'instant', link: 'path' },
  },
  'password-reset': {
    ...SECURITY,
    audience: ['account'],
    occasion: { request: 'id' },
    fields: { due: 'instant', link: 'path' },
  },
  'password-changed': {
    ...SECURITY,
    audience: ['account'],
    occasion: { change: 'id' },
    fields: { changedAt: 'instant', link: 'path' },
  },
  /** To a new address, which counts once its reader has confirmed it. */
  'address-confirmation': {
    ...SECURITY,
    audience: ['account'],
    occasion: { change: 'id' },
    fields: { due: 'instant', link: 'path' },
  },
  /** Stands in for a message that a never-verified address may not read. */
  'notice-waiting': {
    ...SECURITY,
    timing: 'office-hours',
    audience: ['account'],
    occasion: { mail: 'id' },
    fields: { due: 'date?', link: 'path' },
  },
  /** An officer entered a fact on the reader's behalf. */
  'entered-for-you': {
    ...NOTICE,
    audience: ['owner', 'expert'],
    occasion: { fact: 'id' },
    fields: {
      project: 'text',
      what: 'text',
      occurredOn: 'date',
      channel: 'text',
      enteredBy: 'text',
      due: 'date',
      link: 'path',
    },
  },
});
