import type { Sent } from '../page';
import { opinionToBegin } from '../room/opinion-text';
import type { Context } from './act-page';
import { Dossier } from './dossier';
import { ownOpenedSheet } from './score-sheet';

/** What a form need not ask for, because it is known: the reader checks it instead of typing it. */
export async function knownContents(context: Context): Promise<Sent> {
  const { kind, code } = context.params;
  const dossier = new Dossier(context, code);
  if (kind === 'sheet.revise') return ownOpenedSheet(dossier, context.actor.personId);
  if (kind === 'opinion.draft') return opinionBegun(dossier, context);
  if (kind === 'application.submit') return forApplication(dossier);
  if (kind !== 'registration.submit') return {};
  const { name, industry, location, nationalCode, investmentWan, insidePlanningArea } = await dossier.project();
  const parties = (await dossier.parties()).filter(({ until }) => until === null);
  const known: Record<string, string> = {
    'form.projectName': name,
    'form.industry': industry,
    'form.location': location ?? '',
    'form.nationalCode': nationalCode ?? '',
    'form.investmentWan': investmentWan === null ? '' : String(investmentWan),
    'form.insidePlanningArea': insidePlanningArea ? 'true' : '',
  };
  for (const role of ['owner', 'department']) {
    const party = parties.find((each) => each.role === role);
    if (party) Object.assign(known, { [`form.${role}.as`]: 'id', [`form.${role}.id`]: party.organisationId });
  }
  return { ...known, ...(await knownDates(dossier)) };
}

/** What the project and its catalogue say already. */
async function forApplication(dossier: Dossier): Promise<Sent> {
  const { investmentWan } = await dossier.project();
  const [catalogue] = await dossier.catalogues();
  return {
    ...(investmentWan === null ? {} : { 'form.estimateWan': String(investmentWan) }),
    ...(catalogue ? { 'form.counts.volumes': String(catalogue.volumes) } : {}),
    ...(await knownDates(dossier)),
  };
}

async function knownDates(dossier: Dossier): Promise<Record<string, string>> {
  const dates = await dossier.dates();
  const known: Record<string, string> = {};
  for (const [field, kind] of [
    ['constructionStart', 'construction_start'],
    ['completion', 'completion'],
  ]) {
    const date = dates.find((each) => each.kind === kind);
    if (!date?.value) continue;
    known[`form.${field}.value`] = date.value;
    known[`form.${field}.precision`] = date.precision;
    known[`form.${field}.kind`] = date.actual ? 'actual' : 'planned';
  }
  return known;
}

async function opinionBegun(dossier: Dossier, { words }: Context): Promise<Sent> {
  const round = await dossier.round();
  if (!round) return {};
  const { kinds } = (await dossier.rules()).findings;
  return opinionToBegin(round, kinds, ({ volume, title, evidence }) =>
    words.t(volume ? 'room.opinion.line-of-volume' : 'room.opinion.line', {
      ...{ volume, title },
      evidence: evidence.join(words.t('room.opinion.and')),
    }),
  );
}
