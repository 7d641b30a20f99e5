import { z } from 'zod';
import type { ActKind } from '../../../domain/lifecycle/act-table';
import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { page } from '../page';
import { roomPath } from '../room/room';

/** What one does in each part of a project that messages lead to; the first that the reader may do is opened. */
const ACTS: Readonly<Record<string, readonly ActKind[]>> = {
  application: ['application.decide', 'application.submit'],
  entries: ['entry.object'],
  findings: ['visit_finding.answer', 'visit_finding.verify'],
  'hand-over': ['hand_over.sign', 'hand_over.submit'],
  meeting: ['notice.waive'],
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

/** Messages name a part of a project; the reader is led to where it is dealt with. */
export const partPage = page({
  path: '/projects/:code/:part{/*rest}',
  params: codeParams.extend({ part: z.string().max(40), rest: z.array(z.string().max(100)).optional() }),
  async show(context) {
    const { params } = context;
    const { code, part, rest } = params;
    const { acts, round, roles } = await new Dossier(context, code).project();
    const kind = ACTS[part]?.find((each) => acts.includes(each));
    if (part === 'opinion' && roles.every((role) => OUTSIDE.includes(role))) return { to: `/projects/${code}/papers` };
    if (!kind && round && IN_ROOM[part]) return { to: roomPath({ code, number: round.number }, IN_ROOM[part]) };
    if (!kind) return { to: `/projects/${code}` };
    const about = part === 'entries' && rest?.[0] ? `?factId=${encodeURIComponent(rest[0])}` : '';
    return { to: `/projects/${code}/acts/${kind}${about}` };
  },
});
