import type { ImportKindId } from '../../../domain/import/kind';
import { uploadImport } from '../../routes/imports';
import { type Sent, type Submitting, text } from '../page';
import { Unfit } from '../trouble';
import { ask, type Visit } from '../visit';

/**
 * Gives a file to be looked at; nothing is written.
 *
 * @returns where its report is. @throws Refusal of reading it, Unfit without a file
 */
export async function give(
  visit: Visit & { sent: Sent; files: Submitting['files'] },
  kind: ImportKindId,
  about: Readonly<Record<string, string | undefined>>,
): Promise<{ to: string }> {
  const { sent, files, words } = visit;
  const file = files.find(({ fieldname, size }) => fieldname === 'file' && size > 0);
  if (!file) throw new Unfit([{ field: 'file', text: words.t('imports.file-missing') }]);
  const given = Object.fromEntries(Object.entries(about).filter(([, value]) => value));
  const { body } = await ask(visit, uploadImport, { body: { kind, ...given }, key: text(sent, '_key'), file });
  return { to: `/imports/${(body as { batch: { id: string } }).batch.id}` };
}
