import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowser } from '../../../ops/browser';
import { ORIGIN, type TestApi } from '../../api/support/api';
import { PASSWORD, type TestPerson } from '../../api/support/people';

/** Wide by day and narrow by night: every page holds in both. */
const VIEWS = [
  { size: { width: 1280, height: 900 }, theme: 'light' },
  { size: { width: 390, height: 844 }, theme: 'dark' },
] as const;

/** Bytes that a page may cost on the wire, fonts aside. */
const PAGE_BYTES = 100 * 1024;

/** A real browser before the real app. */
export interface Visitors {
  /** A browser of somebody's own: cookies and all. */
  enter(person?: Pick<TestPerson, 'login'>): Promise<Visit>;
  close(): Promise<void>;
}

/** One person's browser. */
export interface Visit {
  page: Page;
  goto(path: string): Promise<void>;
  /** Fills in a form by the names of its inputs: texts, choices, lists that open, ticks. */
  fill(values: Readonly<Record<string, string>>): Promise<void>;
  /** Presses a button; where that sends a form, the page that answers is there when it resolves. */
  press(button: string): Promise<void>;
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
    async enter(person) {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: VIEWS[0].size });
      const visit = await visitOf(context);
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

async function signIn({ page, goto }: Visit, { login }: Pick<TestPerson, 'login'>): Promise<void> {
  await goto('/sign-in');
  await page.getByLabel('登录名或邮箱').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: '退出' }).waitFor();
}

async function visitOf(context: BrowserContext): Promise<Visit> {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
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
    async press(name) {
      const button = page.getByRole('button', { name, exact: true });
      const sends = await button.evaluate(
        '(button) => button.type === "submit" && button.form && !("adds" in button.dataset)',
      );
      await Promise.all([sends ? page.waitForEvent('domcontentloaded') : undefined, button.click()]);
    },
    async inspect() {
      const found = [...troubles.splice(0), ...(await weightTrouble(page))];
      for (const { size, theme } of VIEWS) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme: theme });
        const wide = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
        if (wide > 0) found.push(`${size.width} px: ${wide} px too wide`);
        const { violations } = await new AxeBuilder({ page }).analyze();
        found.push(
          ...violations.map(
            ({ id, nodes }) => `${size.width} ${theme} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
          ),
        );
      }
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(VIEWS[0].size);
      if (found.length > 0) throw new Error(`${page.url()}\n${found.join('\n')}`);
    },
  };
}

/** What the page and what it loads cost, had the browser kept nothing: from the lengths of the answers. What it reads later, as it changes, is left out. */
async function weightTrouble(page: Page): Promise<string[]> {
  const bytes = Number(
    await page.evaluate(`[...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]
      .filter(({ name, initiatorType }) => !name.endsWith('.woff2') && initiatorType !== 'xmlhttprequest').reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`),
  );
  return bytes > PAGE_BYTES ? [`${Math.round(bytes / 1024)} KB on the wire`] : [];
}
