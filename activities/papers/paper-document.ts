import { fillTemplate, type PaperFacts } from '../../domain/papers/fill-template';
import type { PaperDocument } from '../../domain/papers/paper-document';
import { type PaperKind, paperCode } from '../../domain/papers/paper-kind';
import { word } from '../mail/words';
import { wordingInForce } from '../wordings/wording-in-force';
import { commonFacts } from './facts/common-facts';
import { factsOf } from './facts/index';
import type { PaperContent, PaperSource } from './facts/paper-source';

/** What makes one paper of a kind. */
export interface PaperIdentity {
  /** Null: a draft. */
  id: string | null;
  reference: string | null;
  /** Of its verification page; null: it has none. */
  token: string | null;
}

export const DRAFT: PaperIdentity = { id: null, reference: null, token: null };

/**
 * All words of a paper about a project, from what is on record now.
 *
 * @throws Refusal WORDING_FIELD_UNKNOWN when its wording names what the paper has not; of the kind's own facts
 */
export async function paperDocument(
  source: PaperSource,
  kind: PaperKind,
  content: PaperContent,
  { id, reference, token }: PaperIdentity,
): Promise<PaperDocument> {
  const { tx, project, today, practice } = source;
  const code = paperCode(kind, content);
  const { body, version } = await wordingInForce(tx, 'paper', project.jurisdiction, code, today);
  const facts: PaperFacts = {
    ...(await commonFacts(source)),
    ...(await factsOf(source, code, content)),
    reference: reference ?? '',
    token: token ?? '',
    tokenGroups: token?.match(/.{4}/g)?.join('-') ?? '',
  };
  return fillTemplate(body, facts, {
    template: { code, version },
    issuer: project.jurisdiction.bureauName,
    reference,
    date: today,
    draft: id === null,
    practice,
    colophon: word('colophon', id === null ? 'draft' : 'issued')
      .replace('{id}', id ?? '')
      .replace('{code}', code)
      .replace('{version}', String(version)),
  });
}
