import { z } from 'zod';
import type { LocalDate } from '../../../domain/calendar/local-date';
import { RULE_SECTIONS, ruleRows } from '../../../domain/rules/rule-rows';
import type { RuleSet } from '../../../domain/rules/rule-set';
import { readRuleSetEffects } from '../../routes/rule-set-effects';
import { approveRuleSet, listRuleSets, readRuleSet } from '../../routes/rule-sets';
import { newFormKey, page, text } from '../page';
import { ask } from '../visit';
import { changeView, sectionView } from './rule-views';

/** Who reads the rules; who may propose or approve is for the routes to say. */
export const RULE_READERS = { roles: ['admin', 'director', 'officer'] } as const;

interface Head {
  id: string;
  code: string;
  version: number;
  effectiveFrom: LocalDate;
  state: 'shipped' | 'proposed' | 'approved';
}

/** Where a version stands: waits for a second person, is to come, is in force, or gave way to a later one. */
function standing(head: Head, all: readonly Head[], today: LocalDate): 'proposed' | 'to-come' | 'in-force' | 'past' {
  if (head.state === 'proposed') return 'proposed';
  if (head.effectiveFrom > today) return 'to-come';
  const later = all.some(
    ({ code, state, version, effectiveFrom }) =>
      code === head.code && state !== 'proposed' && effectiveFrom <= today && version > head.version,
  );
  return later ? 'past' : 'in-force';
}

/** All rule sets with their versions. */
export const rulesPage = page({
  ...RULE_READERS,
  path: '/rules',
  async show(context) {
    const { words, occasion } = context;
    const { items } = await listRuleSets.read(context, { query: {} });
    const versions = items.map((head) => ({ ...head, standing: standing(head, items, occasion.today) }));
    const codes = [...new Set(items.map(({ code }) => code))];
    return {
      template: 'rules/list',
      title: words.t('rules.title'),
      data: {
        sets: codes.map((code) => {
          const own = versions.filter((version) => version.code === code);
          return { code, name: own[0]!.name, versions: own };
        }),
      },
    };
  },
});

const params = z.strictObject({ id: z.uuid() });

/** One version in words, against the version before, with what it is to cases that run. */
export const rulePage = page({
  ...RULE_READERS,
  path: '/rules/:id',
  params,
  query: z.object({ section: z.enum(RULE_SECTIONS).optional() }),
  async show(context) {
    const { words, params, query, occasion, actor } = context;
    const version = await readRuleSet.read(context, { params });
    const effects = await readRuleSetEffects.read(context, { params });
    const { items } = await listRuleSets.read(context, { query: { code: version.code } });
    const rows = ruleRows(version.body as unknown as RuleSet);
    const changed = effects.changes.length;
    const section = query.section ?? (changed === 0 ? RULE_SECTIONS[0] : null);
    const path = `/rules/${version.id}`;
    return {
      template: 'rules/version',
      title: words.t('rules.version-title', { name: version.name, version: String(version.version) }),
      data: {
        ...{ version, effects },
        parts: [
          ...(changed > 0
            ? [{ path, words: words.t('rules.only-changes'), n: changed, current: section === null }]
            : []),
          ...RULE_SECTIONS.map((each) => ({
            path: `${path}?section=${each}`,
            words: words.t(`rules.sections.${each}`),
            current: each === section,
          })),
        ],
        standing: standing(version, items, occasion.today),
        notes: (version.body as { notes?: string[] }).notes ?? [],
        scope: (version.body as { scope?: RuleSet['scope'] }).scope,
        changes: effects.changes.map((change) => changeView(change, words)),
        section: section && sectionView(section, rows, words),
        counts: { changed, all: rows.length },
        versions: items.map((head) => ({ ...head, standing: standing(head, items, occasion.today) })),
        mayApprove: version.state === 'proposed' && version.proposedBy?.id !== actor.personId,
        key: newFormKey(),
      },
    };
  },
});

/** The second person's approval of the very version that was read. */
export const approveAction = page({
  ...RULE_READERS,
  path: '/rules/:id/approve',
  params,
  async submit(visit) {
    const { params, sent, request, words } = visit;
    await ask(visit, approveRuleSet, { params, body: { sha256: text(sent, 'sha256') }, key: text(sent, '_key') });
    request.session.flash = { tone: 'ok', text: words.t('rules.approved') };
    return { to: `/rules/${params.id}` };
  },
});
