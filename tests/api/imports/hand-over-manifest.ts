import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { csv } from '../../fixtures/imports/workbook';
import type { Visitor } from '../support/visitor';
import { api, give, write } from './world';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const bytes = (text: string) => new TextEncoder().encode(text);
const RECEIVER = '江州市城建档案馆（移交）';

export function handOverManifests(): void {
  describe('the electronic files of a hand-over', () => {
    let code: string;
    let receiverId: string;
    const of = (by: Visitor, file: Uint8Array, name = 'manifest-sha256.txt') =>
      by.upload(`/api/v1/projects/${code}/hand-over-manifests`, Buffer.from(file), name, { receiverId });

    beforeAll(async () => {
      code = await api.project();
      const { client } = api.admin;
      const { id: projectId } = await client.project.findUniqueOrThrow({ where: { code } });
      const names = { create: [{ name: RECEIVER }] };
      ({ id: receiverId } = await client.organisation.create({ data: { kinds: ['receiver'], names } }));
      await client.projectParty.create({ data: { projectId, organisationId: receiverId, role: 'receiver' } });
      const rows = ['A-1', 'A-2', 'A-3'].map((each) => `${each},题名,5,永久,质检文件,${RECEIVER}`);
      const file = csv(`档号,题名,页数,保管期限,类别,移交单位\n${rows.join('\n')}\nB-1,题名,5,永久,质检文件,\n`);
      const given = await give(api.owner, file, { kind: 'catalogue', project: code }, '目录.csv');
      expect((await write(api.owner, given.body)).body).toMatchObject({ batch: { state: 'written' } });
    });

    test('are counted by their manifest against the receiver’s volumes, and the manifest is kept by its hash', async () => {
      const manifest = bytes(
        `${hash('1')}  data/A-1/1.pdf\n${hash('2')}  data/A-2.pdf\n${hash('3')}  data/B-1/x.pdf\n`,
      );
      const { status, body } = await of(api.owner, manifest);
      expect([status, body]).toMatchObject([
        201,
        {
          manifestSha256: createHash('sha256').update(manifest).digest('hex'),
          files: 3,
          faults: [],
          volumes: { catalogue: 3, electronic: 2 },
          without: ['A-3'],
          strays: ['data/B-1/x.pdf'],
        },
      ]);
      const kept = await api.officer.get(`/api/v1/files/${body.manifestSha256}`);
      expect([kept.status, kept.headers['content-disposition']]).toEqual([200, expect.stringContaining('manifest')]);
    });

    test('of a bag that is not whole what is wrong is told, and nothing is kept', async () => {
      const before = await api.admin.client.storedFile.count();
      const bag = zipSync({
        'bagit.txt': bytes('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'),
        'manifest-sha256.txt': bytes(`${hash('甲')}  data/A-1/1.pdf\n${hash('丙')}  data/A-3.pdf\n`),
        'data/A-1/1.pdf': bytes('乙'),
      });
      const { body } = await of(api.officer, bag, '移交.zip');
      expect(body).toMatchObject({
        manifestSha256: null,
        faults: [
          { code: 'tampered', path: 'data/A-1/1.pdf' },
          { code: 'missing', path: 'data/A-3.pdf' },
        ],
        volumes: { catalogue: 3, electronic: 1 },
      });
      expect(await api.admin.client.storedFile.count()).toBe(before);
    });

    test('are the owner’s and the bureau’s to give; what is neither bag nor manifest, and another receiver, are refused', async () => {
      expect((await of(api.westOfficer, bytes('x'))).status).toBe(404);
      expect((await of(api.otherOwner, bytes('x'))).status).toBe(404);
      expect((await of(api.owner, bytes('你好'))).body).toMatchObject({ code: 'FILE_TYPE_NOT_ALLOWED' });
      expect((await of(api.owner, bytes('PK??'))).body).toMatchObject({ code: 'FILE_TYPE_NOT_ALLOWED' });
      expect((await of(api.owner, new Uint8Array())).body).toMatchObject({ code: 'FILE_EMPTY' });
      const right = receiverId;
      receiverId = api.ownerOrganisation;
      expect((await of(api.owner, bytes(`${hash('1')}  a\n`))).body).toMatchObject({ code: 'RECEIVER_UNKNOWN' });
      receiverId = right;
    });
  });
}
