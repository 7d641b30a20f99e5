import { Refusal } from '../../../domain/errors';
import type { RuleSet } from '../../../domain/rules/rule-set';
import { submitSheet } from '../../../domain/scoring/sheet';
import type { ProcessContext } from '../../process/process-context';
import type { ApplicationForm } from './application-form';

/**
 * What must hold of an application before it is received: all four conditions are met (the Measures, article 9), the
 * self-score is whole, and the catalogue is the newest, as the owner saw it.
 *
 * @throws Refusal CONDITIONS_NOT_MET, SHEET_INVALID, NOT_FOUND, CATALOGUE_CHANGED, STRATUM_UNKNOWN
 */
export async function checkApplication(ctx: ProcessContext, form: ApplicationForm, rules: RuleSet): Promise<void> {
  const unmet = Object.entries(form.conditions).flatMap(([number, { met }]) => (met ? [] : [number]));
  if (unmet.length > 0) {
    throw new Refusal('CONDITIONS_NOT_MET', { field: 'form.conditions', value: unmet, allowed: 'all four met' });
  }
  const sections = rules.rubric.sections.map(({ code }) => code);
  submitSheet(rules.rubric, rules.scoring, { seatId: 'owner', sections, scores: form.selfScore });
  await checkCatalogue(ctx, form.catalogue, rules);
}

async function checkCatalogue(
  ctx: ProcessContext,
  { id, sha256 }: ApplicationForm['catalogue'],
  { sampling }: RuleSet,
): Promise<void> {
  const newest = await ctx.tx.catalogue.findFirst({
    where: { projectId: ctx.project.id },
    orderBy: { version: 'desc' },
    select: { id: true, sha256: true },
  });
  if (!newest) throw new Refusal('NOT_FOUND', { field: 'form.catalogue', value: id, allowed: 'an uploaded catalogue' });
  if (newest.id !== id || newest.sha256 !== sha256) {
    throw new Refusal('CATALOGUE_CHANGED', { field: 'form.catalogue', value: { id, sha256 }, allowed: newest });
  }
  const allowed = sampling.strata.map(({ code }) => code);
  const stray =
    (await ctx.tx.volume.findFirst({ where: { catalogueId: id, stratum: { notIn: allowed } } })) ??
    (await ctx.tx.classifiedCount.findFirst({ where: { catalogueId: id, stratum: { notIn: allowed } } }));
  if (stray) throw new Refusal('STRATUM_UNKNOWN', { field: 'form.catalogue', value: stray.stratum, allowed });
}
