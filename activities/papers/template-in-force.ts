import { Refusal } from '../../domain/errors';
import type { PaperCode } from '../../domain/papers/paper-kind';
import type { PaperTemplate } from '../../domain/papers/paper-template';
import type { Jurisdiction } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { SHIPPED_VERSION, shippedTemplates } from './shipped-templates';

export interface TemplateInForce {
  template: PaperTemplate;
  version: number;
}

/** The wording that a bureau's papers have today: its own latest approved one, else its parent's, else the one that ships. */
export async function templateInForce(
  tx: Tx,
  { id, parentId }: Pick<Jurisdiction, 'id' | 'parentId'>,
  code: PaperCode,
): Promise<TemplateInForce> {
  for (const jurisdictionId of [id, parentId]) {
    const own = jurisdictionId && (await latestApproved(tx, jurisdictionId, code));
    if (own) return { template: own.body as unknown as PaperTemplate, version: own.version };
  }
  const template = shippedTemplates().get(code);
  if (!template)
    throw new Refusal('PAPER_KIND_UNKNOWN', { field: 'kind', value: code, allowed: [...shippedTemplates().keys()] });
  return { template, version: SHIPPED_VERSION };
}

const latestApproved = (tx: Tx, jurisdictionId: string, code: string) =>
  tx.paperTemplateVersion.findFirst({
    where: { jurisdictionId, code, approved: true },
    orderBy: { version: 'desc' },
  });
