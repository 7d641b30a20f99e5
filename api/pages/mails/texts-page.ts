import { join } from 'node:path';
import { z } from 'zod';
import { createMailRenderer, type MailRenderer } from '../../../activities/mail/render';
import { SAMPLE_CONTEXT, sampleMessage } from '../../../activities/mail/sample';
import { MESSAGE_KINDS } from '../../../domain/mail/message-kind';
import { page } from '../page';

const READERS = { roles: ['admin', 'director', 'officer', 'recorder'] } as const;

/** What each kind of message says. */
const list = page({
  ...READERS,
  path: '/mail-texts',
  async show({ words }) {
    return {
      template: 'mails/texts',
      title: words.t('mails-page.texts'),
      width: 'mid',
      data: { kinds: MESSAGE_KINDS },
    };
  },
});

let renderer: MailRenderer | undefined;

/** One kind as its reader gets it, filled with a sample. */
const one = page({
  ...READERS,
  path: '/mail-texts/:kind',
  params: z.strictObject({ kind: z.enum(MESSAGE_KINDS) }),
  async show({ words, params: { kind }, deps, occasion }) {
    renderer ??= createMailRenderer(join(deps.config.templates, 'mail'));
    const { practice } = occasion;
    const { subject, text, attachments } = renderer.render([sampleMessage(kind)], { ...SAMPLE_CONTEXT, practice });
    const at = MESSAGE_KINDS.indexOf(kind);
    return {
      template: 'mails/text',
      title: words.t(`mails.${kind}`),
      width: 'mid',
      data: {
        ...{ subject, text, attachments: attachments.map(({ filename }) => filename) },
        before: MESSAGE_KINDS[at - 1],
        next: MESSAGE_KINDS[at + 1],
      },
    };
  },
});

export const MAIL_TEXT_PAGES = [list, one];
