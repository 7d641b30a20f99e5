import { actDefinition } from '../../../activities/acts/index';
import { type ActKind, actRule } from '../../../domain/lifecycle/act-table';
import type { Stage } from '../../../domain/lifecycle/stage';
import type { TaskKind } from '../../../domain/tasks/task-kind';
import { keyOf } from '../acts/contents';
import type { Dossier } from '../acts/dossier';
import type { Field } from '../acts/field';
import { askingOf, fieldOfAct, type Picking } from '../acts/picks';
import { readRoom } from '../room/room';
import { sheetOf } from '../room/sheet-of';

/** One thing that the reader may do to a project now. */
export interface Work {
  kind: ActKind;
  path: string;
  /** How many things wait for it; null: it is about the project as a whole. */
  count: number | null;
}

export interface WorkLists {
  /** What the stage is about, and what waits. */
  todo: Work[];
  /** What may be done at any time. */
  needed: Work[];
  /** What an officer may enter for others. */
  entries: Work[];
}

/** An act that is allowed in more stages than these belongs to none. */
const OF_A_STAGE = 5;

/** They have something to choose from nearly always, and are seldom what one came for. */
const SELDOM: readonly ActKind[] = [
  'correction.propose',
  'corrections.extend',
  'draw.propose_void',
  'entry.object',
  'gate_breach.record',
  'item.extend',
  'recusal.declare',
  'sample.propose_void',
  'seat.vacate',
  'works.change',
];

/** What begins a stage, and is asked for again within it only when somebody needs to. */
const BEGINS: Partial<Record<ActKind, Stage>> = { 'invitation.send': 'planned' };

/** What settles a task: it is what one came for. */
const SETTLES: Partial<Record<TaskKind, ActKind>> = {
  'confirm-registration': 'registration.confirm',
  'find-contact': 'contact.record',
  'find-date': 'date.change',
  'name-receiver': 'contact.record',
  'plan-meeting': 'meeting.plan',
  'reply-application': 'application.propose',
  'review-application': 'application.propose',
  'send-notice': 'notice.send',
};

/** What has a page of its own, beside the form that every act has. */
const OWN_PAGES: Partial<Record<ActKind, string>> = {
  'application.answer_corrections': 'corrections',
  'item.report': 'items',
  'item.verify': 'items',
  'opinion.issue': 'opinion',
  'opinion.send_back': 'opinion',
  'opinion.sign': 'opinion',
  'registration.answer_corrections': 'corrections',
};

/** Sorts what the lifecycle allows into what to do now and what when needed; leaves out what there is nothing for. */
export async function workLists(dossier: Dossier, picking: Omit<Picking, 'kind'>): Promise<WorkLists> {
  const { code, stage, acts, entries, migrated } = await dossier.project();
  const lists: WorkLists = { todo: [], needed: [], entries: [] };
  const settling = new Set((await dossier.tasks()).map(({ kind }) => SETTLES[kind as TaskKind]));
  for (const kind of acts) {
    if (kind.startsWith('take_over.') && !migrated) continue;
    if (kind === 'sheet.submit' && !(await owesSheet(dossier))) continue;
    const count = await waiting(kind, { ...picking, kind });
    if (count === 0) continue;
    const work = {
      kind,
      path: OWN_PAGES[kind] ? `/projects/${code}/${OWN_PAGES[kind]}` : `/projects/${code}/acts/${kind}`,
      count,
    };
    const own = actRule(kind).stages.length <= OF_A_STAGE && stage === (BEGINS[kind] ?? stage);
    const now = settling.has(kind) || ((own || count !== null) && !SELDOM.includes(kind));
    lists[now ? 'todo' : 'needed'].push(work);
  }
  lists.todo.sort((one, other) => Number(settling.has(other.kind)) - Number(settling.has(one.kind)));
  for (const kind of entries) {
    if (acts.includes(kind) || !actRule(kind).enterable) continue;
    if ((await waiting(kind, { ...picking, kind })) === 0) continue;
    lists.entries.push({ kind, path: `/projects/${code}/acts/${kind}`, count: null });
  }
  return lists;
}

/** Whether a score sheet is the reader's to write: a joint one is not every member's. */
async function owesSheet({ reading, code, project }: Dossier): Promise<boolean> {
  const { number } = (await project()).round!;
  const room = await readRoom(reading, { code, number });
  return room.own !== null && sheetOf(room, room.own.id) === 'out';
}

/** What they choose from is the rule set's or the bureau's: it does not wait. */
const OF_RULES: readonly ActKind[] = [
  'sample.add',
  'seat.appoint',
  'sheet.revise',
  'sheet.submit',
  'suspension.propose',
];

const FIELDS = new Map<ActKind, Field>();

/** How many of what an act is about there are; null when it needs nothing to be about. */
async function waiting(kind: ActKind, picking: Picking): Promise<number | null> {
  const field = FIELDS.get(kind) ?? fieldOfAct(actDefinition(kind));
  FIELDS.set(kind, field);
  if (field.kind !== 'group') return null;
  const names = field.fields.flatMap((each) => {
    if (!each.required) return [];
    if (each.kind === 'pick' && !OF_RULES.includes(kind)) return [each.name];
    return each.kind === 'list' && !OF_RULES.includes(kind) ? (keyOf(each) ?? []) : [];
  });
  let least: number | null = null;
  for (const name of names) {
    const { length } = await askingOf(picking).pickables(name);
    least = Math.min(least ?? length, length);
  }
  return least;
}
