import { z } from 'zod';
import { SAMPLE_CONTEXT, sampleMessage } from '../../activities/mail/sample';
import { setPaper } from '../../activities/papers/press/press';
import { checkWording, samplePaper } from '../../activities/wordings/check-wording';
import { SHIPPED_VERSION } from '../../activities/wordings/shipped-wordings';
import { requireShipped, wordingInForce } from '../../activities/wordings/wording-in-force';
import type { MailText } from '../../domain/mail/mail-text';
import type { PaperTemplate } from '../../domain/papers/paper-template';
import type { WordingSubject } from '../../prisma/generated/client';
import { ok } from '../answer';
import type { ApiDeps } from '../deps';
import { mailRenderer } from '../mail-renderer';
import { type FileBody, ownRoute, type Route } from '../route';
import { idParams } from '../schemas';
import { KEEPERS, requireBureau, requireVersion, wordingParams } from './wordings';

const SUMMARY = 'a paper as PDF with the names of its fields for their contents, a mail as HTML filled with a sample';

export const previewWording = ownRoute({
  method: 'post',
  path: '/api/v1/jurisdictions/{id}/wordings/{subject}/{code}/preview',
  tag: 'wordings',
  summary: `How a wording would look before it is proposed: ${SUMMARY}`,
  key: 'none',
  roles: KEEPERS,
  params: wordingParams,
  body: z.strictObject({ body: z.looseObject({}) }),
  answers: { 200: 'file' },
  refusals: ['FORBIDDEN', 'PAPER_LETTER_MISSING', 'WORDING_FIELD_UNKNOWN', 'WORDING_INVALID', 'WORDING_UNKNOWN'],
  async handler({ deps, actor, params: { id, subject, code }, body }) {
    await deps.database.withPerson(actor.personId, (tx) => requireBureau(tx, actor, id));
    requireShipped(subject, code);
    return ok(await previewOf(deps, subject, checkWording(subject, code, body.body), SHIPPED_VERSION));
  },
});

const previewInForce = ownRoute({
  method: 'get',
  path: '/api/v1/jurisdictions/{id}/wordings/{subject}/{code}/preview',
  tag: 'wordings',
  summary: `How the wording in force looks: ${SUMMARY}`,
  key: 'none',
  roles: KEEPERS,
  params: wordingParams,
  answers: { 200: 'file' },
  refusals: ['FORBIDDEN', 'PAPER_LETTER_MISSING', 'WORDING_UNKNOWN'],
  async handler({ deps, actor, occasion, params: { id, subject, code } }) {
    const { body, version } = await deps.database.withPerson(actor.personId, async (tx) => {
      const bureau = await requireBureau(tx, actor, id);
      return wordingInForce(tx, subject, bureau, code, occasion.today);
    });
    return ok(await previewOf(deps, subject, body, version));
  },
});

const previewWordingVersion = ownRoute({
  method: 'get',
  path: '/api/v1/wordings/{id}/preview',
  tag: 'wordings',
  summary: `How a proposed wording will look: ${SUMMARY}`,
  key: 'none',
  roles: KEEPERS,
  params: idParams,
  answers: { 200: 'file' },
  refusals: ['FORBIDDEN', 'PAPER_LETTER_MISSING'],
  async handler({ deps, actor, params }) {
    const { subject, body, version } = await deps.database.withPerson(actor.personId, async (tx) => {
      const row = await requireVersion(tx, params.id);
      await requireBureau(tx, actor, row.jurisdictionId);
      return row;
    });
    return ok(await previewOf(deps, subject, body as never, version));
  },
});

async function previewOf(
  deps: ApiDeps,
  subject: WordingSubject,
  body: PaperTemplate | MailText,
  version: number,
): Promise<FileBody> {
  const name = `${body.code} ${version}`;
  if (subject === 'paper') {
    const document = samplePaper(body as PaperTemplate, version);
    const bytes = await setPaper({ document, format: 'pdf', origin: deps.config.origin });
    return { bytes, mediaType: 'application/pdf', name: `${name}.pdf` };
  }
  const { html } = sampleMail(deps, body as MailText);
  return { bytes: Buffer.from(html), mediaType: 'text/html', name: `${name}.html` };
}

/** A mail in these words, filled with a sample. */
export function sampleMail({ config }: Pick<ApiDeps, 'config'>, body: MailText) {
  return mailRenderer(config.templates).render([{ ...sampleMessage(body.code), wording: { body } }], SAMPLE_CONTEXT);
}

export const WORDING_PREVIEW_ROUTES: readonly Route[] = [previewWording, previewInForce, previewWordingVersion];
