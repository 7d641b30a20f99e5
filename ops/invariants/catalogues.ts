import type { Tx } from '../../activities/database/database';
import { catalogueDigest } from '../../domain/catalogue/catalogue-digest';
import { compareBytes } from '../../domain/crypto/compare-bytes';
import type { SampleDocument } from '../../domain/sampling/sample-document';
import type { Invariant } from './violation';

/** What the owner applied with stays as it was: whoever could take a volume out could keep it from every sample. */
export const frozenCataloguesStay: Invariant = {
  name: 'a catalogue that was applied with is the one of its hash',
  async check(tx) {
    const applications = await tx.application.findMany({
      distinct: ['catalogueId'],
      select: { catalogueId: true, catalogueSha256: true, project: { select: { code: true } } },
    });
    const found = [];
    for (const { catalogueId, catalogueSha256, project } of applications) {
      const { volumes, classified } = await catalogueOf(tx, catalogueId);
      if (catalogueDigest(volumes, classified) !== catalogueSha256) {
        found.push({ subject: project.code, detail: `catalogue ${catalogueId} was changed` });
      }
    }
    return found;
  },
};

/** A sample is drawn from all of the frozen catalogue and from nothing else. */
export const samplesCoverTheirCatalogue: Invariant = {
  name: 'a sample is drawn from the catalogue that was applied with',
  async check(tx) {
    const draws = await tx.draw.findMany({
      where: { purpose: 'sample' },
      orderBy: { number: 'asc' },
      select: {
        number: true,
        commitment: true,
        project: { select: { code: true } },
        round: { select: { application: { select: { catalogueId: true, catalogueSha256: true } } } },
      },
    });
    const found = [];
    for (const { number, commitment, project, round } of draws) {
      const document = commitment as unknown as SampleDocument;
      const { catalogueId, catalogueSha256 } = round.application;
      const { volumes, classified } = await catalogueOf(tx, catalogueId);
      const isWhole =
        document.catalogueSha256 === catalogueSha256 &&
        listed(document.volumes) === listed(volumes) &&
        counted(Object.entries(document.classified)) ===
          counted(classified.map(({ stratum, count }) => [stratum, count]));
      if (!isWhole) found.push({ subject: project.code, detail: `draw ${number} is from another catalogue` });
    }
    return found;
  },
};

async function catalogueOf(tx: Tx, catalogueId: string) {
  return {
    volumes: await tx.volume.findMany({ where: { catalogueId } }),
    classified: await tx.classifiedCount.findMany({ where: { catalogueId } }),
  };
}

const listed = (volumes: readonly { code: string; stratum: string; drawings: number }[]): string =>
  JSON.stringify(
    volumes
      .map(({ code, stratum, drawings }) => [code.normalize('NFC'), stratum, drawings] as const)
      .sort(([a], [b]) => compareBytes(a, b)),
  );

const counted = (classified: readonly [string, number][]): string =>
  JSON.stringify(classified.filter(([, count]) => count > 0).sort(([a], [b]) => compareBytes(a, b)));
