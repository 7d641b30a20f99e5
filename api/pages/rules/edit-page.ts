import { z } from 'zod';
import { isLocalDate } from '../../../domain/calendar/local-date';
import { RULE_SECTIONS } from '../../../domain/rules/rule-rows';
import { validateRuleSet } from '../../../domain/rules/validate-rule-set';
import { ruleSetEffects } from '../../routes/rule-set-effects';
import { listRuleSets, proposeRuleSet, readRuleSet } from '../../routes/rule-sets';
import { newFormKey, page, type Sent, type Showing, text, type View } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';
import { type Draft, ruleFields, withEdits, withEntry } from './rule-editor';
import { absentParts, withoutPart, withPart } from './rule-parts';
import { changeView } from './rule-views';
import { RULE_READERS } from './rules-pages';

const params = z.strictObject({ id: z.uuid() });

type Context = Showing<typeof params, undefined>;

/** A new version made of another one, section by section; it is proposed once its difference was read. */
export const editPage = page({
  ...RULE_READERS,
  path: '/rules/:id/edit',
  params,
  inputOf: (field) => field.replace(/\[(\d+)\]/g, '.$1'),
  async show(context) {
    const { again } = context;
    const draft = again && edited(again.sent);
    if (again && draft) return editView(context, draft, text(again.sent, '_section'));
    const version = await readRuleSet.read(context, { params: context.params });
    const { items } = await listRuleSets.read(context, { query: { code: version.code } });
    const next = Math.max(...items.map((each) => each.version)) + 1;
    return editView(context, { ...version.body, version: next }, RULE_SECTIONS[0]);
  },
  async submit(context) {
    const { sent, words, request } = context;
    const wanted = text(sent, '_do');
    const section = text(sent, '_section');
    const draft = edited(sent);
    if (!draft) throw new Unfit([{ field: '_body', text: words.t('rules.begin-again') }]);
    const [what, name = ''] = wanted.split(':');
    if (what === 'section') return context.reading((showing) => editView(showing, draft, name));
    if (what === 'more' || what === 'less') {
      return context.reading((showing) => editView(showing, withEntry(draft, what, name), section));
    }
    if (what === 'part') {
      return context.reading((showing) => editView(showing, withPart(draft, text(sent, '_part')), section));
    }
    if (what === 'without') return context.reading((showing) => editView(showing, withoutPart(draft, name), section));
    if (!isLocalDate(String(draft.effectiveFrom))) {
      throw new Unfit([{ field: 'effectiveFrom', text: words.t('form.date-missing') }]);
    }
    if (wanted !== 'propose') return context.reading((showing) => checkView(showing, draft, section));
    const { body } = await ask(context, proposeRuleSet, { body: { body: draft }, key: text(sent, '_key') });
    request.session.flash = { tone: 'ok', text: words.t('rules.proposed') };
    return { to: `/rules/${(body as { id: string }).id}` };
  },
});

/** The version that is being made, with what the form says of it; null for what is no form of this page. */
function edited(sent: Sent): Draft | null {
  const draft = draftOf(sent);
  return draft && withEdits(withHead(draft, sent), text(sent, '_section'), sent);
}

function draftOf(sent: Sent): Draft | null {
  try {
    const draft = JSON.parse(text(sent, '_body')) as Draft;
    return RULE_SECTIONS.every((section) => typeof draft[section] === 'object' && draft[section] !== null)
      ? draft
      : null;
  } catch {
    return null;
  }
}

function withHead(draft: Draft, sent: Sent): Draft {
  const effectiveFrom = text(sent, 'effectiveFrom').trim();
  const name = text(sent, 'name').trim();
  return { ...draft, ...(effectiveFrom ? { effectiveFrom } : {}), ...(name ? { name } : {}) };
}

async function editView(context: Context, draft: Draft, section: string): Promise<View> {
  const { words, params } = context;
  const shown = RULE_SECTIONS.find((each) => each === section) ?? RULE_SECTIONS[0];
  return {
    template: 'rules/edit',
    title: words.t('rules.edit-title', { name: String(draft.name), version: String(draft.version) }),
    width: 'mid',
    data: {
      path: `/rules/${params.id}/edit`,
      back: `/rules/${params.id}`,
      draft,
      body: JSON.stringify(draft),
      section: shown,
      sections: RULE_SECTIONS.map((id) => ({ id, title: words.t(`rules.sections.${id}`), current: id === shown })),
      rules: ruleFields(draft, shown, words),
      absent: absentParts(draft, shown, words),
      key: newFormKey(),
    },
  };
}

/** @throws Refusal RULE_SET_INVALID for what the domain does not take */
async function checkView(context: Context, draft: Draft, section: string): Promise<View> {
  const { words, params } = context;
  const effects = await ruleSetEffects(context, validateRuleSet(draft));
  return {
    template: 'rules/check',
    title: words.t('act.check', { act: words.t('rules.propose') }),
    data: {
      path: `/rules/${params.id}/edit`,
      ...{ draft, section, effects, body: JSON.stringify(draft) },
      changes: effects.changes.map((change) => changeView(change, words)),
      key: newFormKey(),
    },
  };
}
