import { createTransport } from 'nodemailer';

const PATIENCE_MS = 5_000;

/**
 * Says it when the mail server can't be used. No reason not to start: mail waits in the outbox, and people act meanwhile.
 */
export async function checkMailServer(smtpUrl: string, say: (line: string) => void): Promise<void> {
  const limits = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
  const transport = createTransport({ url: smtpUrl, ...limits });
  try {
    await transport.verify();
  } catch (error) {
    // The address may hold a password.
    say(
      `mail server ${new URL(smtpUrl).host} can't be used (${(error as Error).message}): mail waits and is tried again; ` +
        'if this is the wrong server, correct SMTP_URL',
    );
  } finally {
    transport.close();
  }
}
