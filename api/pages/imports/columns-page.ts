import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { importKind } from '../../import-schemas';
import { readColumns, replaceColumns } from '../../routes/import-columns';
import { page, type Sent, text } from '../page';
import { ask } from '../visit';
import { fieldOptions } from './field-options';
import { kindsOf } from './kind-forms';

/** What headings stand for in a bureau's files of one kind: what its people taught, to be taught anew. */
export const columnsPage = page({
  path: '/imports/columns/:kind',
  params: z.object({ kind: importKind }),
  async show(context) {
    const { words, params, hat } = context;
    const { kind } = params;
    if (hat?.role !== 'officer' || !hat.jurisdictionId) throw new Refusal('FORBIDDEN', { allowed: ['officer'] });
    const { own } = await readColumns.read(context, { query: { jurisdictionId: hat.jurisdictionId, kind } });
    return {
      template: 'imports/columns',
      title: words.t('imports.columns-title', { kind: words.t(`imports.kinds.${kind}.title`) }),
      width: 'mid',
      data: {
        kind,
        path: `/imports/columns/${kind}`,
        rows: own.map(({ name, field }, at) => ({ at, name, options: fieldOptions(kind, field ?? '') })),
        anew: { at: own.length, options: fieldOptions(kind, null) },
        kinds: [...kindsOf('officer'), 'catalogue'].map((each) => ({
          path: `/imports/columns/${each}`,
          words: words.t(`imports.kinds.${each}.title`),
          current: each === kind,
        })),
        back: kindsOf('officer').includes(kind) ? `/imports/new/${kind}` : '/imports',
      },
    };
  },
  async submit(context) {
    const { params, sent, request, words } = context;
    const jurisdictionId = await context.reading(async ({ hat }) => hat?.jurisdictionId);
    await ask(context, replaceColumns, { body: { jurisdictionId, kind: params.kind, own: columnsOf(sent) } });
    request.session.flash = { tone: 'ok', text: words.t('imports.columns-saved') };
    return { to: `/imports/columns/${params.kind}` };
  },
});

/** Names and fields of a form's rows; one without a name, or not to be known any more, is left out. */
export function columnsOf(sent: Sent): { name: string; field: string | null }[] {
  return Object.keys(sent).flatMap((key) => {
    const [, at] = /^name\.(\d+)$/.exec(key) ?? [];
    const name = at === undefined ? '' : text(sent, key).trim();
    const field = text(sent, `field.${at}`);
    if (name === '' || field === FORGET) return [];
    return [{ name, field: field === PASS_OVER ? null : field }];
  });
}

/** What is chosen for a heading that is not to be known any more, and for a column that is not read. */
export const FORGET = '';
export const PASS_OVER = '-';
