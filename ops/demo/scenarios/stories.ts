import type { PlannedProject, World } from '../play';
import type { Scenario } from './scenario';

interface Story {
  /** What a reader of the year should see in it. */
  about: string;
  scenario: Scenario;
  /** Which projects it can happen to; any, unless said. */
  fits?: (project: PlannedProject) => boolean;
}

/** Seven sit where the urban-construction archives has a seat, else five. */
const SEVEN: readonly string[] = ['房建公建', '市政', '轨道交通'];
const ofSeven = ({ industry }: PlannedProject) => SEVEN.includes(industry);
/** Water works are decided by score and vote together. */
const byVote = ({ industry }: PlannedProject) => industry !== '水利';
/** The term counts from the invitation, unless works began in the half year before it. */
const registersByInvitation = ({ startYear }: PlannedProject) => startYear === null || startYear < 2025;
const ofFive = (project: PlannedProject) => !ofSeven(project) && byVote(project);

/** What goes otherwise than smoothly in the year; each happens to one project, the first of them also in a small demo. */
export const STORIES: readonly Story[] = [
  { about: 'the registration form is corrected', scenario: { registration: 'corrected' } },
  { about: 'an expert declines', scenario: { drawn: 'declines' } },
  { about: 'passed with items to put right', scenario: { result: 'with_items' } },
  { about: 'failed, rectified, passed', scenario: { result: 'failed_once', early: true } },
  { about: 'the application is corrected', scenario: { application: 'corrected' } },
  { about: 'an expert never answers', scenario: { drawn: 'silent' } },
  { about: 'the site is visited, two findings', scenario: { visit: true } },
  {
    about: 'failed twice, barred, applied again, passed',
    scenario: { result: 'failed_twice', early: true },
    fits: byVote,
  },
  { about: 'nobody knows the owner', scenario: { ownerUnknown: true } },
  { about: 'the owner lives on paper', scenario: { paperOnly: true, early: true } },
  { about: 'a member answers by telephone', scenario: { byPhone: true } },
  { about: 'the application is refused', scenario: { application: 'refused', early: true } },
  { about: 'the application is withdrawn', scenario: { application: 'withdrawn', early: true } },
  {
    about: 'corrections are never answered',
    scenario: { application: 'returned', early: true, late: ['answer_corrections'] },
  },
  { about: 'a member is recused before the meeting', scenario: { drawn: 'recused' } },
  { about: 'a member is recused in the meeting', scenario: { drawn: 'recused_in_meeting' }, fits: ofFive },
  { about: 'a member leaves, the other six go on', scenario: { meeting: 'member_leaves' }, fits: ofSeven },
  { about: 'a member leaves, four are too few', scenario: { meeting: 'quorum_lost' }, fits: ofFive },
  { about: 'the absent vote would decide', scenario: { meeting: 'absent_vote' }, fits: ofFive },
  { about: 'the meeting is postponed', scenario: { meeting: 'postponed' } },
  { about: 'the vote goes against the score', scenario: { result: 'against_score' }, fits: byVote },
  { about: 'a reply is corrected after its issue', scenario: { paperCorrected: true } },
  { about: 'the receiver finds volumes missing', scenario: { handOver: 'refused' } },
  { about: 'the competent department accepts', scenario: { route: 'sector' } },
  { about: 'the project is given up', scenario: { cancelled: true } },
  { about: 'the director is away, a deputy decides', scenario: { deputy: true } },
  { about: 'works rest for some weeks', scenario: { suspension: 'resumed' } },
  {
    about: 'works rest for more than half a year',
    scenario: { suspension: 'confirmed_anew', early: true, late: ['suspension'] },
  },
  { about: 'thousands of volumes', scenario: { large: true } },
  {
    about: 'late to register',
    scenario: { late: ['register', 'confirm_registration'] },
    fits: registersByInvitation,
  },
  { about: 'late to report', scenario: { late: ['periodic_report'] } },
  { about: 'late to put a finding right', scenario: { visit: true, late: ['inspection_finding'] } },
  { about: 'late to apply and to be accepted', scenario: { late: ['apply_by', 'accept_by'] } },
  { about: 'the reply is late', scenario: { late: ['reply_application'] } },
  { about: 'the department is late to name its member', scenario: { late: ['name_member'] } },
  { about: 'notice comes too late, everybody does without', scenario: { late: ['meeting_notice'] } },
  { about: 'late to sign and to issue', scenario: { late: ['sign_opinion', 'issue_opinion'] } },
  {
    about: 'late to rectify and to verify',
    scenario: { result: 'with_items', early: true, late: ['rectification_item', 'verify_item'] },
  },
  { about: 'late to inspect again', scenario: { result: 'failed_once', early: true, late: ['reinspection'] } },
  { about: 'late to hand over', scenario: { early: true, late: ['hand_over'] } },
  { about: 'late to sign for notices, late to decide', scenario: { late: ['service', 'second_person'] } },
];

/** In a small demo some projects still go smoothly. */
const SHARE = 0.6;

/**
 * Which story is whose: the same for the same seed and plan.
 *
 * @param share of the projects that may have one
 */
export function assignStories(world: World, share = SHARE): Map<string, Scenario> {
  const dice = world.dice('stories');
  // A project taken over has a story already.
  const free = world.projects.filter(({ takenOver }) => !takenOver).sort((a, b) => (a.code < b.code ? -1 : 1));
  const assigned = new Map<string, Scenario>();
  for (const { scenario, fits = () => true } of STORIES.slice(0, Math.floor(free.length * share))) {
    const able = free.filter(fits);
    if (able.length === 0) continue;
    const project = dice.pick(able);
    free.splice(free.indexOf(project), 1);
    assigned.set(project.code, scenario);
  }
  return assigned;
}
