import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { track } from './open-resources';

/** One message as the server took it. */
export interface ReceivedMail {
  envelopeFrom: string;
  envelopeTo: string[];
  messageId: string | undefined;
  subject: string | undefined;
  mail: ParsedMail;
  raw: string;
}

/** A real SMTP server with an inbox, which can be made to misbehave. */
export interface TestSmtp {
  url: string;
  port: number;
  inbox: ReceivedMail[];
  /** Answers each message with this code from now on (450 later, 550 never); `accept()` ends it. */
  refuse(code: number, words?: string): void;
  accept(): void;
  /** Waits this long before it answers a message. */
  delay(ms: number): void;
  /** Takes the message, then breaks the connection before the answer: the sender can't know. */
  loseAnswers(lose: boolean): void;
  /** Nobody listens; connections are cut. */
  down(): Promise<void>;
  /** Listens again on the same port. */
  up(): Promise<void>;
  /** Resolves when the inbox has `count` messages. */
  waitFor(count: number, timeoutMs?: number): Promise<ReceivedMail[]>;
  close(): Promise<void>;
}

/** Starts the server. Call it in `beforeAll` and `close()` it in `afterAll`. */
export async function startTestSmtp(): Promise<TestSmtp> {
  const inbox: ReceivedMail[] = [];
  const behaviour = { refusal: undefined as Error | undefined, delayMs: 0, losesAnswers: false };

  const create = () => {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      closeTimeout: 50,
      async onData(stream, { envelope }, answer) {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk);
        if (behaviour.delayMs > 0) await sleep(behaviour.delayMs);
        if (behaviour.refusal) return answer(behaviour.refusal);
        const raw = Buffer.concat(chunks);
        const mail = await simpleParser(raw);
        inbox.push({
          envelopeFrom: envelope.mailFrom ? envelope.mailFrom.address : '',
          envelopeTo: envelope.rcptTo.map(({ address }) => address),
          messageId: mail.messageId,
          subject: mail.subject,
          mail,
          raw: raw.toString('utf8'),
        });
        if (behaviour.losesAnswers) cut(server);
        else answer();
      },
    });
    server.on('error', () => {}); // a cut connection is what some tests want
    return server;
  };

  let server = create();
  const port = await listenSomewhere(server);
  const down = async () => {
    const old = server;
    await new Promise<void>((resolve) => {
      old.close(() => resolve());
      cut(old);
    });
  };
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    inbox,
    refuse(code, words = 'not now') {
      behaviour.refusal = Object.assign(new Error(words), { responseCode: code });
    },
    accept() {
      behaviour.refusal = undefined;
    },
    delay(ms) {
      behaviour.delayMs = ms;
    },
    loseAnswers(lose) {
      behaviour.losesAnswers = lose;
    },
    down,
    async up() {
      server = create();
      await listen(server, port);
    },
    async waitFor(count, timeoutMs = 10_000) {
      for (const limit = Date.now() + timeoutMs; inbox.length < count; await sleep(20)) {
        if (Date.now() > limit) throw new Error(`${inbox.length} of ${count} messages after ${timeoutMs} ms`);
      }
      return inbox;
    },
    close: track(`SMTP server on ${port}`, down),
  };
}

function listen(server: SMTPServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

/** Below the ports that systems hand out by themselves (Linux: from 32,768): nobody else is given it while the server is down. */
async function listenSomewhere(server: SMTPServer): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    try {
      await listen(server, port);
      return port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}

/** Breaks every open connection without a word. */
function cut(server: SMTPServer): void {
  const { connections } = server as unknown as { connections: Set<{ _socket?: { destroy(): void } }> };
  for (const { _socket } of connections) _socket?.destroy();
}
