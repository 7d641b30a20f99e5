import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { importKind } from '../../import-schemas';
import { newFormKey, page, text } from '../page';
import { wordsOf } from '../words';
import { give } from './give';
import { KIND_FORMS, kindsOf, LEVELS } from './kind-forms';

/** A list, a plan or another spreadsheet of the bureau, given to be looked at. */
export const uploadPage = page({
  path: '/imports/new/:kind',
  params: z.object({ kind: importKind }),
  files: true,
  async show(context) {
    const { words, params, hat, occasion } = context;
    const { kind } = params;
    const { of, asks } = KIND_FORMS[kind];
    if (of === 'project') throw new Refusal('NOT_FOUND', { field: 'kind', value: kind });
    if (!kindsOf(hat?.role).includes(kind)) {
      throw new Refusal('FORBIDDEN', { allowed: [of === 'bureau' ? 'officer' : 'admin'] });
    }
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
        source: asks.includes('source'),
        teaches: of === 'bureau',
        key: newFormKey(),
      },
    };
  },
  async submit(context) {
    const { params, sent } = context;
    const bureau = await context.reading(async ({ hat }) => hat?.jurisdictionId ?? undefined);
    const { of } = KIND_FORMS[params.kind];
    const level = LEVELS.find((each) => each === text(sent, 'level'));
    return give(context, params.kind, {
      jurisdictionId: of === 'bureau' ? bureau : undefined,
      year: text(sent, 'year').trim(),
      source: text(sent, 'source').trim(),
      // A listing says its level as the lists do, whoever's language the page has.
      level: level && wordsOf('zh-CN').t(`imports.levels.${level}`),
    });
  },
});
