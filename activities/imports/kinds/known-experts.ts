import type { LocalDate } from '../../../domain/calendar/local-date';
import type { ExpertLine } from '../../../domain/import/kinds/pool';
import { plain } from '../../../domain/import/text';
import type { PoolMembership, PoolStatus } from '../../../prisma/generated/client';
import type { Tx } from '../../database/database';
import { toLocalDate } from '../../database/dates';
import type { MemberDetails } from '../../people/pool-members';

/** Somebody whom the bureau knows, in this pool or not. */
export interface KnownExpert {
  id: string;
  name: string;
  title: string | null;
  /** Present one, by its present name. */
  employer: string | null;
  phone: string | null;
  email: string | null;
  idNumber: string | null;
  /** Of this pool. */
  member: (MemberDetails & Pick<PoolMembership, 'id' | 'jurisdictionId'> & { status: PoolStatus }) | null;
}

export interface KnownExperts {
  /** Everybody of the pool that has not left it. */
  members: KnownExpert[];
  /** Identity numbers of people of whom the bureau may not know. */
  elsewhere: ReadonlySet<string>;
  /** Null: nobody known. Undefined: the officer has to say which of these it is, if any. */
  find(line: ExpertLine, decision?: string): { match: KnownExpert | null | undefined; candidates: KnownExpert[] };
}

/** The pool, and whom else the bureau knows by the names and numbers of a list. */
export async function loadExperts(tx: Tx, jurisdictionId: string, lines: readonly ExpertLine[]): Promise<KnownExperts> {
  const numbers = lines.flatMap(({ idNumber }) => idNumber ?? []);
  const rows = await tx.person.findMany({
    where: {
      OR: [
        { pools: { some: { jurisdictionId } } },
        { name: { in: [...new Set(lines.map(({ name }) => name))] } },
        { details: { idNumber: { in: numbers } } },
      ],
    },
    orderBy: { id: 'asc' },
    include: {
      details: true,
      addresses: { where: { endedAt: null }, orderBy: { recordedAt: 'desc' }, take: 1 },
      pools: { where: { jurisdictionId } },
      memberships: {
        where: { kind: 'employment', until: null },
        include: { organisation: { include: { names: { where: { until: null } } } } },
      },
    },
  });
  const people = rows.map(({ id, name, title, details, addresses, pools: [pool], memberships }): KnownExpert => {
    const birthDate: LocalDate | null = pool?.birthDate ? toLocalDate(pool.birthDate) : null;
    return {
      ...{ id, name, title },
      employer: memberships[0]?.organisation.names[0]?.name ?? null,
      phone: details?.phone ?? null,
      idNumber: details?.idNumber ?? null,
      email: addresses[0]?.address ?? null,
      member: pool ? { ...pool, birthDate } : null,
    };
  });
  const byId = new Map(people.map((person) => [person.id, person]));
  const byNumber = new Map(people.flatMap((person) => (person.idNumber ? [[person.idNumber, person]] : [])));
  const byName = new Map<string, KnownExpert[]>();
  for (const person of people) byName.set(plain(person.name), [...(byName.get(plain(person.name)) ?? []), person]);
  return {
    members: people.filter(({ member }) => member && member.status !== 'ended'),
    elsewhere: await takenElsewhere(
      tx,
      numbers.filter((number) => !byNumber.has(number)),
    ),
    find(line, decision) {
      if (decision === 'new') return { match: null, candidates: [] };
      const decided = decision && byId.get(decision);
      if (decided) return { match: decided, candidates: [] };
      const numbered = line.idNumber && byNumber.get(line.idNumber);
      if (numbered) return { match: numbered, candidates: [] };
      const candidates = (byName.get(plain(line.name)) ?? []).filter(
        ({ idNumber }) => !idNumber || !line.idNumber || idNumber === line.idNumber,
      );
      if (candidates.length === 0) return { match: null, candidates };
      const sure = candidates.filter(
        ({ phone, employer }) => (phone !== null && phone === line.phone) || employer === line.employer,
      );
      return { match: sure.length === 1 ? sure[0] : undefined, candidates };
    },
  };
}

async function takenElsewhere(tx: Tx, numbers: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ number: string }[]>`
    SELECT number FROM unnest(${numbers}::text[]) AS number WHERE NOT access.code_is_free('person.idNumber', number)`;
  return new Set(rows.map(({ number }) => number));
}
