import { join } from 'node:path';
import { createMailRenderer, type MailRenderer } from '../activities/mail/render';

const renderers = new Map<string, MailRenderer>();

/** Compiled once: the parts of mails stay as they are while the process lives. */
export function mailRenderer(templates: string): MailRenderer {
  const known = renderers.get(templates) ?? createMailRenderer(join(templates, 'mail'));
  renderers.set(templates, known);
  return known;
}
