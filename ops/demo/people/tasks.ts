import type { PersonClient } from '../person-client';
import type { Bureau } from '../play';
import { sideBySide } from '../side-by-side';
import { decideProposal } from './director';
import type { Dossier } from './dossier';
import { Occasion } from './occasion';
import { OFFICER_DUTIES } from './officer';
import { confirmSuspension } from './suspension';
import type { Troubles } from './troubles';
import type { Troupe } from './troupe';

/** A line of a bureau's list of tasks. */
export interface Task {
  id: string;
  project: { code: string } | null;
  kind: string;
  subject: string;
}

const MOST = 200;

async function tasksOf(reader: PersonClient, role: 'officer' | 'director', bureau: Bureau): Promise<Task[]> {
  const tasks: Task[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = new URLSearchParams({ role, jurisdictionId: bureau.jurisdictionId, limit: String(MOST) });
    if (cursor) query.set('cursor', cursor);
    const page: { items: Task[]; nextCursor: string | null } = await reader.get(`/api/v1/tasks?${query}`);
    tasks.push(...page.items);
    cursor = page.nextCursor;
  }
  // Those of a day are listed by ids, which are another every time; people go by case.
  return tasks.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

const order = ({ project, kind }: Task): string => `${project?.code} ${kind}`;

/** The officers of a bureau go through its tasks, each through those of the own cases. */
export async function officersDesk(troupe: Troupe, bureau: Bureau, troubles: Troubles): Promise<void> {
  await atDesk(troupe, await tasksOf(bureau.officers[0]!, 'officer', bureau), async (task, dossier) => {
    const duty = OFFICER_DUTIES[task.kind];
    // What has time lies on a pile of its own until its day.
    if ((dossier.matters.get(task.id) ?? '') > troupe.world.today()) return;
    await troubles.meet(`${dossier.caseOfficer.login} on ${task.kind} of ${dossier.project.code}`, async () => {
      if (!duty) return takeNote(dossier.caseOfficer, task);
      const on = new Occasion(troupe, dossier.caseOfficer, dossier);
      await duty(on, task);
      if (on.waitsUntil) dossier.matters.set(task.id, on.waitsUntil);
    });
  });
}

/** The directors decide what is put before them, each what the other has proposed. */
export async function directorsDesk(troupe: Troupe, bureau: Bureau, troubles: Troubles): Promise<void> {
  const [director] = bureau.directors;
  await atDesk(troupe, await tasksOf(director!, 'director', bureau), async (task, dossier) => {
    await troubles.meet(`${director!.login} on ${task.kind} of ${dossier.project.code}`, async () => {
      if (task.kind === 'decide-proposal') await decideProposal(troupe, dossier, task.subject);
      else if (task.kind === 'confirm-suspension') await confirmSuspension(troupe, dossier);
      else if (task.kind !== 'decide-raised-proposal') await takeNote(director!, task);
    });
  });
}

/** Tasks of several projects at a time, those of one in their order. */
function atDesk(troupe: Troupe, tasks: readonly Task[], work: (task: Task, dossier: Dossier) => Promise<void>) {
  const code = ({ project }: Task) => project?.code ?? '';
  return sideBySide(tasks, code, async (task) => {
    const dossier = troupe.dossiers.get(code(task));
    if (dossier) await work(task, dossier);
  });
}

async function takeNote(person: PersonClient, { id }: Task): Promise<void> {
  await person.send('post', `/api/v1/tasks/${id}/done`, { note: '已知悉，按期督办。' });
}
