import { toDate } from '../../../activities/database/dates';
import { hashPassword } from '../../../api/auth/password';
import type { OrganisationKind, Role } from '../../../prisma/generated/client';
import type { TestApi } from './api';

export const PASSWORD = 'lantern-otter-mosaic-77';

export interface TestPerson {
  personId: string;
  accountId: string;
  login: string;
  address: string;
}

let hashed: Promise<string> | undefined;
let serial = 0;

/** A jurisdiction, below another if told. */
export async function makeJurisdiction(
  { admin }: TestApi,
  code: string,
  parentId: string | null = null,
): Promise<string> {
  const data = { code, name: `${code}市`, bureauName: `${code}市档案局`, paperCode: code, parentId };
  return (await admin.client.jurisdiction.create({ data })).id;
}

export async function makeOrganisation({ admin }: TestApi, name: string, kinds: OrganisationKind[]): Promise<string> {
  const data = { kinds, names: { create: { name } } };
  return (await admin.client.organisation.create({ data })).id;
}

/** A person with an account, a verified address and these grants, confirmed where they need it. */
export async function makePerson(
  { admin }: TestApi,
  name: string,
  grants: {
    role: Role;
    jurisdictionId?: string;
    organisationId?: string;
    section?: string;
    confirmed?: boolean;
  }[] = [],
): Promise<TestPerson> {
  hashed ??= hashPassword(PASSWORD);
  serial += 1;
  const login = `person${serial}`;
  const address = `${login}@example.test`;
  const passwordHash = await hashed;
  const confirmer = await admin.client.person.create({ data: { name: `确认${serial}`, recordedById: null } });
  const person = await admin.client.person.create({
    data: {
      name,
      recordedById: null,
      addresses: { create: { address, verifiedAt: new Date('2026-01-01T00:00:00Z') } },
      account: { create: { login, passwordHash, passwordChangedAt: new Date('2026-01-01T00:00:00Z') } },
      grants: {
        create: grants.map(({ role, jurisdictionId, organisationId, section, confirmed = true }) => ({
          role,
          jurisdictionId,
          organisationId,
          section,
          from: toDate('2026-01-01'),
          proposedById: null,
          confirmedById: confirmed ? confirmer.id : null,
          confirmedAt: confirmed ? new Date('2026-01-01T00:00:00Z') : null,
        })),
      },
    },
    include: { account: true },
  });
  return { personId: person.id, accountId: person.account!.id, login, address };
}
