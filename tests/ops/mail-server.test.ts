import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type MailServer, startMailServer } from '../../ops/stack/mail-server';
import { track } from '../support/open-resources';

const MAILS = 3_000;
let home: string;
let server: MailServer;
let close: () => Promise<void>;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'dangyan-mail-'));
  server = await startMailServer({
    folder: join(home, 'mail'),
    logFile: join(home, 'mail.log'),
    smtpPort: 0,
    inboxPort: 0,
  });
  close = track('mail server', server.stop);
});

afterAll(async () => {
  await close();
  rmSync(home, { recursive: true });
});

async function inbox(): Promise<{ total: number; subjects: string[] }> {
  const response = await fetch(`${server.inboxUrl}/api/email/summary`);
  const { items, total } = (await response.json()) as { items: { subject: string }[]; total: number };
  return { total, subjects: items.map(({ subject }) => subject) };
}

const message = (subject: string) => ({
  from: 'bureau@example.org',
  to: 'owner@example.org',
  subject,
  text: '档案验收',
});

test('thousands of mails in a row arrive, and outlive an outage', async () => {
  const { hostname: host, port } = new URL(server.smtpUrl);
  const transport = createTransport({
    host,
    port: Number(port),
    pool: true,
    maxConnections: 5,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  await Promise.all(Array.from({ length: MAILS }, (_, number) => transport.sendMail(message(`通知 ${number}`))));
  expect((await inbox()).total).toBe(MAILS);

  await server.stop();
  await expect(transport.sendMail(message('lost'))).rejects.toMatchObject({
    code: expect.stringMatching(/ECONN|ESOCKET/),
  });
  await server.restart();
  await transport.sendMail(message('after the outage'));
  transport.close();
  const { total, subjects } = await inbox();
  expect(total).toBe(MAILS + 1);
  expect(subjects).toContain('after the outage');
});
