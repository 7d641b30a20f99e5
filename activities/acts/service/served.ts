import type { ActorRole } from '../../../domain/lifecycle/act-table';
import type { Stage } from '../../../domain/lifecycle/stage';
import type { Service } from '../../../prisma/generated/client';
import type { ActContext } from '../../process/process-context';
import { correctionsServed } from '../corrections/corrections-served';
import { panelNoticeServed } from '../notice/panel-notice-served';
import { noticeServed } from '../rectification/notice-served';
import { invitationServed } from '../registration/invitation-served';
import { letterServed } from '../seats/letter-served';
import { findingNoticeServed } from '../visits/finding-notice-served';
import { visitServed } from '../visits/visit-served';

interface Served {
  /** Who may sign for it; the officer may always record it. */
  by: ActorRole;
  /** What follows from service, whose legal day is `service.servedOn`. @returns the stage the project moves to */
  next?(ctx: ActContext, service: Service & { servedOn: Date }): Promise<Stage | undefined>;
}

/** Everything that is served, by the kind of its subject. */
export const SERVED = {
  invitation: { by: 'owner', next: invitationServed },
  corrections: { by: 'owner', next: correctionsServed },
  return: { by: 'owner' },
  visit: { by: 'owner', next: visitServed },
  finding_notice: { by: 'owner', next: findingNoticeServed },
  reply: { by: 'owner' },
  opinion: { by: 'owner' },
  rectification_notice: { by: 'owner', next: noticeServed },
  correction: { by: 'owner' },
  member_letter: { by: 'department', next: letterServed },
  panel_notice: { by: 'member', next: panelNoticeServed },
  owner_notice: { by: 'owner' },
} satisfies Record<string, Served>;

export type ServedKind = keyof typeof SERVED;

/** @throws Error for a kind that nobody defines */
export function servedRule(subjectKind: string): Served {
  const rule: Served | undefined = SERVED[subjectKind as ServedKind];
  if (!rule) throw new Error(`Nothing is known of serving ${subjectKind}`);
  return rule;
}
