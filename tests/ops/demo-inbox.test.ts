import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { Inbox } from '../../ops/demo/inbox';
import { type MailServer, startMailServer } from '../../ops/stack/mail-server';
import { track } from '../support/open-resources';

let home: string;
let server: MailServer;
let close: () => Promise<void>;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'dangyan-inbox-'));
  const options = { folder: join(home, 'mail'), logFile: join(home, 'mail.log'), smtpPort: 0, inboxPort: 0 };
  server = await startMailServer(options);
  close = track('mail server', server.stop);
});

afterAll(async () => {
  await close();
  rmSync(home, { recursive: true });
});

test('each mail is read once by whom it went to, also after an outage, and what came twice is told', async () => {
  const { hostname: host, port } = new URL(server.smtpUrl);
  const send = async (to: string, messageId: string) => {
    const transport = createTransport({ host, port: Number(port) });
    await transport.sendMail({
      from: 'bureau@example.org',
      to,
      messageId,
      subject: '请登记',
      text: `请办理：http://127.0.0.1:3000/projects/NH-2026-0001/registration?from=mail`,
      headers: { 'X-Dangyan-Kind': 'report-due, item-due' },
    });
    transport.close();
  };
  const inbox = new Inbox(server.inboxUrl);
  await send('li@example.org', '<1@example.org>');
  await send('wang@example.org', '<2@example.org>');
  await inbox.refresh();
  expect(inbox.waiting()).toEqual(['li@example.org', 'wang@example.org']);
  expect(inbox.has('li@example.org', 'item-due')).toBe(true);
  expect(inbox.take('li@example.org')).toEqual([
    {
      id: '<1@example.org>',
      subject: '请登记',
      text: expect.stringContaining('请办理'),
      links: ['/projects/NH-2026-0001/registration?from=mail'],
      kind: 'report-due',
      kinds: ['report-due', 'item-due'],
      projectCode: 'NH-2026-0001',
    },
  ]);

  await server.stop();
  await server.restart();
  inbox.startOver();
  await send('wang@example.org', '<2@example.org>');
  await inbox.refresh();
  expect(inbox.take('li@example.org')).toEqual([]);
  expect(inbox.take('wang@example.org')).toHaveLength(1);
  expect(inbox).toMatchObject({ total: 3, doubled: 1, messageIds: new Set(['<1@example.org>', '<2@example.org>']) });
});
