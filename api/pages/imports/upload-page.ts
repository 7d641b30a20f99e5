import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { importKind } from '../../import-schemas';
import { newFormKey, page, text } from '../page';
import { wordsOf } from '../words';
import { give } from './give';
import { BUREAU_KINDS, KIND_FORMS, LEVELS } from './kind-forms';

/** A list, a plan or another spreadsheet of the bureau, given to be looked at. */
export const uploadPage = page({
  path: '/imports/new/:kind',
  params: z.object({ kind: importKind }),
  files: true,
  async show(context) {
    const { words, params, hat, occasion } = context;
    const { kind } = params;
    if (!BUREAU_KINDS.includes(kind))
      throw new Refusal('NOT_FOUND', { field: 'kind', value: kind, allowed: BUREAU_KINDS });
    if (hat?.role !== 'officer') throw new Refusal('FORBIDDEN', { allowed: ['officer'] });
    const { asks } = KIND_FORMS[kind];
    return {
      template: 'imports/upload',
      title: words.t(`imports.kinds.${kind}.title`),
      width: 'mid',
      data: {
        kind,
        path: `/imports/new/${kind}`,
        lead: words.t(`imports.kinds.${kind}.lead`),
        year: asks.includes('year') ? occasion.today.slice(0, 4) : null,
        levels: asks.includes('level') ? LEVELS : null,
        key: newFormKey(),
      },
    };
  },
  async submit(context) {
    const { params, sent } = context;
    const jurisdictionId = await context.reading(async ({ hat }) => hat?.jurisdictionId ?? undefined);
    const level = LEVELS.find((each) => each === text(sent, 'level'));
    return give(context, params.kind, {
      jurisdictionId,
      year: text(sent, 'year').trim(),
      // A listing says its level as the lists do, whoever's language the page has.
      level: level && wordsOf('zh-CN').t(`imports.levels.${level}`),
    });
  },
});
