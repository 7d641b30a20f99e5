import type { AddressInfo } from 'node:net';
import { createTransport } from 'nodemailer';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { smtpFailure } from '../../activities/mail/smtp-failure';

/** What we make of a real server's answer at one step of the dialogue. */
async function answered(step: keyof SMTPServerOptions, responseCode: number, to = 'reader@example.cn') {
  const refuse = (...given: unknown[]) => {
    const answer = given.at(-1) as (error: Error) => void;
    if (step === 'onData') (given[0] as NodeJS.ReadableStream).resume();
    answer(Object.assign(new Error('no'), { responseCode }));
  };
  const server = new SMTPServer({ disabledCommands: ['STARTTLS', 'AUTH'], authOptional: true, [step]: refuse });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  try {
    const transport = createTransport({ host: '127.0.0.1', port: (server.server.address() as AddressInfo).port });
    await transport.sendMail({ from: 'dangyan@example.cn', to, text: '' });
    throw new Error('was sent');
  } catch (error) {
    return smtpFailure(error);
  } finally {
    await new Promise<void>((resolve) => void server.close(resolve));
  }
}

it.each([
  ['onRcptTo', 550, 'address'],
  ['onRcptTo', 450, 'passing'],
  ['onMailFrom', 550, 'passing'],
  ['onData', 554, 'message'],
  ['onData', 451, 'passing'],
  ['onConnect', 554, 'passing'],
] as const)('%s answered %i is %s', async (step, code, failure) => {
  expect(await answered(step, code)).toBe(failure);
});

it('takes a refused connection for passing', async () => {
  const transport = createTransport({ host: '127.0.0.1', port: 1 });
  const error = await transport
    .sendMail({ from: 'a@example.cn', to: 'b@example.cn', text: '' })
    .catch((reason) => reason);
  expect(smtpFailure(error)).toBe('passing');
});
