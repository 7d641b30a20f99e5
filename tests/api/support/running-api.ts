import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { useLinkKey } from '../../../activities/accounts/link-key';
import { createActivities } from '../../../activities/create-activities';
import { createDatabase } from '../../../activities/database/database';
import { useSealingKeys } from '../../../activities/sealed/sealing-keys';
import type { Birth } from '../../../ops/be-born';
import { loadDefaults } from '../../../prisma/seed/load-defaults';
import { TASK_QUEUE } from '../../../workflows/contract';
import { startTestTemporal } from '../../support/temporal';
import { CONFIG, createTestApi, type TestApi } from './api';
import { makeJurisdiction, makeOrganisation, makePerson } from './people';
import { signedIn, type Visitor } from './visitor';

/** The whole of it: the real app, worker, Temporal and Postgres; a city over two districts with their people. */
export interface RunningApi extends TestApi {
  city: string;
  east: string;
  west: string;
  /** The organisation of `owner`. */
  ownerOrganisation: string;
  /** Of the eastern district unless named otherwise; signed in. */
  officer: Visitor;
  director: Visitor;
  recorder: Visitor;
  witness: Visitor;
  westOfficer: Visitor;
  cityOfficer: Visitor;
  cityDirector: Visitor;
  owner: Visitor;
  otherOwner: Visitor;
  administrator: Visitor;
  /** A new project of the eastern district and of `owner`. @returns its code */
  project(): Promise<string>;
  /** Performs an act and gives its result; fails when it is refused. */
  act(visitor: Visitor, code: string, kind: string, content?: object, entry?: object): Promise<Record<string, string>>;
}

/** Call it in `beforeAll` and `close()` in `afterAll`. */
export async function startRunningApi(birth: Birth = { mode: 'real' }): Promise<RunningApi> {
  useSealingKeys({ sealKey: randomBytes(32), drawKey: randomBytes(32) });
  useLinkKey(CONFIG.hmacKey as string);
  const temporal = await startTestTemporal();
  const { client } = temporal.env;
  const api = await createTestApi({}, [], client, birth);
  await api.admin.transaction(loadDefaults);
  const worker = createDatabase({ url: api.urls.worker, poolSize: 20 });
  const auditKey = generateKeyPairSync('ed25519').privateKey;
  const running = await temporal.startWorker({
    taskQueue: TASK_QUEUE,
    activities: createActivities({ database: worker, client, auditKey }),
    maxConcurrentActivityTaskExecutions: 15,
  });
  let listings = 0;
  const people = await settle(api);

  return {
    ...api,
    ...people,
    async project() {
      listings += 1;
      const { status, text, body } = await people.officer.post('/api/v1/projects', {
        jurisdictionId: people.east,
        name: `第${listings}号水利枢纽工程`,
        industry: '市政',
        owner: { id: people.ownerOrganisation },
        listing: { year: 2026, level: '市', category: 'continued', number: String(listings), text: { 序号: '1' } },
      });
      if (status !== 201) throw new Error(text);
      return body.code;
    },
    async act(visitor, code, kind, content = {}, entry) {
      const { status, text, body } = await visitor.post(`/api/v1/projects/${code}/acts/${kind}`, { content, entry });
      if (status !== 200) throw new Error(`${kind} ${status}: ${text}`);
      return body;
    },
    async close() {
      await running.stop();
      await worker.close();
      await api.close();
      await temporal.close();
    },
  };
}

async function settle(api: TestApi) {
  const city = await makeJurisdiction(api, 'SZ');
  const east = await makeJurisdiction(api, 'DQ', city);
  const west = await makeJurisdiction(api, 'XQ', city);
  const ownerOrganisation = await makeOrganisation(api, '江州市沙口水利枢纽站', ['owner']);
  const otherOrganisation = await makeOrganisation(api, '江州地铁集团有限公司', ['owner']);
  const enter = async (name: string, ...grants: Parameters<typeof makePerson>[2] & object) =>
    signedIn(api, await makePerson(api, name, grants));
  return {
    city,
    east,
    west,
    ownerOrganisation,
    officer: await enter('陈慧敏', { role: 'officer', jurisdictionId: east, section: '业务科' }),
    director: await enter('赵国强', { role: 'director', jurisdictionId: east }),
    recorder: await enter('李记录', { role: 'recorder', jurisdictionId: east }),
    witness: await enter('钱公证', { role: 'witness', jurisdictionId: east, section: '法规科' }),
    westOfficer: await enter('王西', { role: 'officer', jurisdictionId: west }),
    cityOfficer: await enter('刘洋', { role: 'officer', jurisdictionId: city }),
    cityDirector: await enter('孙立', { role: 'director', jurisdictionId: city }),
    owner: await enter('李文静', { role: 'owner', organisationId: ownerOrganisation }),
    otherOwner: await enter('黄强', { role: 'owner', organisationId: otherOrganisation }),
    administrator: await enter('系统管理员', { role: 'admin' }),
  };
}
