import { Refusal } from '../../../domain/errors';
import type { PaperFacts } from '../../../domain/papers/fill-template';
import { pointsText } from '../../../domain/scoring/points';
import type { ItemScore } from '../../../domain/scoring/sheet';
import { formOf } from '../../acts/application/applications';
import type { RegistrationForm } from '../../acts/registration/registration-form';
import { toLocalDate } from '../../database/dates';
import { chineseDate } from '../../mail/chinese-date';
import { word } from '../../mail/words';
import type { PaperSource } from './paper-source';

type Partial = { value: string; precision: 'day' | 'month' | 'half-year' | 'year' } | null | undefined;

/** As exact as it is known. */
function partial(date: Partial): string {
  if (!date) return '';
  const [year, month] = date.value.split('-').map(Number) as [number, number];
  switch (date.precision) {
    case 'day':
      return chineseDate(date.value);
    case 'month':
      return word('precision', 'month').replace('{year}', String(year)).replace('{month}', String(month));
    case 'half-year':
      return word('precision', month <= 6 ? 'first-half' : 'second-half').replace('{year}', String(year));
    default:
      return word('precision', 'year').replace('{year}', String(year));
  }
}

const none = (kind: string) =>
  new Refusal('NOT_FOUND', { field: 'kind', value: kind, allowed: 'a form that was filed' });

/** The registration as it was filed last. @throws Refusal NOT_FOUND */
export async function registrationFacts({ tx, project }: PaperSource): Promise<PaperFacts> {
  const registration = await tx.registration.findFirst({
    where: { projectId: project.id },
    orderBy: { version: 'desc' },
  });
  if (!registration) throw none('registration_form');
  const form = registration.form as unknown as RegistrationForm;
  const listing = await tx.listing.findFirst({ where: { projectId: project.id }, orderBy: { year: 'desc' } });
  const names = async (refs: readonly Ref[]) => (await Promise.all(refs.map((ref) => nameOf(tx, ref)))).join('、');
  return {
    listing: listing ? `${listing.year} ${listing.level}` : '',
    formProject: form.projectName,
    formCode: form.nationalCode ?? '',
    approvalNumber: form.approvalNumber ?? '',
    formIndustry: form.industry,
    investmentWan: String(form.investmentWan),
    formLocation: form.location,
    planningArea: word('yes', String(form.insidePlanningArea) as 'true'),
    formOwner: await names([form.owner]),
    legalRepresentative: form.legalRepresentative,
    formDepartment: await names([form.department]),
    design: await names(form.design),
    construction: await names(form.construction),
    supervision: await names(form.supervision),
    constructionStart: partial(form.constructionStart),
    completion: partial(form.completion),
    archivesLeader: form.archivesLeader,
    archivesSection: form.archivesSection,
    archivists: String(form.archivists),
    archivesPhone: form.archivesPhone,
    archivesRules: form.archivesRules ?? '',
    storage: form.storage,
    volumesFiled: String(form.volumesFiled),
    filedOn: chineseDate(toLocalDate(registration.recordedAt)),
  };
}

type Ref = { id: string } | { name: string };

async function nameOf(tx: PaperSource['tx'], ref: Ref): Promise<string> {
  if ('name' in ref) return ref.name;
  return (await tx.organisationName.findFirst({ where: { organisationId: ref.id, until: null } }))?.name ?? '';
}

/** The application as it was filed last. @throws Refusal NOT_FOUND */
export async function applicationFacts({ tx, project }: PaperSource): Promise<PaperFacts> {
  const application = await tx.application.findFirst({
    where: { projectId: project.id },
    orderBy: { number: 'desc' },
  });
  if (!application) throw none('application_form');
  const form = formOf(application);
  const condition = (number: 1 | 2 | 3 | 4) => {
    const { met, evidence } = form.conditions[number];
    return `${met ? '√' : '×'} ${evidence}`;
  };
  const { counts, selfScore } = form;
  return {
    estimateWan: String(form.estimateWan),
    constructionStart: partial(form.constructionStart),
    completed: partial(form.completed),
    trialRun: partial(form.trialRun),
    completion: partial(form.completion),
    asBuiltBy: form.asBuiltBy,
    volumes: String(counts.volumes),
    drawings: String(counts.drawings),
    photos: String(counts.photos),
    electronic: String(counts.electronic),
    condition1: condition(1),
    condition2: condition(2),
    condition3: condition(3),
    condition4: condition(4),
    selfScore: pointsText((selfScore as ItemScore[]).reduce((sum, { score }) => sum + score, 0)),
    selfConclusion: form.conclusion,
    departmentOpinion: form.departmentOpinion ?? '',
    report: form.report,
    catalogueSha256: form.catalogue.sha256,
    receivedOn: chineseDate(toLocalDate(application.receivedOn)),
  };
}

/** What each receiver was offered last, its three counts side by side. @throws Refusal NOT_FOUND */
export async function handOverFacts({ tx, project, rules }: PaperSource): Promise<PaperFacts> {
  const all = await tx.handOver.findMany({
    where: { projectId: project.id },
    orderBy: { attempt: 'desc' },
    include: { receiver: { include: { names: { where: { until: null } } } } },
  });
  const latest = all.filter(({ receiverId }, at) => all.findIndex((each) => each.receiverId === receiverId) === at);
  if (latest.length === 0) throw none('hand_over_receipt');
  const kinds = new Map(rules.body.handover.kinds.map((kind) => [kind.code, kind]));
  return {
    receivers: latest.map(({ receiver, counts, differences, manifestSha256, attempt }) => ({
      receiver: receiver.names[0]?.name ?? '',
      attempt: String(attempt),
      manifest: manifestSha256 ?? '',
      counts: (counts as { kind: string; catalogue: number; paper: number; electronic: number }[]).map((count) => {
        const kind = kinds.get(count.kind);
        const compared = kind?.compares ?? [];
        return {
          kind: kind?.title ?? count.kind,
          unit: kind?.unit ?? '',
          paper: compared.includes('paper') ? String(count.paper) : '—',
          catalogue: String(count.catalogue),
          electronic: compared.includes('electronic') ? String(count.electronic) : '—',
          agrees: word('yes', compared.every((side) => count[side] === count.catalogue) ? 'agrees' : 'differs'),
        };
      }),
      differences: (
        differences as { kind: string; side: 'paper' | 'electronic'; missing: number; explanation: string }[]
      ).map(({ kind, side, missing, explanation }) => ({
        what: `${kinds.get(kind)?.title ?? kind}（${word('side', side)}）`,
        missing: String(missing),
        explanation,
      })),
    })),
  };
}
