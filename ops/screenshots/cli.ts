import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { projectPath } from '../../activities/project-root';
import { servePages } from '../bench-pages/serve-pages';
import { PASSWORD, type READERS } from '../bench-pages/world';
import { startBrowser } from '../browser';
import type { Ends } from '../ends';
import { runUntilStopped } from '../run-until-stopped';

const FOLDER = projectPath('docs', 'screenshots');

/** As many projects as a city has in a year's plan. */
const PROJECTS = 109;

/** Wide as on a desk, and narrow as in a hand. */
const WIDTHS = [1280, 390] as const;

/** Below this the picture is cut off: it shows what a page is like, not all of it. */
const HEIGHTS = { 1280: 900, 390: 844 } as const;

const QUALITY = 80;

interface Shot {
  name: string;
  as: (typeof READERS)[number] | null;
  path: string;
}

const SHOTS: readonly Shot[] = [
  { name: 'sign-in', as: null, path: '/sign-in' },
  { name: 'home', as: 'officer', path: '/' },
  { name: 'board', as: 'officer', path: '/projects' },
  { name: 'case', as: 'officer', path: '/projects/{code}' },
  { name: 'rules', as: 'director', path: '/rules/{rules}' },
  { name: 'calendar', as: 'admin', path: '/calendar?year=2026' },
];

/** npm run screenshots: the main pages with a year's plan in them, as the README shows them. */
void runUntilStopped(async (ends) => {
  await shoot(ends).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  await ends.stop();
});

async function shoot(ends: Ends): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const { origin, world } = await servePages(PROJECTS, ends);
  const browser = await startBrowser();
  ends.add(() => browser.close());
  for (const shot of SHOTS) {
    const path = shot.path.replace('{code}', world.code).replace('{rules}', world.rules);
    await shootOne(browser, origin, { ...shot, path });
    console.log(shot.name);
  }
}

async function shootOne(browser: Browser, origin: string, { name, as, path }: Shot): Promise<void> {
  const context = await browser.newContext({ locale: 'zh-CN', colorScheme: 'light' });
  const page = await context.newPage();
  if (as) {
    await page.goto(`${origin}/sign-in`);
    await page.locator('[name="login"]').fill(as);
    await page.locator('[name="password"]').fill(PASSWORD);
    await page.locator('main form [type="submit"]').click();
    await page.waitForURL(`${origin}/`);
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHTS[width] });
    await page.goto(`${origin}${path}`);
    await page.screenshot({ path: join(FOLDER, `${name}-${width}.jpg`), type: 'jpeg', quality: QUALITY });
  }
  await context.close();
}
