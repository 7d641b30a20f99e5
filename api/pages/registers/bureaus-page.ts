import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { hasRole } from '../../actor';
import type { Reading } from '../../route';
import { changeJurisdiction, createJurisdiction, listJurisdictions } from '../../routes/jurisdictions';
import { routeForm } from '../forms/route-form';
import { page } from '../page';
import { RULE_READERS } from '../rules/rules-pages';
import { bureaus } from './found';
import { READERS, registerTabs } from './register-tabs';

const ADMIN = { roles: ['admin'] } as const;
const PATH = '/registers/bureaus';

/** The city over its districts, each with its bureau. */
const tree = page({
  ...READERS,
  path: PATH,
  async show(context) {
    const { words, hat, actor } = context;
    const { items } = await listJurisdictions.read(context, {});
    const below = (parentId: string | null, depth: number): object[] =>
      items
        .filter((each) => each.parentId === parentId)
        .flatMap((each) => [{ ...each, below: depth > 0 }, ...below(each.id, depth + 1)]);
    return {
      template: 'registers/bureaus',
      title: words.t('registers.bureaus.title'),
      data: {
        bureaus: below(null, 0),
        tabs: registerTabs('bureaus', hat, words),
        admin: hat?.role === 'admin',
        rules: hasRole(actor, RULE_READERS.roles),
      },
    };
  },
});

const about = async ({ words }: { words: { t(key: string): string } }) => ({
  path: PATH,
  name: words.t('registers.bureaus.title'),
});

const add = routeForm({
  ...ADMIN,
  path: `${PATH}/new`,
  route: createJurisdiction,
  own: 'registers.bureau-new',
  about,
  pickables: { parentId: (context) => bureaus(context) },
  next: () => PATH,
});

const params = z.strictObject({ id: z.uuid() });

const change = routeForm({
  ...ADMIN,
  path: `${PATH}/:id/change`,
  params,
  route: changeJurisdiction,
  own: 'registers.bureau-change',
  about,
  async known(context) {
    const { name, bureauName, paperCode, phone, address } = await find(context, context.params.id);
    return { name, bureauName, paperCode, phone: phone ?? '', address: address ?? '' };
  },
  next: () => PATH,
});

async function find(context: Reading, id: string) {
  const found = (await listJurisdictions.read(context, {})).items.find((each) => each.id === id);
  if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: id });
  return found;
}

export const BUREAU_PAGES = [tree, add, change];
