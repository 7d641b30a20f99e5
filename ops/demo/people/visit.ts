import type { MessageKind } from '../../../domain/mail/message-kind';
import type { ReadMail } from '../inbox';
import type { PersonClient } from '../person-client';
import { department } from './department';
import type { Dossier } from './dossier';
import { receiver } from './hand-over';
import { member } from './member';
import { Occasion } from './occasion';
import { officer } from './officer';
import { owner } from './owner';
import type { Troupe } from './troupe';
import { witness } from './witness';

/** Looks at a project's page and does what there is to do, as whatever one is to it. */
export async function visit(troupe: Troupe, person: PersonClient, dossier: Dossier): Promise<void> {
  const on = new Occasion(troupe, person, dossier);
  const { roles } = await on.view();
  if (roles.includes('owner')) await owner(on);
  if (roles.includes('department')) await department(on);
  if (roles.includes('receiver')) await receiver(on);
  if (roles.includes('invitee')) await member(on);
  if (person.personId === dossier.caseOfficer.personId) await officer(on);
}

/** Messages that only tell, or repeat what lies on the desk: nobody opens a page for them. */
const NEWS: readonly string[] = [
  'registration-confirmed',
  'application-received',
  'finding-closed',
  'hand-over-accepted',
  'project-closed',
  'deadline-moved',
  'draw-commitment',
  'daily-digest',
] satisfies MessageKind[];

/** Follows the links of a mail that asks for something. */
export async function followLinks(troupe: Troupe, reader: PersonClient, mail: ReadMail): Promise<void> {
  if (mail.kinds.every((kind) => NEWS.includes(kind))) return;
  for (const code of await projectsBehind(reader, mail)) {
    const dossier = troupe.dossiers.get(code);
    if (dossier) await visit(troupe, reader, dossier);
  }
  for (const id of partsOf(mail, 'ceremonies')) await witness(troupe, reader, id);
}

async function projectsBehind(reader: PersonClient, mail: ReadMail): Promise<Set<string>> {
  const codes = new Set(partsOf(mail, 'projects'));
  // An invitation to register does not say of which project it is before its reader has signed in.
  for (const id of partsOf(mail, 'invitations')) {
    const { project } = await reader.get<{ project: { code: string } }>(`/api/v1/services/${id}`);
    codes.add(project.code);
  }
  return codes;
}

/** What the mail's links name: `/projects/CC-2026-0001/opinion` names a project. */
function partsOf({ links }: ReadMail, name: string): string[] {
  return links.flatMap((link) => {
    const [, kind, id] = link.split(/[/?]/);
    return kind === name && id ? [id] : [];
  });
}
