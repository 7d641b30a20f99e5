import { daysFor } from './delays';
import { directorOf } from './director';
import type { Dossier } from './dossier';
import { Occasion } from './occasion';
import type { Troupe } from './troupe';

/** All have signed: the officer hands the sealed paper in, and the director looks at its form. */
export async function submitOpinion(on: Occasion): Promise<void> {
  if (!(await on.may('opinion.submit_form'))) return;
  const opinion = (await on.round())?.opinion;
  if (opinion?.state !== 'form_check' || !on.once(`form ${opinion.id}`)) return;
  await on.act('opinion.submit_form', {
    printedSha256: await on.scan('验收意见打印稿'),
    scanSha256: await on.scan('验收意见签字盖章扫描件'),
  });
  const day = on.troupe.workingDay(daysFor(on.scenario, 'issue_opinion', 1));
  on.troupe.diary.at(day, on.code, () => issue(on.troupe, on.dossier));
}

async function issue(troupe: Troupe, dossier: Dossier): Promise<void> {
  const on = new Occasion(troupe, directorOf(dossier), dossier);
  const rounds = await on.part('rounds');
  const opinion = rounds.find(({ endedAt }) => endedAt === null)?.opinion;
  if (!opinion) return;
  await on.act('opinion.issue');
  const failed = rounds.filter(({ endedAt, result }) => endedAt !== null && result?.passed === false).length;
  const { happened } = troupe.world;
  if (!opinion.passed) {
    if (failed === 1) happened('failed_twice', on.code);
    return;
  }
  if (failed === 1) happened('passed_after_rectification', on.code);
  if (failed === 2) happened('barred_then_passed', on.code);
  if (dossier.scenario.result === 'with_items') happened('passed_with_items', on.code);
}
