import { z } from 'zod';
import type { Reading } from '../../route';
import { actRoute } from '../../routes/acts';
import { listGrants } from '../../routes/grants';
import { listMails, resend } from '../../routes/mails';
import { changeProject, listProjects } from '../../routes/projects';
import { listReports } from '../../routes/reports';
import { all } from '../acts/contents';
import { periodOf } from '../acts/picks';
import type { Hat } from '../hat';
import { newFormKey, page, type Showing, type Submitting, text } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';
import { eachResult } from './each-result';

/** What may be done to many projects at once. */
export const JOBS = ['remind', 'assign', 'read', 'print'] as const;

/** Rows of one list. */
const MOST = 50;

const code = z.string().max(40);
const query = z.object({
  do: z.enum(JOBS).default('remind'),
  code: z.union([code.transform((one) => [one]), z.array(code).max(MOST)]).default([]),
});

type Context = Showing<undefined, typeof query>;
type Submission = Submitting<undefined, typeof query>;

/** One thing that would be done to a project, or nothing. */
interface Step {
  label: string;
  path: string;
  code: string;
  id: string;
  /** Who gets a message, or what is done, in words. */
  what: string;
}

/** One thing done to many projects: who and what is shown first, and what became of each row afterwards. */
export const bulkPage = page({
  path: '/bulk',
  query,
  async show(context) {
    const { words, query, request, hat } = context;
    const job = query.do;
    const projects = await projectsOf(context);
    const steps = await STEPS[job](context, projects);
    return {
      template: job === 'print' ? 'daily/print' : 'daily/bulk',
      title: words.t(`daily.bulk.${job}`),
      width: 'mid',
      data: {
        job,
        projects,
        steps,
        idle: projects.filter(({ code }) => !steps.some((step) => step.code === code)),
        officers: job === 'assign' ? await officersOf(context) : null,
        path: request.originalUrl,
        back: request.session.board ?? '/projects',
        bureau: hat?.place ?? '',
        lead: words.t(`daily.bulk.${job}-lead`, { n: projects.length }),
        key: newFormKey(),
      },
    };
  },
  async submit(context) {
    const { query, words, request, sent } = context;
    const steps = await context.reading(async (showing) => STEPS[query.do](showing, await projectsOf(showing)));
    // What was shown is done, and nothing that came since.
    const shown = steps.filter(({ id }) => all(sent, 'step').includes(id));
    if (shown.length === 0) throw new Unfit([{ field: 'step', text: words.t('daily.choose-rows') }]);
    const results = await eachResult(context, shown, WORK[query.do](context));
    return {
      template: 'daily/results',
      title: words.t('daily.results'),
      width: 'mid',
      data: { results, back: request.session.board ?? '/projects', failed: results.filter(({ ok }) => !ok).length },
    };
  },
});

type Project = Awaited<ReturnType<typeof projectsOf>>[number];

async function projectsOf(context: Context) {
  const { code: codes } = context.query;
  if (codes.length === 0) return [];
  return (await listProjects.read(context, { query: { codes: codes.join(','), limit: MOST } })).items;
}

/** The officers of the bureau that the pages are shown for. */
export async function officersOf(context: Reading & { hat: Hat | null }): Promise<{ id: string; name: string }[]> {
  const jurisdictionId = context.hat?.jurisdictionId ?? undefined;
  const { items } = await listGrants.read(context, {
    query: { jurisdictionId, role: 'officer', state: 'in_force', limit: 200 },
  });
  return [...new Map(items.map(({ person }) => [person.id, { id: person.id, name: person.name ?? '' }])).values()];
}

const stepOf = ({ name, code }: Project, id: string, what: string): Step => ({
  ...{ label: name, path: `/projects/${code}`, code, id, what },
});

const STEPS: Record<(typeof JOBS)[number], (context: Context, projects: readonly Project[]) => Promise<Step[]>> = {
  /** Of each project the last message to each reader that has a deadline to come, sent again. */
  async remind(context, projects) {
    const { words, occasion } = context;
    const now = occasion.now.toISOString();
    const steps: Step[] = [];
    for (const project of projects) {
      const { items } = await listMails.read(context, {
        query: { projectId: project.id, state: 'accepted', limit: 50 },
      });
      const open = items.filter(
        ({ validUntil, person }) => validUntil !== null && validUntil > now && person.name !== null,
      );
      const latest = new Map(open.reverse().map((mail) => [mail.person.id, mail]));
      for (const { id, kind, person, address } of latest.values()) {
        const facts = { mail: words.t(`mails.${kind}`), name: person.name, address };
        steps.push(stepOf(project, id, words.t('daily.bulk.mail-to', facts)));
      }
    }
    return steps;
  },
  async assign({ words }, projects) {
    return projects.map((project) =>
      stepOf(
        project,
        project.id,
        words.t('daily.bulk.officer-now', { name: project.caseOfficer?.name ?? words.t('project.nobody') }),
      ),
    );
  },
  async read(context, projects) {
    const { words } = context;
    const { items } = await listReports.read(context, { query: { read: 'false', limit: 200 } });
    return items.flatMap((report) => {
      const project = projects.find(({ code }) => code === report.project.code);
      if (!project) return [];
      const what = report.noChange ? 'daily.reports.unchanged' : 'daily.reports.changed';
      const facts = { period: periodOf(words, report.period), n: report.differences.length };
      return [stepOf(project, report.id, words.t(what, facts))];
    });
  },
  print: async () => [],
};

const WORK: Record<(typeof JOBS)[number], (context: Submission) => (step: Step) => Promise<string>> = {
  remind: (context) => async (step) => {
    await ask(context, resend, { params: { id: step.id }, key: `${text(context.sent, '_key')}.${step.id}` });
    return context.words.t('daily.bulk.sent', { what: step.what });
  },
  assign: (context) => async (step) => {
    const caseOfficerId = text(context.sent, 'caseOfficerId');
    if (caseOfficerId === '') {
      throw new Unfit([{ field: 'caseOfficerId', text: context.words.t('daily.bulk.no-officer') }]);
    }
    await ask(context, changeProject, { params: { code: step.code }, body: { caseOfficerId } });
    return context.words.t('daily.bulk.assigned');
  },
  read: (context) => async (step) => {
    const body = { content: { reportId: step.id } };
    await ask(context, actRoute('report.read'), {
      params: { code: step.code },
      body,
      key: `${text(context.sent, '_key')}.${step.id}`,
    });
    return context.words.t('daily.reports.read');
  },
  print: () => async () => '',
};
