import { checkWording } from '../../../activities/wordings/check-wording';
import type { FileBody } from '../../route';
import { previewWording } from '../../routes/wording-previews';
import { proposeWording } from '../../routes/wordings';
import { newFormKey, page, type Sent, type Showing, text, type View } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';
import { NEW_BLOCKS } from './block-text';
import { differenceOf } from './difference';
import { blockForms, changed, type Draft, edited, HEADS, kindName } from './draft';
import { fieldViews } from './field-views';
import { mailView } from './mail-view';
import { WORDING_READERS } from './names';
import { wordingOf, wordingParams } from './wording-page';

type Context = Showing<typeof wordingParams, undefined>;

/** Another wording is made of the one in force, part by part; it is proposed once its difference was read. */
export const editPage = page({
  ...WORDING_READERS,
  path: '/wordings/:bureau/:subject/:code/edit',
  params: wordingParams,
  inputOf: (field) => {
    const [, block] = /^blocks\[(\d+)\]/.exec(field) ?? [];
    if (block !== undefined) return `blocks.${block}`;
    return field === 'blocks' ? null : field.replace(/\.text$/, '');
  },
  async show(context) {
    const { again, params } = context;
    if (again) return editView(context, edited(again.sent, params.subject), again.sent);
    const { inForce } = await wordingOf(context, params);
    return editView(context, inForce.body as Draft, {});
  },
  async submit(context) {
    const { sent, words, request } = context;
    const { bureau, subject, code } = context.params;
    const [what = '', name = ''] = text(sent, '_do').split(':');
    const draft = edited(sent, subject);
    if (what === 'edit') return context.reading((showing) => editView(showing, draft, sent));
    if (['less', 'up', 'down'].includes(what) || what === 'more') {
      const part = what === 'more' ? text(sent, '_kind') : name;
      return context.reading((showing) => editView(showing, changed(draft, what, part, subject), sent));
    }
    const params = { id: bureau, subject, code };
    const { code: _, ...body } = draft;
    if (what === 'propose') {
      if (!text(sent, 'reason').trim()) throw new Unfit([{ field: 'reason', text: words.t('fault.missing') }]);
      const effectiveFrom = text(sent, 'effectiveFrom').trim();
      const given = { body, reason: text(sent, 'reason').trim(), ...(effectiveFrom ? { effectiveFrom } : {}) };
      const answer = await ask(context, proposeWording, { params, body: given, key: text(sent, '_key') });
      request.session.flash = { tone: 'ok', text: words.t('wordings.proposed') };
      return { to: `/wordings/versions/${(answer.body as { id: string }).id}` };
    }
    if (what !== 'preview') return context.reading((showing) => checkView(showing, draft, sent));
    const file = (await ask(context, previewWording, { params, body: { body } })).body as FileBody;
    if (subject === 'paper') return { file };
    return mailView(context, Buffer.from(file.bytes).toString());
  },
});

async function editView(context: Context, draft: Draft, sent: Sent): Promise<View> {
  const { words, params } = context;
  const wording = await wordingOf(context, params);
  return {
    template: 'wordings/edit',
    title: words.t('wordings.edit-title', { name: wording.name }),
    data: {
      wording,
      body: JSON.stringify(draft),
      heads: HEADS[params.subject]!.map((name) => ({
        name,
        label: words.t(`wordings.heads.${name}`),
        value: String(draft[name] ?? ''),
      })),
      blocks: blockForms(draft.blocks, words),
      kinds: NEW_BLOCKS[params.subject]!.map((block) => ({ value: block.kind, label: kindName(block, words) })),
      fields: fieldViews(wording.fields as object, words),
      kept: keptOf(sent),
    },
  };
}

/** @throws Refusal WORDING_INVALID, WORDING_FIELD_UNKNOWN for what can't be said */
async function checkView(context: Context, draft: Draft, sent: Sent): Promise<View> {
  const { words, params } = context;
  checkWording(params.subject, params.code, draft);
  const wording = await wordingOf(context, params);
  return {
    template: 'wordings/check',
    title: words.t('act.check', { act: words.t('wordings.propose') }),
    width: 'mid',
    data: {
      wording,
      body: JSON.stringify(draft),
      lines: differenceOf(wording.inForce.body as Draft, draft, params.subject, words),
      kept: keptOf(sent),
      key: newFormKey(),
    },
  };
}

/** What was said of the proposal while its words are gone over once more. */
const keptOf = (sent: Sent) => ({ reason: text(sent, 'reason'), effectiveFrom: text(sent, 'effectiveFrom') });
