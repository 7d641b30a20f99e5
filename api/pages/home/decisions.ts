import { listDecisions } from '../../routes/decisions';
import type { Showing } from '../page';
import { wordingName } from '../wordings/names';

/** What waits for a director beside the proposals about projects, each with the page where it is decided. */
export async function decisionRows(context: Showing) {
  const { words } = context;
  const { items } = await listDecisions.read(context, {});
  return items.map((each) => {
    const { bureau, proposedBy, proposedAt } = each;
    const common = { bureau, proposedBy, proposedAt, sort: words.t(`decide.sorts.${each.kind}`) };
    switch (each.kind) {
      case 'grant':
        return {
          ...common,
          path: `/grants/${each.id}/confirm`,
          name: words.t('decide.grant', { person: each.person.name ?? '', role: words.t(`roles.${each.role}`) }),
        };
      case 'rule_set':
        return {
          ...common,
          path: `/rules/${each.id}`,
          name: words.t('rules.version-title', { name: each.name, version: String(each.version) }),
        };
      default:
        return {
          ...common,
          path: `/wordings/versions/${each.id}`,
          name: words.t('wordings.version-title', {
            name: wordingName(each.subject, each.code, words),
            version: String(each.version),
          }),
        };
    }
  });
}
