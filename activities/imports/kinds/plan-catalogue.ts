import { type ClassifiedStratum, catalogueDigest, type ListedVolume } from '../../../domain/catalogue/catalogue-digest';
import type { Located } from '../../../domain/import/kind';
import { addCatalogue } from '../../projects/add-catalogue';
import type { ImportContext, ImportPlan } from '../import-context';

/** A file of volumes is a version of the project's catalogue; one with the same contents as the newest version changes nothing. */
export async function planCatalogue(
  { tx, projectId, options, personId, now }: ImportContext,
  records: readonly Located<ListedVolume>[],
): Promise<ImportPlan> {
  const volumes = records.map(({ record }) => record);
  const classified: readonly ClassifiedStratum[] = options.classified ?? [];
  const newest = await tx.catalogue.findFirst({
    where: { projectId: projectId! },
    orderBy: { version: 'desc' },
    select: { sha256: true },
  });
  const codes = new Set(volumes.map(({ code }) => code));
  // The digest of 50,000 volumes takes a second, so it is asked for only where there is something to compare.
  const comparable = newest !== null && codes.size === volumes.length;
  const same = comparable && newest.sha256 === catalogueDigest(volumes, classified);
  return {
    rows: [],
    counts: { [same ? 'skip' : 'create']: volumes.length },
    problems: [],
    async write() {
      if (same) return {};
      const order = { projectId: projectId!, uploadedById: personId, now, volumes, classified, reason: options.reason };
      return { catalogueId: (await addCatalogue(tx, order)).id };
    },
  };
}
