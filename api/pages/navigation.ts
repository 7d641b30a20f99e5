import type { Role } from '../../prisma/generated/client';
import type { Reading } from '../route';
import { waitingDecisions } from '../routes/decisions';
import { waitingProposals } from '../routes/proposals';
import type { Hat } from './hat';
import type { Visit } from './visit';

export interface NavigationItem {
  path: string;
  /** Key of its words. */
  words: string;
  current: boolean;
  /** What waits there. */
  count: number;
}

const REGISTERS = { path: '/registers/organisations', words: 'navigation.registers', of: '/registers' };
const RULES = { path: '/rules', words: 'navigation.rules' };
const WORDINGS = { path: '/wordings', words: 'wordings.title' };
const CALENDAR = { path: '/calendar', words: 'navigation.calendar' };
const GRANTS = { path: '/grants', words: 'navigation.grants' };

const STAFF = [
  { path: '/', words: 'navigation.home' },
  { path: '/projects', words: 'navigation.board' },
];

const STATISTICS = { path: '/statistics', words: 'navigation.statistics' };
const PLANS = { path: '/plans', words: 'navigation.plan' };
const DRAWS = { path: '/ceremonies', words: 'navigation.draws' };
const IMPORTS = { path: '/imports', words: 'imports.title' };

/** What each role finds in the bar under the header. */
const ITEMS: Partial<Record<Role, { path: string; words: string; of?: string }[]>> = {
  officer: [
    ...STAFF,
    { path: '/proposals', words: 'navigation.proposals' },
    DRAWS,
    PLANS,
    STATISTICS,
    IMPORTS,
    REGISTERS,
  ],
  recorder: [...STAFF, REGISTERS],
  director: [
    { path: '/', words: 'navigation.decide' },
    { path: '/projects', words: 'navigation.board' },
    DRAWS,
    PLANS,
    STATISTICS,
    REGISTERS,
    GRANTS,
    RULES,
    WORDINGS,
  ],
  owner: [{ path: '/', words: 'navigation.mine' }],
  department: [{ path: '/', words: 'navigation.mine' }],
  receiver: [{ path: '/', words: 'navigation.mine' }],
  expert: [{ path: '/', words: 'navigation.seats' }],
  witness: [{ path: '/', words: 'navigation.ceremonies' }],
  admin: [
    { path: '/', words: 'navigation.system' },
    { path: '/admin/accounts', words: 'navigation.accounts' },
    GRANTS,
    REGISTERS,
    IMPORTS,
    RULES,
    WORDINGS,
    CALENDAR,
  ],
};

export async function navigationOf(reading: Reading & Visit & { hat: Hat | null }): Promise<NavigationItem[]> {
  const { hat, request, tx, actor, occasion } = reading;
  const path = request.path;
  const items: { path: string; words: string; of?: string }[] = [
    ...((hat && ITEMS[hat.role]) ?? [{ path: '/', words: 'navigation.home' }]),
  ];
  const invited =
    hat?.role !== 'expert' && (await tx.seatHolder.count({ where: { personId: actor.personId, asked: { gt: 0 } } }));
  if (hat && invited) items.push({ path: '/seats', words: 'navigation.seats' });
  const waiting =
    hat?.role === 'director' ? (await waitingProposals(tx, actor)) + (await waitingDecisions(tx, actor, occasion)) : 0;
  return items.map((item) => ({
    ...item,
    // The list as it was filtered last.
    path: item.path === '/projects' ? (request.session.board ?? item.path) : item.path,
    current: item.path === '/' ? path === '/' : path === item.path || path.startsWith(`${item.of ?? item.path}/`),
    count: item.words === 'navigation.decide' ? waiting : 0,
  }));
}
