import fc from 'fast-check';
import { addListing } from '../../activities/projects/add-listing';
import { catalogueDigest } from '../../domain/catalogue/catalogue-digest';
import { Refusal } from '../../domain/errors';
import { apply, tracked, upload, volumes } from '../support/life';
import { createWorld, type World } from '../support/process';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing refused',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

describe('a project made of a listing', () => {
  test('is planned, has a number of its own, and what nobody knows is a task', async () => {
    const project = await world.project({ completion: { value: '2027-06-30', precision: 'month', kind: 'planned' } });
    expect(project.code).toMatch(/^CC-2026-\d{4}$/);
    expect(await project.stage()).toBe('planned');
    expect(await project.tasks()).toEqual(['officer find-date construction_start']);
    const nobody = await world.project({ owner: undefined });
    expect(Number(nobody.code.slice(-4))).toBe(Number(project.code.slice(-4)) + 1);
    expect(await nobody.tasks()).toEqual([
      'officer find-contact owner',
      'officer find-date completion',
      'officer find-date construction_start',
    ]);
    const events = await world.db.auditEvent.findMany({ where: { chain: `project/${project.code}` } });
    expect(events).toMatchObject([{ sequence: 1, type: 'project.created', payload: { source: 'listing' } }]);
  });

  test('has listings of many years, each of which is of one project', async () => {
    const [project, other] = [await world.project(), await world.project()];
    const line = { year: 2027, level: '市', category: 'continued', number: '7', text: { 序号: '7' } } as const;
    const first = await world.worker.transaction((tx) => addListing(tx, project.id, line));
    expect(await world.worker.transaction((tx) => addListing(tx, project.id, line))).toEqual(first);
    expect(await code(world.worker.transaction((tx) => addListing(tx, other.id, line)))).toBe('LISTING_TAKEN');
  });
});

describe('a catalogue', () => {
  test('is a version with its hash; the same contents in another order are the same version', async () => {
    const project = await world.project();
    const first = await upload(world, project);
    expect(await upload(world, project, volumes(12).reverse())).toEqual(first);
    const second = await upload(world, project, volumes(13));
    const versions = await world.db.catalogue.findMany({
      where: { projectId: project.id },
      orderBy: { version: 'asc' },
      include: { _count: { select: { volumes: true } } },
    });
    expect(versions.map(({ version, sha256, _count }) => [version, sha256, _count.volumes])).toEqual([
      [1, first.sha256, 12],
      [2, second.sha256, 13],
    ]);
  });

  test('is refused empty, or with a code twice', async () => {
    const project = await world.project();
    expect(await code(upload(world, project, []))).toBe('CATALOGUE_EMPTY');
    expect(await code(upload(world, project, [...volumes(2), ...volumes(1)]))).toBe('VOLUME_DUPLICATE');
  });

  test('once frozen by an application it is followed by another only with a reason', async () => {
    const project = await tracked(world);
    await apply(world, project);
    expect(await code(upload(world, project, volumes(20)))).toBe('REASON_REQUIRED');
    await upload(world, project, volumes(20), '补充竣工图');
  });

  test('fits 50,000 volumes', async () => {
    const project = await world.project();
    const { id } = await upload(world, project, volumes(50_000));
    expect(await world.db.volume.count({ where: { catalogueId: id } })).toBe(50_000);
  });

  test('its hash knows every field and no order', () => {
    const volume = fc.record({
      code: fc.string({ minLength: 1 }),
      title: fc.string(),
      pages: fc.nat(),
      drawings: fc.nat(),
      retention: fc.constantFrom('permanent', 'years30', 'years10'),
      phase: fc.string(),
      stratum: fc.string(),
      receiver: fc.option(fc.string()),
    });
    const list = fc.uniqueArray(volume, { minLength: 1, maxLength: 8, selector: ({ code }) => code.normalize('NFC') });
    fc.assert(
      fc.property(list, fc.nat(), (volumes, at) => {
        const hash = catalogueDigest(volumes);
        expect(catalogueDigest([...volumes].reverse())).toBe(hash);
        const changed = volumes.map((entry, index) =>
          index === at % volumes.length ? { ...entry, pages: entry.pages + 1 } : entry,
        );
        expect(catalogueDigest(changed)).not.toBe(hash);
        expect(catalogueDigest(volumes, [{ stratum: 'as_built', count: 1 }])).not.toBe(hash);
      }),
    );
  });
});
