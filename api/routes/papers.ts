import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { draftContent } from '../../activities/papers/draft-content';
import { DRAFT, paperDocument } from '../../activities/papers/paper-document';
import { PAPER_FORMATS, type PaperFormat } from '../../activities/papers/press/paper-order';
import { loadCalendar } from '../../activities/rules/load-calendar';
import { ruleSetFor } from '../../activities/rules/rule-set-for';
import { type ErrorCode, Refusal } from '../../domain/errors';
import type { PaperDocument } from '../../domain/papers/paper-document';
import { PAPER_KINDS, type PaperKind } from '../../domain/papers/paper-kind';
import type { Paper } from '../../prisma/generated/client';
import type { Actor, Occasion } from '../actor';
import { ok } from '../answer';
import { ownRoute, type Route, route } from '../route';
import { idParams } from '../schemas';
import { setAs } from '../set-paper-as';
import { visible } from '../visible';
import { visibleProject } from '../visible-project';
import { codeParams } from './projects';

const download = route({
  method: 'get',
  path: '/api/v1/papers/{id}/pdf',
  tag: 'papers',
  summary: 'The PDF of record of a paper, byte by byte as it was set when it was issued',
  params: idParams,
  answers: { 200: 'file' },
  refusals: ['NOT_FOUND', 'PAPER_LETTER_MISSING', 'PAPER_NOT_SET', 'PAPER_TOO_LARGE'],
  async handler(context) {
    const paper = await visiblePaper(context, context.params.id);
    const { content } = await context.tx.storedFile.findUniqueOrThrow({ where: { sha256: fileOf(paper) } });
    return ok({ bytes: content, mediaType: 'application/pdf', name: nameOf(paper, 'pdf') });
  },
});

const edit = ownRoute({
  method: 'get',
  path: '/api/v1/papers/{id}/docx',
  tag: 'papers',
  summary: 'The same words for Word, to be edited; of record is the PDF',
  key: 'none',
  roles: ['officer', 'director'],
  params: idParams,
  answers: { 200: 'file' },
  refusals: ['NOT_FOUND'],
  async handler({ deps, actor, occasion, params }) {
    const paper = await deps.database.withPerson(actor.personId, (tx) =>
      visiblePaper({ tx, actor, occasion }, params.id),
    );
    if (!paper.document) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    return ok(
      await setAs('docx', paper.document as unknown as PaperDocument, nameOf(paper, 'docx'), deps.config.origin),
    );
  },
});

const draft = ownRoute({
  method: 'get',
  path: '/api/v1/projects/{code}/paper-drafts/{kind}',
  tag: 'papers',
  summary: 'What a paper would say if it were issued now, marked 草稿 and without a number',
  key: 'none',
  roles: ['officer', 'director'],
  params: codeParams.extend({ kind: z.enum(PAPER_KINDS) }),
  query: z.strictObject({ format: z.enum(PAPER_FORMATS).default('pdf') }),
  answers: { 200: 'file' },
  refusals: ['NOT_FOUND', 'OPINION_STATE', 'PAPER_LETTER_MISSING', 'PAPER_TOO_LARGE'],
  async handler({ deps, actor, occasion, params, query: { format } }) {
    const document = await deps.database.withPerson(actor.personId, (tx) =>
      draftOf({ tx, actor, occasion }, params.code, params.kind),
    );
    return ok(await setAs(format, document, `${params.code} ${params.kind} 草稿.${format}`, deps.config.origin));
  },
});

interface Reader {
  tx: Tx;
  actor: Actor;
  occasion: Occasion;
}

/** @throws Refusal NOT_FOUND */
async function visiblePaper(context: Reader, id: string): Promise<Paper> {
  const see = await visible(context);
  const paper = await context.tx.paper.findFirst({ where: { AND: [{ id }, see.paper] } });
  if (!paper) throw new Refusal('NOT_FOUND', { field: 'id', value: id });
  return paper;
}

async function draftOf(context: Reader, code: string, kind: PaperKind): Promise<PaperDocument> {
  const { tx, occasion } = context;
  const { project } = await visibleProject(context, code);
  const { today, practice } = occasion;
  const rules = await ruleSetFor(tx, project, today);
  const source = { tx, project, today, practice, rules, calendar: await loadCalendar(tx) };
  return paperDocument(source, kind, await draftContent(source, kind), DRAFT);
}

/** @throws Refusal PAPER_NOT_SET; why it could not be set */
function fileOf({ id, fileSha256, fault }: Paper): string {
  if (fileSha256) return fileSha256;
  if (!fault) throw new Refusal('PAPER_NOT_SET', { field: 'id', value: id });
  const { code, ...details } = fault as { code: ErrorCode };
  throw new Refusal(code, details);
}

const nameOf = ({ reference, kind }: Paper, format: PaperFormat): string => `${reference ?? kind}.${format}`;

export const PAPER_ROUTES: readonly Route[] = [download, edit, draft];
