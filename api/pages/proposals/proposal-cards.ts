import type { ActKind } from '../../../domain/lifecycle/act-table';
import { listProposals } from '../../routes/proposals';
import { newFormKey, type Showing } from '../page';
import type { Words } from '../words';

/** The act by which each kind of proposal is decided. */
const DECISIONS: Readonly<Record<string, ActKind>> = {
  application: 'application.decide',
  backdating: 'backdating.decide',
  correction: 'correction.decide',
  departure: 'departure.decide',
  draw_void: 'draw.decide_void',
  finding_notice: 'finding_notice.decide',
  outcome: 'outcome.decide',
  sample_void: 'sample.decide_void',
  suspension: 'suspension.decide',
};

/** Proposals as cards: what is proposed, why, by whom, and the forms that decide. */
export async function proposalCards(context: Showing, query: { forMe?: string; state?: 'open' }) {
  const { words } = context;
  const { items } = await listProposals.read(context, { query: { ...query, limit: 50 } });
  return items.map((each) => {
    const act = DECISIONS[each.kind] ?? null;
    return {
      ...each,
      act,
      heading: words.value('proposal', each.kind),
      effect: act && words.find(`acts.${act}.effect`),
      facts: factsOf(each.content, words),
      path: act && `/projects/${each.project.code}/acts/${act}`,
      key: newFormKey(),
    };
  });
}

/** What a proposal says, as labels and values: names of fields and values in words, ids left out. */
function factsOf(content: unknown, words: Words): { label: string; value: string }[] {
  if (content === null || typeof content !== 'object') return [];
  return Object.entries(content).flatMap(([name, value]) => {
    const label = words.find(`fields.${name}.label`);
    if (label === null || name === 'reason') return [];
    if (Array.isArray(value)) {
      const parts = value.map((each) => inWordsOf(name, each, words)).filter(Boolean);
      return parts.length > 0 ? [{ label, value: parts.join('\n') }] : [];
    }
    if (value !== null && typeof value === 'object') return factsOf(value, words);
    const said = inWordsOf(name, value, words);
    return said ? [{ label, value: said }] : [];
  });
}

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{64}$/;

function inWordsOf(name: string, value: unknown, words: Words): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return words.t(`form.${value}`);
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([inner, each]) => inWordsOf(inner, each, words))
      .filter(Boolean)
      .join(words.t('list.of'));
  }
  const text = String(value);
  return ID.test(text) ? '' : (words.find(`values.${name}.${text}`) ?? text);
}
