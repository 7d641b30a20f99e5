import { randomUUID } from 'node:crypto';
import { createTestApi, type TestApi } from './support/api';
import { makeJurisdiction, makeOrganisation, makePerson } from './support/people';
import { Visitor } from './support/visitor';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

test('a stranger who got the mail stops it without an account, and an officer is asked for another contact', async () => {
  const { client } = api.admin;
  const jurisdictionId = await makeJurisdiction(api, 'CC');
  const organisationId = await makeOrganisation(api, '禅城水利站', ['owner']);
  const { personId } = await makePerson(api, '李文静', [{ role: 'owner', organisationId }]);
  const project = await client.project.create({
    data: { code: 'CC-2026-0001', name: '沙口枢纽', industry: '水利', jurisdictionId },
  });
  await client.projectParty.create({ data: { projectId: project.id, organisationId, role: 'owner' } });
  const address = await client.emailAddress.create({ data: { personId, address: 'wrong@example.test' } });
  const verified = await client.emailAddress.findFirstOrThrow({ where: { personId, verifiedAt: { not: null } } });

  const answers = [];
  for (const id of [address.id, address.id, verified.id, randomUUID()]) {
    const { status, text } = await new Visitor(api).post(`/api/v1/not-mine/${id}`);
    answers.push([status, text]);
  }
  expect(new Set(answers.map(String))).toEqual(new Set(['204,']));
  const disowned = await client.emailAddress.findMany({ where: { disownedAt: { not: null } } });
  expect(disowned.map(({ id }) => id)).toEqual([address.id]);
  expect(await client.task.findMany()).toMatchObject([
    { projectId: project.id, jurisdictionId, role: 'officer', kind: 'find-contact', subject: address.id },
  ]);
});
