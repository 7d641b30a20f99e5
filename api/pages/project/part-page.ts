import { z } from 'zod';
import type { ServedKind } from '../../../activities/acts/service/served';
import type { ActKind } from '../../../domain/lifecycle/act-table';
import { codeParams } from '../../routes/projects';
import { listOwnSeats } from '../../routes/seats';
import { listServices } from '../../routes/services';
import { Dossier } from '../acts/dossier';
import { page } from '../page';
import { roomPath } from '../room/room';

/** What one does in each part of a project that messages lead to; the first that the reader may do is opened. */
const ACTS: Readonly<Record<string, readonly ActKind[]>> = {
  application: ['application.decide', 'application.submit'],
  entries: ['entry.object'],
  findings: ['visit_finding.answer', 'visit_finding.verify'],
  'hand-over': ['hand_over.sign', 'hand_over.submit'],
  meeting: [],
  papers: [],
  registration: ['registration.submit', 'registration.confirm'],
  reports: ['report.submit', 'report.read'],
  review: [],
  seats: ['seat.name_member'],
  visits: ['visit_finding.answer'],
};

/** Parts that are dealt with in the meeting, and its page for each. */
const IN_ROOM: Readonly<Record<string, string>> = { meeting: 'meeting', review: 'meeting', opinion: 'opinion' };

/** Who has papers and no place in the meeting. */
const OUTSIDE = ['owner', 'department', 'receiver'];

/** What is signed for there, before anything else is done. */
const SIGNED: Readonly<Record<string, readonly ServedKind[]>> = {
  application: ['reply', 'return'],
  findings: ['finding_notice'],
  meeting: ['panel_notice', 'owner_notice'],
  opinion: ['opinion', 'rectification_notice'],
  papers: ['correction'],
  rectification: ['rectification_notice'],
  registration: ['return'],
  seats: ['member_letter'],
  visits: ['visit'],
};

/** Messages name a part of a project; the reader is led to what he has to sign for there, else to where it is dealt with. */
export const partPage = page({
  path: '/projects/:code/:part{/*rest}',
  params: codeParams.extend({ part: z.string().max(40), rest: z.array(z.string().max(100)).optional() }),
  async show(context) {
    const { params } = context;
    const { code, part, rest } = params;
    const { id: projectId, acts, round, roles } = await new Dossier(context, code).project();
    const open = { open: 'true', mine: 'true', projectId } as const;
    const notices = (await listServices.read(context, { query: open })).items;
    const notice = notices.find(({ subjectKind }) => SIGNED[part]?.includes(subjectKind as ServedKind));
    if (notice) return { to: `/invitations/${notice.id}` };
    if (part === 'invitation') {
      const { items } = await listOwnSeats.read(context, { query: { open: 'true' } });
      const seat = items.find(({ project }) => project.code === code);
      return { to: seat ? `/seats/${seat.id}` : `/projects/${code}` };
    }
    const kind = ACTS[part]?.find((each) => acts.includes(each));
    if (part === 'opinion' && roles.every((role) => OUTSIDE.includes(role))) return { to: `/projects/${code}/papers` };
    if (!kind && round && IN_ROOM[part]) return { to: roomPath({ code, number: round.number }, IN_ROOM[part]) };
    if (!kind) return { to: `/projects/${code}` };
    const about = part === 'entries' && rest?.[0] ? `?factId=${encodeURIComponent(rest[0])}` : '';
    return { to: `/projects/${code}/acts/${kind}${about}` };
  },
});
