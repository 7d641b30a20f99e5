import { z } from 'zod';
import type { MailText } from '../../../domain/mail/mail-text';
import { WordingSubject } from '../../../prisma/generated/enums';
import type { Reading } from '../../route';
import { listJurisdictions } from '../../routes/jurisdictions';
import { sampleMail } from '../../routes/wording-previews';
import { readWording } from '../../routes/wordings';
import { page } from '../page';
import type { Words } from '../words';
import { readLines } from './difference';
import type { Draft } from './draft';
import { mailView } from './mail-view';
import { WORDING_READERS, wordingName } from './names';

/** Where a bureau's wording of one thing is. */
export const wordingParams = z.strictObject({
  bureau: z.uuid(),
  subject: z.enum(WordingSubject),
  code: z.string().max(50),
});
export type WordingParams = z.output<typeof wordingParams>;

export const wordingPath = ({ bureau, subject, code }: WordingParams): string =>
  `/wordings/${bureau}/${subject}/${code}`;

/** The wording with what its pages have in common: its name, whose it is, the way back. */
export async function wordingOf(context: Reading & { words: Words }, params: WordingParams) {
  const { bureau, subject, code } = params;
  const wording = await readWording.read(context, { params: { id: bureau, subject, code } });
  const { items } = await listJurisdictions.read(context, {});
  const bureauOf = (id: string | null) => items.find((each) => each.id === id)?.bureauName ?? null;
  return {
    ...wording,
    name: wordingName(subject, code, context.words),
    bureauName: bureauOf(bureau),
    of: bureauOf(wording.inForce.jurisdictionId),
    bureau,
    path: wordingPath(params),
    list: `/wordings?${new URLSearchParams({ bureau, subject })}`,
    mail: subject === 'mail',
  };
}

/** What is said today, as its reader gets it, with every version that there was. */
export const wordingPage = page({
  ...WORDING_READERS,
  path: '/wordings/:bureau/:subject/:code',
  params: wordingParams,
  async show(context) {
    const { words, params, deps, occasion } = context;
    const wording = await wordingOf(context, params);
    const { body, id } = wording.inForce;
    const sample = wording.mail ? sampleMail(deps, body as MailText) : null;
    return {
      template: 'wordings/wording',
      title: wording.name,
      data: {
        ...{ wording, sample, files: sample?.attachments.map(({ filename }) => filename) },
        lines: readLines(body as Draft, params.subject, words),
        versions: wording.versions.map((each) => ({
          ...each,
          inForce: each.id === id,
          toCome: each.approved === true && each.effectiveFrom > occasion.today,
        })),
        waiting: wording.versions.find(({ approved }) => approved === null),
      },
    };
  },
});

/** A mail as a mail program shows it. */
export const inForceMailPage = page({
  ...WORDING_READERS,
  path: '/wordings/:bureau/mail/:code/preview',
  params: wordingParams.omit({ subject: true }),
  async show(context) {
    const { params, deps } = context;
    const { inForce } = await wordingOf(context, { ...params, subject: 'mail' });
    return mailView(context, sampleMail(deps, inForce.body as MailText).html);
  },
});
