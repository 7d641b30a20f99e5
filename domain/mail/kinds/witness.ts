import { defineKinds, SECURITY } from '../kind-definition';

/** Draws and the audit log before witnesses; none names a project. */
export const WITNESS_KINDS = defineKinds({
  'witness-invitation': {
    ...SECURITY,
    timing: 'office-hours',
    needsVerifiedAddress: true,
    audience: ['witness'],
    occasion: { ceremony: 'id' },
    fields: { startsAt: 'instant', place: 'text', bring: 'prose', draws: 'count', link: 'path' },
  },
  /** `startsAt` and `place` are null when the ceremony is called off. */
  'witness-changed': {
    ...SECURITY,
    needsVerifiedAddress: true,
    audience: ['witness'],
    occasion: { ceremony: 'id', change: 'number' },
    fields: { formerStartsAt: 'instant', startsAt: 'instant?', place: 'text?', reason: 'prose', link: 'path' },
  },
  /** Fixes a draw before any randomness exists (selection.md, step 4); `designated` people are appointed in fact. */
  'draw-commitment': {
    ...SECURITY,
    needsVerifiedAddress: true,
    audience: ['witness', 'director'],
    occasion: { draw: 'id' },
    fields: {
      draw: 'text',
      root: 'digest',
      secretHash: 'digest',
      committedAt: 'instant',
      designated: 'count',
      link: 'path',
    },
  },
  /** The day's last signed Merkle root over the heads of all audit chains. */
  'audit-root': {
    ...SECURITY,
    needsVerifiedAddress: true,
    audience: ['witness', 'director'],
    occasion: { day: 'id' },
    fields: { day: 'date', root: 'digest', chains: 'count', signedAt: 'instant', link: 'path' },
  },
});
