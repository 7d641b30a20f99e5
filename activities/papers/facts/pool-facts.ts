import type { PaperFacts } from '../../../domain/papers/fill-template';
import registers from '../../../templates/locales/zh-CN/registers.json';
import type { Tx } from '../../database/database';
import { toLocalDate } from '../../database/dates';
import { chineseDate } from '../../mail/chinese-date';

/** Who is in a bureau's expert pool, as far as the reader may see; by the day of joining, then by name. No way to reach anybody. */
export async function poolFacts(tx: Tx, jurisdictionId: string): Promise<PaperFacts> {
  const present = { names: { where: { until: null }, select: { name: true } } } as const;
  const members = await tx.poolMembership.findMany({
    where: { jurisdictionId, status: { not: 'ended' } },
    include: {
      person: {
        select: {
          name: true,
          title: true,
          memberships: {
            where: { kind: 'employment', until: null },
            select: { organisation: { select: present } },
          },
        },
      },
    },
    orderBy: [{ joinedOn: 'asc' }, { person: { name: 'asc' } }, { id: 'asc' }],
  });
  const count = (status: (typeof members)[number]['status']) =>
    String(members.filter((member) => member.status === status).length);
  return {
    active: count('active'),
    suspended: count('suspended'),
    members: members.map(({ person, titleLevel, specialties, yearsInField, joinedOn, status }, at) => ({
      number: String(at + 1),
      name: person.name,
      employer: person.memberships.map(({ organisation }) => organisation.names[0]?.name ?? '').join('、'),
      title: [...new Set([person.title, titleLevel].filter(Boolean))].join('、'),
      specialties: specialties.join('、'),
      years: String(yearsInField),
      joinedOn: chineseDate(toLocalDate(joinedOn)),
      standing: registers.standing[status],
    })),
  };
}
