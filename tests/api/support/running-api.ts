import { randomBytes } from 'node:crypto';
import { useLinkKey } from '../../../activities/accounts/link-key';
import { createDatabase, type Database } from '../../../activities/database/database';
import { useSealingKeys } from '../../../activities/sealed/sealing-keys';
import type { Birth } from '../../../ops/be-born';
import { loadDefaults } from '../../../prisma/seed/load-defaults';
import { START } from '../../support/carriage';
import { startProcessWorker, testSender } from '../../support/process-worker';
import { startTestTemporal } from '../../support/temporal';
import { CONFIG, createTestApi, type TestApi } from './api';
import { makeJurisdiction, makeOrganisation, makePerson, type TestPerson } from './people';
import { signedIn, type Visitor } from './visitor';

/**
 * The whole of it on practice time: the real app, worker, Temporal and Postgres; a city over two districts with their people, who
 * are signed in and of the eastern district unless their name says otherwise.
 */
export interface RunningApi extends TestApi, Record<PersonName, Visitor> {
  city: string;
  east: string;
  west: string;
  /** The organisation of `owner`. */
  ownerOrganisation: string;
  /** The people, by the names of their visitors. */
  people: Record<PersonName, TestPerson>;
  /** Moves practice time; nothing rings. */
  moveTo(instant: string): Promise<void>;
  /** As the worker, which acts and alarms run as. */
  worker: Database;
  /** Nobody answers acts until it is resumed. */
  pauseWorker(): Promise<void>;
  resumeWorker(): Promise<void>;
  /** A new project of the eastern district and of `owner`. @returns its code */
  project(): Promise<string>;
  /** Performs an act and gives its result; fails when it is refused. */
  act(visitor: Visitor, code: string, kind: string, content?: object, entry?: object): Promise<Record<string, string>>;
  /** A scan of a project, uploaded. @returns its hash */
  upload(visitor: Visitor, code: string): Promise<string>;
}

/**
 * Call it in `beforeAll` and `close()` in `afterAll`.
 *
 * @param smtpUrl where mail goes when practice time moves
 */
export async function startRunningApi(
  birth: Birth = { mode: 'practice', practiceNow: new Date(START) },
  smtpUrl?: string,
): Promise<RunningApi> {
  useSealingKeys({ sealKey: randomBytes(32), drawKey: randomBytes(32) });
  useLinkKey(CONFIG.hmacKey as string);
  const temporal = await startTestTemporal();
  const { client } = temporal.env;
  const api = await createTestApi({}, [], client, birth);
  await api.admin.transaction(loadDefaults);
  const worker = createDatabase({ url: api.urls.worker, poolSize: 20 });
  const sender = smtpUrl ? testSender(temporal, { database: worker, smtpUrl }) : undefined;
  const startWorker = () => startProcessWorker(temporal, { database: worker, activitiesAtOnce: 15, sender });
  let running = await startWorker();
  let listings = 0;
  const settled = await settle(api);

  return {
    ...api,
    ...settled,
    worker,
    async project() {
      listings += 1;
      const { status, text, body } = await settled.officer.post('/api/v1/projects', {
        jurisdictionId: settled.east,
        name: `第${listings}号水利枢纽工程`,
        industry: '市政',
        owner: { id: settled.ownerOrganisation },
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
    async upload(visitor, code) {
      const { status, text, body } = await visitor.upload('/api/v1/files', PNG, '扫描件.png', { project: code });
      if (status !== 201) throw new Error(text);
      return body.sha256;
    },
    async moveTo(instant) {
      await api.admin.client.installation.update({ where: { id: 1 }, data: { practiceNow: new Date(instant) } });
    },
    pauseWorker: () => running.stop(),
    async resumeWorker() {
      running = await startWorker();
    },
    async close() {
      await running.stop();
      sender?.close();
      await worker.close();
      await api.close();
      await temporal.close();
    },
  };
}

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

type PersonName =
  | 'officer'
  | 'secondOfficer'
  | 'director'
  | 'recorder'
  | 'witness'
  | 'westOfficer'
  | 'cityOfficer'
  | 'cityDirector'
  | 'owner'
  | 'otherOwner'
  | 'administrator';

async function settle(api: TestApi) {
  const city = await makeJurisdiction(api, 'SZ');
  const east = await makeJurisdiction(api, 'DQ', city);
  const west = await makeJurisdiction(api, 'XQ', city);
  const ownerOrganisation = await makeOrganisation(api, '江州市沙口水利枢纽站', ['owner']);
  const otherOrganisation = await makeOrganisation(api, '江州地铁集团有限公司', ['owner']);
  const people: Record<PersonName, TestPerson> = {
    officer: await makePerson(api, '陈慧敏', [{ role: 'officer', jurisdictionId: east, section: '业务科' }]),
    secondOfficer: await makePerson(api, '王敏', [{ role: 'officer', jurisdictionId: east, section: '业务科' }]),
    director: await makePerson(api, '赵国强', [{ role: 'director', jurisdictionId: east }]),
    recorder: await makePerson(api, '李记录', [{ role: 'recorder', jurisdictionId: east }]),
    witness: await makePerson(api, '钱公证', [{ role: 'witness', jurisdictionId: east, section: '法规科' }]),
    westOfficer: await makePerson(api, '王西', [{ role: 'officer', jurisdictionId: west }]),
    cityOfficer: await makePerson(api, '刘洋', [{ role: 'officer', jurisdictionId: city }]),
    cityDirector: await makePerson(api, '孙立', [{ role: 'director', jurisdictionId: city }]),
    owner: await makePerson(api, '李文静', [{ role: 'owner', organisationId: ownerOrganisation }]),
    otherOwner: await makePerson(api, '黄强', [{ role: 'owner', organisationId: otherOrganisation }]),
    administrator: await makePerson(api, '系统管理员', [{ role: 'admin' }]),
  };
  const visitors = {} as Record<PersonName, Visitor>;
  for (const name of Object.keys(people) as PersonName[]) visitors[name] = await signedIn(api, people[name]);
  return { city, east, west, ownerOrganisation, people, ...visitors };
}
