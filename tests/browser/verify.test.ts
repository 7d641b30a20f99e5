import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { assetNames, serveAssets } from '../../api/pages/assets';
import { publicTabs } from '../../api/pages/draws/public-tabs';
import { createViews } from '../../api/pages/views';
import { wordsOf } from '../../api/pages/words';
import { securityHeaders } from '../../api/security-headers';
import { sha256Hex } from '../../domain/crypto/sha256';
import { type Check, FINDING_CODES } from '../../domain/draw/checks';
import { verifyBundle } from '../../domain/draw/verify-bundle';
import { startBrowser } from '../../ops/browser';

const ROOT = join(__dirname, '..', '..');
const ASSETS = join(ROOT, 'dist/assets');
/** Where pages find it. */
const ADDRESS = assetNames(ASSETS).path('verify-draw.js');
const record = (name: string): Buffer => readFileSync(join(ROOT, 'tests/fixtures/draws', name));

/** What a page with the verifier does: it fetches the record as it is served and judges its bytes. */
const PAGE_SCRIPT = `
  import { verifyBundle } from '${ADDRESS}';
  const answer = await fetch('/record.json');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const checks = verifyBundle(bytes);
  document.querySelector('#checks').textContent = JSON.stringify(checks);
  document.querySelector('#verdict').textContent = checks.every(({ ok }) => ok) ? 'holds' : 'does not hold';
`;
const PAGE = `<!doctype html><html lang="zh-CN"><title>核对</title><p id="verdict"></p><pre id="checks"></pre>
  <script type="module" src="/page.js"></script></html>`;

/** A paper of record, and the page that a stranger's phone comes to by its code: the real one, with its state for an address. */
const PAPER = Buffer.from('%PDF-1.7 验收意见');
const WORDS = wordsOf('zh-CN');
const views = createViews(join(ROOT, 'templates', 'pages'), assetNames(ASSETS));

function paperPage(state: string): string {
  const paper = {
    ...{ kind: 'opinion', reference: '佛档验〔2026〕7号', projectName: '佛山市沙口水利枢纽除险加固工程及其配套设施' },
    ...{
      projectCode: 'FS-2026-0007',
      owner: '佛山市沙口水利枢纽站',
      issuer: '佛山市档案局',
      announcedOn: '2026-03-20',
    },
    ...{ issuedOn: '2026-03-24', fileSha256: sha256Hex(PAPER), state },
    ...(state === 'void' && { replacedBy: '佛档验〔2026〕9号', replacedByCode: '7Q4M018XJD26K3PT' }),
  };
  const page = {
    ...{ title: WORDS.t('papers.verify'), width: 'mid', tabs: publicTabs(WORDS, 'papers') },
    ...{ paper, state, inForce: state === 'in_force', decided: WORDS.value('outcomeOfPaper', 'passed') },
  };
  return views.render('verify/paper', page, WORDS, false);
}

let served: Buffer;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  const app = express()
    .use(securityHeaders(false))
    .get('/', (_request, response) => void response.type('html').send(PAGE))
    .get('/verify/:state', ({ params }, response) => void response.type('html').send(paperPage(params.state)))
    .get('/page.js', (_request, response) => void response.type('js').send(PAGE_SCRIPT))
    .use(...serveAssets(ASSETS))
    .get('/record.json', (_request, response) => void response.type('json').send(served));
  server = createServer(app).listen(0, '127.0.0.1');
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

/** Opens the page on a record and reads what it says; anything that the policy of the page forbids fails the test. */
async function judged(bytes: Buffer): Promise<{ verdict: string; checks: Check[] }> {
  served = bytes;
  const page: Page = await browser.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  try {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const verdict = await page.locator('#verdict:not(:empty)').textContent({ timeout: 20_000 });
    expect(troubles).toEqual([]);
    return { verdict: verdict!, checks: JSON.parse((await page.locator('#checks').textContent())!) as Check[] };
  } catch (error) {
    throw new Error(`${error}\n${troubles.join('\n')}`);
  } finally {
    await page.close();
  }
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test.each(['tickets.json', 'leximin-of-41.json', 'table-relaxed.json', 'sample-additions-named.json'])(
  'a true record holds in the browser: %s',
  async (name) => {
    const { verdict, checks } = await judged(record(name));
    expect(verdict).toBe('holds');
    expect(checks).toEqual(asJson(verifyBundle(record(name))));
  },
);

test.each<[string, string, (bytes: Buffer) => Buffer]>([
  ['a changed byte', 'leximin-of-41.json', (bytes) => Buffer.from(bytes.with(2_000, bytes[2_000]! ^ 1))],
  ['another member', 'tickets.json', (bytes) => Buffer.from(bytes.toString().replace('"load":1', '"load":0'))],
  ['no text', 'tickets.json', (bytes) => Buffer.from(bytes.with(100, 0xff))],
  ['no record', 'tickets.json', () => Buffer.from('<html></html>')],
])('%s is found in the browser, as on the command line', async (_, name, change) => {
  const changed = change(record(name));
  const { verdict, checks } = await judged(changed);
  expect(verdict).toBe('does not hold');
  expect(checks).toEqual(asJson(verifyBundle(changed)));
  expect(FINDING_CODES).toContain(checks.find(({ ok }) => !ok)!.finding!.code);
});

describe('the page of a paper, on a phone', () => {
  const opened = async (state: string): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/verify/${state}`);
    return page;
  };

  test('tells the file of record from any other, in the browser and without sending it', async () => {
    const page = await opened('in_force');
    const sent: string[] = [];
    page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
    const give = (buffer: Buffer) =>
      page.setInputFiles('input[type=file]', { name: '验收意见.pdf', mimeType: 'application/pdf', buffer });
    await page.locator('input[type=file]').waitFor();
    await give(PAPER);
    await page.getByText(WORDS.t('papers.file-same')).waitFor();
    expect(await page.getByText(WORDS.t('papers.file-other')).isVisible()).toBe(false);
    await give(Buffer.from(PAPER.with(9, PAPER[9]! ^ 1)));
    await page.getByText(WORDS.t('papers.file-other')).waitFor();
    expect(await page.getByText(WORDS.t('papers.file-same')).isVisible()).toBe(false);
    expect(sent).toEqual([]);
    await page.close();
  });

  test.each(['in_force', 'under_review', 'void'])('says of one that is %s so, and fits its screen', async (state) => {
    const page = await opened(state);
    const status = page.getByRole('status').first();
    for (const words of [WORDS.t(`papers.${state}`), WORDS.t(`papers.${state}-hint`)])
      expect(await status.textContent()).toContain(words);
    const next = await page.getByRole('link', { name: '佛档验〔2026〕9号' }).count();
    expect(next).toBe(state === 'void' ? 1 : 0);
    const [wide, room] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]');
    expect(wide).toBeLessThanOrEqual(room);
    await page.close();
  });
});

test('the module is one small file without anything of a server or a policy’s exceptions', () => {
  const code = readFileSync(join(ROOT, 'dist', ADDRESS), 'utf8');
  expect(code.length).toBeLessThan(50_000);
  const forbidden = [/\brequire\(/, /\bimport\s*[("'{*]/, /\beval\(/, /new Function\(/, /(?<!\.)\bprocess\./, /node:/];
  expect(forbidden.filter((pattern) => pattern.test(code))).toEqual([]);
});
