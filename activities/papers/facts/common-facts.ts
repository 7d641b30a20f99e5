import type { CommonField } from '../../../domain/papers/sample-facts';
import type { OrganisationKind } from '../../../prisma/generated/client';
import { chineseDate } from '../../mail/chinese-date';
import { word } from '../../mail/words';
import type { PaperSource } from './paper-source';

/** What every paper about a project may say. */
export async function commonFacts(
  source: PaperSource,
): Promise<Record<Exclude<CommonField, 'reference' | 'token' | 'tokenGroups'>, string>> {
  const { tx, project, today, rules } = source;
  const { jurisdiction } = project;
  const officer = project.caseOfficerId
    ? await tx.person.findUnique({ where: { id: project.caseOfficerId }, include: { details: true } })
    : null;
  const phone = officer?.details?.phone ?? jurisdiction.phone ?? '';
  return {
    bureau: jurisdiction.bureauName,
    place: jurisdiction.name,
    project: project.name,
    projectCode: project.code,
    nationalCode: project.nationalCode ?? '',
    industry: project.industry,
    location: project.location ?? '',
    investment: project.investmentWan === null ? '' : `${Number(project.investmentWan)}万元`,
    owner: (await partyNames(source, 'owner')).join('、'),
    department: (await partyNames(source, 'department')).join('、'),
    archives: (await partyNames(source, 'archives')).join('、'),
    date: chineseDate(today),
    year: today.slice(0, 4),
    ruleSet: rules.body.name,
    contact: officer?.name ?? '',
    phone,
    contacts: [officer && word('contact', 'name') + officer.name, phone && word('contact', 'phone') + phone]
      .filter(Boolean)
      .join('，'),
    address: jurisdiction.address ?? '',
  };
}

/** Present names of the organisations that have this part in the project. */
export async function partyNames(
  { tx, project }: Pick<PaperSource, 'tx' | 'project'>,
  role: OrganisationKind,
): Promise<string[]> {
  const parties = await tx.projectParty.findMany({
    where: { projectId: project.id, role, until: null },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
    include: { organisation: { include: { names: { where: { until: null } } } } },
  });
  return parties.flatMap(({ organisation }) => organisation.names[0]?.name ?? []);
}
