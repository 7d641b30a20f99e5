import { toDate } from '../../activities/database/dates';
import { addCatalogue } from '../../activities/projects/add-catalogue';
import type { ListedVolume } from '../../domain/catalogue/catalogue-digest';
import type { RuleSet } from '../../domain/rules/rule-set';
import { hundredths } from '../../domain/scoring/points';
import { rubricItems } from '../../domain/scoring/rubric';
import type { TestProject, World } from './process';

/** A whole registration form. */
export const registrationForm = (changes: object = {}) => ({
  projectName: '佛山市沙口水利枢纽除险加固工程',
  industry: '市政',
  investmentWan: 2800,
  location: '禅城区沙口',
  insidePlanningArea: false,
  owner: { name: '佛山市沙口水利枢纽站' },
  legalRepresentative: '梁伟',
  department: { name: '佛山市水利局' },
  design: [{ name: '岭南水利设计院' }],
  construction: [{ name: '南海建筑工程公司', creditCode: '91440600MA4UL12345' }],
  supervision: [{ name: '珠江监理公司' }],
  constructionStart: { value: '2024-05-01', precision: 'day', kind: 'actual' },
  completion: { value: '2027-06-30', precision: 'day', kind: 'planned' },
  archivesLeader: '何志明',
  archivesSection: '综合科',
  archivists: 2,
  archivesPhone: '0757-8000000',
  storage: '专用库房60平方米',
  volumesFiled: 120,
  ...changes,
});

/** From `planned` to `registering`: invited, and signed for by the owner. */
export async function invite({ people }: World, project: TestProject): Promise<void> {
  await project.act(people.officer, 'invitation.send');
  await project.sign(people.owner, 'invitation');
}

/** Invites, and files the form. @returns the registration's id */
export async function register(world: World, project: TestProject, changes: object = {}): Promise<string> {
  await invite(world, project);
  const form = registrationForm(changes);
  const { registrationId } = await project.act(world.people.owner, 'registration.submit', { form });
  return registrationId as string;
}

/** A project that is being tracked. */
export async function tracked(world: World, changes: object = {}, route = 'own'): Promise<TestProject> {
  const project = await world.project();
  await register(world, project, changes);
  await project.act(world.people.officer, 'registration.confirm', { route });
  return project;
}

/** `count` volumes, spread over the strata of the default rule set. */
export function volumes(count: number, changes: Partial<ListedVolume> = {}): ListedVolume[] {
  const strata = ['preliminary', 'concealed', 'as_built', 'quality', 'contracts', 'other'];
  return Array.from({ length: count }, (_, index) => ({
    code: `SK-${String(index + 1).padStart(4, '0')}`,
    title: `第${index + 1}卷`,
    pages: 100,
    drawings: 0,
    retention: 'permanent',
    phase: 'construction',
    stratum: strata[index % strata.length]!,
    receiver: null,
    ...changes,
  }));
}

/** Uploads a catalogue. @returns what an application names it by */
export async function upload(
  world: World,
  project: TestProject,
  list: readonly ListedVolume[] = volumes(12),
  reason?: string,
): Promise<{ id: string; sha256: string }> {
  const order = { projectId: project.id, uploadedById: world.people.owner, now: await world.now() };
  const { id, sha256 } = await world.worker.transaction((tx) =>
    addCatalogue(tx, { ...order, volumes: list, classified: [], reason }),
  );
  return { id, sha256 };
}

/** A whole application form on the default rule set, with full points. */
export async function applicationForm({ db }: Pick<World, 'db'>, catalogue: object, changes: object = {}) {
  const { body } = await db.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } });
  const { rubric } = body as unknown as RuleSet;
  const condition = { met: true, evidence: '见附件' };
  return {
    estimateWan: 2800,
    constructionStart: { value: '2024-05-01', precision: 'day', kind: 'actual' },
    completed: null,
    trialRun: null,
    completion: { value: '2027-06-30', precision: 'day', kind: 'planned' },
    asBuiltBy: '南海建筑工程公司',
    counts: { volumes: 12, drawings: 30, photos: 40, electronic: 12 },
    conclusion: '自检合格',
    report: '一、工程及档案概况……',
    conditions: { 1: condition, 2: condition, 3: condition, 4: condition },
    selfScore: rubricItems(rubric).map(({ code, maximum }) => ({
      item: code,
      score: hundredths(maximum),
      reason: null,
    })),
    catalogue,
    ...changes,
  };
}

/** Uploads a catalogue and applies. @returns the application's id */
export async function apply(world: World, project: TestProject): Promise<string> {
  const form = await applicationForm(world, await upload(world, project));
  const { applicationId } = await project.act(world.people.owner, 'application.submit', { form });
  return applicationId as string;
}

/** A project whose application is being reviewed. */
export async function reviewed(world: World): Promise<TestProject> {
  const project = await tracked(world);
  await apply(world, project);
  return project;
}

/** Proposes a reply to the application and has the director approve it. */
export async function reply(
  world: World,
  project: TestProject,
  answer: object = { decision: 'accept' },
): Promise<void> {
  const { proposalId } = await project.act(world.people.officer, 'application.propose', {
    reply: answer,
    reason: '齐全',
  });
  await project.act(world.people.director, 'application.decide', { proposalId, approve: true });
}

/** A project whose panel is to be formed: its round is at `days`. */
export async function accepted(world: World): Promise<TestProject> {
  const project = await reviewed(world);
  await reply(world, project);
  return project;
}

/** A day as its column has it. */
export const day = toDate;
