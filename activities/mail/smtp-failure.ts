/**
 * - `address`: the server knows no such recipient, and never will.
 * - `message`: the server refuses this message for good.
 * - `passing`: anything else, a server out of reach or our own settings among it; worth trying again.
 */
export type SmtpFailure = 'address' | 'message' | 'passing';

/** What an error of nodemailer says about the message (RFC 5321, 4.2.1: 5yz replies are permanent). */
export function smtpFailure(error: unknown): SmtpFailure {
  const { responseCode, command, message } = error as { responseCode?: number; command?: string; message?: string };
  if (command === 'API' && message?.startsWith('Invalid recipient')) return 'address';
  if (responseCode === undefined || responseCode < 500) return 'passing';
  if (command === 'RCPT TO') return 'address';
  return command === 'DATA' ? 'message' : 'passing';
}
