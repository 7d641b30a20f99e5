import { Command } from 'commander';
import type { Ends } from '../ends';
import { runUntilStopped } from '../run-until-stopped';
import { measure, send } from './measure';
import { servePages } from './serve-pages';
import { PASSWORD, READERS, type World } from './world';

/** What a page may take and weigh. */
const AIM = { ms: 300, kilobytes: 100 };

/** Pages by who looks at them; `{…}` is filled in from the world. */
const PAGES: Record<(typeof READERS)[number], readonly string[]> = {
  officer: [
    '/',
    '/projects',
    '/projects?stage=tracking',
    '/projects?overdue=true',
    '/projects?q=900',
    '/search?q=jzd900',
    '/search/hints?q=jzd900',
    '/search?q=slsn',
    '/search/hints?q=slsn',
    '/projects/{code}',
    '/projects/{code}/history',
    '/projects/{code}/mails',
    '/projects/{code}/quick',
    '/projects/{code}/audit',
    '/tasks',
    '/tasks?state=done',
    '/mails',
    '/mails?failed=true',
    '/reports',
    '/proposals',
    '/plans',
    '/statistics',
    '/imports',
    '/imports/new/projects',
    '/imports/{batch}',
    '/ceremonies',
    '/bulk?do=assign&code={code}',
    '/registers/organisations',
    '/registers/people',
    '/registers/experts',
    '/rules',
    '/calendar',
    '/audit/roots',
  ],
  director: ['/', '/projects', '/plans', '/statistics', '/grants', '/rules/{rules}'],
  admin: [
    '/',
    '/admin/accounts',
    '/registers/organisations',
    '/registers/people',
    '/imports',
    '/wordings',
    '/calendar',
    '/audit/roots',
    '/rules/{rules}',
  ],
};

new Command('bench:pages')
  .description('how long the main pages take and what they weigh, with as many projects as a province has')
  .option('--projects <n>', 'how many projects', Number, 10_900)
  .option('--page <path...>', 'these pages alone, as an officer')
  .option('--times <n>', 'how often each page is asked for', Number, 100)
  .action((options: Options) =>
    runUntilStopped(async (ends) => {
      await bench(options, ends).catch((error: Error) => {
        console.error(error.message);
        process.exitCode = 1;
      });
      await ends.stop();
    }),
  )
  .parse();

interface Options {
  projects: number;
  times: number;
  page?: string[];
}

async function bench({ projects, times, page: only }: Options, ends: Ends): Promise<void> {
  const { origin, world, postgres } = await servePages(projects, ends);
  console.log(
    '| who | page | median ms | p99 ms | processor ms | Postgres ms | KB on the wire | |\n|---|---|---|---|---|---|---|---|',
  );
  for (const role of READERS) {
    const cookie = await signIn(origin, role);
    for (const page of only ? (role === 'officer' ? only : []) : PAGES[role]) {
      const path = page.replace(/\{(\w+)\}/, (_, name: keyof World) => world[name]);
      const measured = await measure(`${origin}${path}`, cookie, times, postgres);
      const { median, p99, processor, database, kilobytes } = measured;
      const missed = median > AIM.ms || p99 > AIM.ms || kilobytes > AIM.kilobytes ? 'above the aim' : '';
      console.log(
        `| ${role} | ${page} | ${median.toFixed(0)} | ${p99.toFixed(0)} | ${processor.toFixed(0)} | ${database?.toFixed(0) ?? '–'} | ${kilobytes.toFixed(1)} | ${missed} |`,
      );
    }
  }
}

/** @returns the cookies of a session. @throws Error when it is refused */
async function signIn(origin: string, login: string): Promise<string> {
  const { status, headers } = await send(`${origin}/sign-in`, { form: { login, password: PASSWORD } });
  if (status !== 303) throw new Error(`${login} can't sign in: ${status}`);
  return (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}
