import { type ClassifiedStratum, catalogueDigest, type ListedVolume } from '../../../domain/catalogue/catalogue-digest';
import type { Located } from '../../../domain/import/kind';
import { LISTED_PROBLEMS, type Problem } from '../../../domain/import/report';
import { plain } from '../../../domain/import/text';
import type { Stratum } from '../../../domain/sampling/sampling-rule';
import { addCatalogue } from '../../projects/add-catalogue';
import { ruleSetFor } from '../../rules/rule-set-for';
import type { ImportContext, ImportPlan, PlaceOf } from '../import-context';

/**
 * A file of volumes is a version of the project's catalogue; one with the same contents as the newest version changes nothing.
 * Kinds of volumes are those that the rule set samples by: files say their titles or their codes.
 */
export async function planCatalogue(
  { tx, projectId, options, personId, now, today }: ImportContext,
  records: readonly Located<ListedVolume>[],
  place: PlaceOf,
): Promise<ImportPlan> {
  const project = await tx.project.findUniqueOrThrow({
    where: { id: projectId! },
    include: { jurisdiction: true },
  });
  const { strata } = (await ruleSetFor(tx, project, today)).body.sampling;
  const codeOf = codesByWord(strata);
  const problems: Problem[] = [];
  const volumes = records.map((located): ListedVolume => {
    const { record } = located;
    const stratum = codeOf.get(record.stratum) ?? codeOf.get(plain(record.stratum));
    if (!stratum && problems.length < LISTED_PROBLEMS) {
      const fault = { severity: 'error', code: 'CELL_INVALID', value: record.stratum } as const;
      problems.push({ ...place(located, 'stratum'), ...fault, allowed: strata.map(({ title }) => title) });
    }
    return stratum ? { ...record, stratum } : record;
  });
  const classified: readonly ClassifiedStratum[] = (options.classified ?? []).map(({ stratum, count }) => ({
    stratum: codeOf.get(plain(stratum)) ?? stratum,
    count,
  }));
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
    problems,
    async write() {
      if (same) return {};
      const order = { projectId: projectId!, uploadedById: personId, now, volumes, classified, reason: options.reason };
      return { catalogueId: (await addCatalogue(tx, order)).id };
    },
  };
}

/** Codes of strata by what a file may call them. */
const codesByWord = (strata: readonly Stratum[]): ReadonlyMap<string, string> =>
  new Map(
    strata.flatMap(({ code, title }) => [title, plain(title), code, plain(code)].map((word) => [word, code] as const)),
  );
