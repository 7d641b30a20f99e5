import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axe, { type RunOptions } from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { startBrowser } from '../../../ops/browser';
import { ORIGIN, type TestApi } from '../../api/support/api';
import { PASSWORD, type TestPerson } from '../../api/support/people';

const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 390, height: 844 };

/** Rules of axe that a theme can break: it changes colours and nothing else. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Every page holds at both widths, by day and by night. */
const VIEWS = [
  { size: WIDE, theme: 'light' },
  { size: WIDE, theme: 'dark', rules: COLOURS },
  { size: NARROW, theme: 'dark' },
  { size: NARROW, theme: 'light', rules: COLOURS },
] as const;

/** Bytes that a page may cost on the wire, fonts aside. */
const PAGE_BYTES = 100 * 1024;

/** A real browser before the real app. */
export interface Visitors {
  /** A browser of somebody's own: cookies and all. */
  enter(person?: Pick<TestPerson, 'login'> | null, device?: Device): Promise<Visit>;
  close(): Promise<void>;
}

/** What somebody has before him, unless it is a wide screen. */
interface Device {
  size?: typeof NARROW;
  /** Pages run no script there. */
  scriptless?: true;
}

/** One person's browser. */
export interface Visit {
  page: Page;
  goto(path: string): Promise<void>;
  /** Fills in a form by the names of its inputs: texts, choices, lists that open, ticks. */
  fill(values: Readonly<Record<string, string>>): Promise<void>;
  /** Presses a button, by its whole name; where that sends a form, the page that answers is there when it resolves. */
  press(button: string | Locator): Promise<void>;
  /** Follows a link to another page, by its whole name; that page is there when it resolves. */
  follow(link: string | Locator): Promise<void>;
  /** Holds the page that is shown to what every page must be; fails with what is wrong. */
  inspect(): Promise<void>;
}

/** Call it in `beforeAll` and `close()` in `afterAll`. */
export async function startVisitors({ app }: Pick<TestApi, 'app'>): Promise<Visitors> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const browser: Browser = await startBrowser([
    `--host-resolver-rules=MAP ${new URL(ORIGIN).host}:80 127.0.0.1:${port}`,
    // As if by HTTPS: what browsers keep for safe origins is tried, too.
    `--unsafely-treat-insecure-origin-as-secure=${ORIGIN}`,
  ]);
  return {
    async enter(person, { size = WIDE, scriptless } = {}) {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: size, javaScriptEnabled: !scriptless });
      const visit = await visitOf(context, size);
      if (person) await signIn(visit, person);
      return visit;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function signIn({ page, goto, fill, press }: Visit, { login }: Pick<TestPerson, 'login'>): Promise<void> {
  await goto('/sign-in');
  await fill({ login, password: PASSWORD });
  await press('登录');
  await page.getByRole('button', { name: '退出' }).waitFor();
}

async function visitOf(context: BrowserContext, own: typeof WIDE): Promise<Visit> {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const troubles: string[] = [];
  // A refused form and a page that isn't there answer with their status, which Chromium reports too; and a test may cut the line.
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text()))
      troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  return {
    page,
    goto: async (path) => void (await page.goto(`${ORIGIN}${path}`)),
    async fill(values) {
      for (const [name, value] of Object.entries(values)) {
        const inputs = page.locator(`[name="${name}"]`);
        const kind = await page.evaluate(`document.getElementsByName(${JSON.stringify(name)})[0]?.type`);
        if (kind === 'radio' || kind === 'checkbox') await page.locator(`[name="${name}"][value="${value}"]`).check();
        else if (kind === 'select-one') await inputs.selectOption(value);
        else await inputs.fill(value);
      }
    },
    async press(named) {
      const button = typeof named === 'string' ? page.getByRole('button', { name: named, exact: true }) : named;
      const sends = await button.evaluate(
        ({ type, form, dataset }) => type === 'submit' && form && !('adds' in dataset),
      );
      await Promise.all([sends ? page.waitForEvent('domcontentloaded') : undefined, button.click()]);
    },
    async follow(named) {
      const link = typeof named === 'string' ? page.getByRole('link', { name: named, exact: true }) : named;
      await Promise.all([page.waitForEvent('domcontentloaded'), link.click()]);
    },
    async inspect() {
      const found = [...troubles.splice(0), ...(await weightTrouble(page))];
      await page.evaluate(axe.source);
      for (const { size, theme, ...only } of VIEWS) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme: theme });
        const wide = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
        if (wide > 0) found.push(`${size.width} px: ${wide} px too wide`);
        found.push(...(await violations(page, only)).map((violation) => `${size.width} ${theme} ${violation}`));
      }
      await page.setViewportSize(own);
      if (found.length > 0) throw new Error(`${page.url()}\n${found.join('\n')}`);
    },
  };
}

/** What axe, which is in the page already, finds in it: the rule and the elements. It is asked for no more than that: its whole report of a page costs more than its work. */
function violations(page: Page, { rules }: { rules?: readonly string[] }): Promise<string[]> {
  const options: RunOptions = { reporter: 'no-passes', resultTypes: ['violations'], selectors: false };
  if (rules) options.runOnly = { type: 'rule', values: [...rules] };
  return page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`);
}

/** What the page and what it loads cost, had the browser kept nothing: from the lengths of the answers. What it reads later, as it changes, is left out. */
async function weightTrouble(page: Page): Promise<string[]> {
  const bytes = Number(
    await page.evaluate(`[...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]
      .filter(({ name, initiatorType }) => !name.endsWith('.woff2') && initiatorType !== 'xmlhttprequest').reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`),
  );
  return bytes > PAGE_BYTES ? [`${Math.round(bytes / 1024)} KB on the wire`] : [];
}
