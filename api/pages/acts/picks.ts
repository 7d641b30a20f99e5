import type { ActDefinition } from '../../../activities/acts/define-act';
import type { HandoverCount } from '../../../domain/handover/handover';
import type { ActKind } from '../../../domain/lifecycle/act-table';
import type { Format } from '../format';
import type { Words } from '../words';
import type { Asking, Pickable } from './asking';
import type { Dossier } from './dossier';
import { type Field, fieldOf } from './field';

export interface Picking {
  dossier: Dossier;
  kind: ActKind;
  words: Words;
  format: Format;
  /** Who asks. */
  personId: string;
}

type Source = (picking: Picking) => Promise<Pickable[]>;

/** The kinds of proposal that each decision is about. */
const DECIDES: Partial<Record<ActKind, string>> = {
  'finding_notice.decide': 'finding_notice',
  'application.decide': 'application',
  'draw.decide_void': 'draw_void',
  'sample.decide_void': 'sample_void',
  'suspension.decide': 'suspension',
  'outcome.decide': 'outcome',
  'correction.decide': 'correction',
  'backdating.decide': 'backdating',
  'departure.decide': 'departure',
};

const people = async (found: Promise<{ person: { id: string; name: string | null } }[]>): Promise<Pickable[]> => {
  const byId = new Map((await found).map(({ person }) => [person.id, person.name ?? '']));
  return [...byId].map(([value, label]) => ({ value, label }));
};

const seats: Source = async ({ dossier, words }) => {
  const round = await dossier.round();
  return (round?.seats ?? []).map(({ id, number, role, holder }) => ({
    value: id,
    label: words.t('pick.seat', { number, role: words.value('role', role) }),
    hint: holder?.name,
  }));
};

const samples: Source = async ({ dossier, words }) => {
  const round = await dossier.round();
  return (round?.samples ?? []).map(({ id, number, volumeCode, ordinal, stratum }) => ({
    value: id,
    label: words.t('pick.sample', { number, code: volumeCode ?? ordinal }),
    hint: stratum,
  }));
};

const rectificationItems: Source = async ({ dossier, kind, words }) => {
  const wanted = kind === 'item.verify' ? ['reported'] : ['open'];
  return (await dossier.items())
    .filter(({ state }) => wanted.includes(state))
    .map(({ id, number, text, volumeCode }) => ({
      value: id,
      label: words.t('pick.item', { number, text }),
      hint: volumeCode ?? undefined,
    }));
};

const correctionItems: Source = async ({ dossier, words }) => {
  const [request] = await dossier.corrections();
  return (request?.items ?? [])
    .filter(({ answer }) => answer === null)
    .map(({ id, number, field, code, text }) => ({
      value: id,
      label: words.t('pick.correction', {
        number,
        field: words.value('field', field),
        code: words.value('code', code),
      }),
      hint: text,
    }));
};

const visitFindings: Source = async ({ dossier, kind, words }) => {
  const wanted = kind === 'visit_finding.verify' ? ['reported'] : ['open'];
  return (await dossier.visits()).flatMap(({ visitedOn, findings }) =>
    findings
      .filter(({ state }) => wanted.includes(state))
      .map(({ id, number, text }) => ({ value: id, label: words.t('pick.item', { number, text }), hint: visitedOn })),
  );
};

const heldMails: Source = async ({ dossier, words }) =>
  (await dossier.heldMails()).map(({ id, kind, person }) => ({
    value: id,
    label: words.t(`mails.${kind}`),
    hint: person.name ?? undefined,
  }));

const rubricItems: Source = async ({ dossier, words }) =>
  (await dossier.rules()).rubric.sections.flatMap(({ items }) =>
    items.map(({ code, title, maximum, deductions }) => ({
      value: code,
      label: words.t('pick.rubric', { code, title, maximum }),
      hint: deductions,
    })),
  );

const organisations: Source = async ({ dossier, words }) =>
  (await dossier.parties())
    .filter(({ until }) => until === null)
    .map(({ organisationId, name, role }) => ({ value: organisationId, label: name, hint: words.value('role', role) }));

const papers: Source = async ({ dossier, words }) =>
  (await dossier.papers()).map(({ id, kind, reference, issuedOn }) => ({
    value: id,
    label: reference ?? words.value('paper', kind),
    hint: reference ? words.value('paper', kind) : (issuedOn ?? id),
  }));

/** Where each reference of an act's contents is chosen from, by the reference's name; by act and name where it differs. */
const SOURCES: Readonly<Record<string, Source>> = {
  serviceId: async ({ dossier, words, format }) => {
    const contacts = (await dossier.contacts()).map(({ person }) => [person.id, person.name] as const);
    const members = ((await dossier.round())?.seats ?? []).flatMap(({ holder }) =>
      holder ? [[holder.personId, holder.name] as const] : [],
    );
    const names = new Map([...contacts, ...members]);
    return (await dossier.services())
      .filter(({ servedOn }) => servedOn === null)
      .map(({ id, subjectKind, sentAt, personId }) => {
        const name = personId && names.get(personId);
        const date = format.date(sentAt);
        return {
          value: id,
          label: words.value('served', subjectKind),
          hint: name ? words.t('pick.sent-to', { date, name }) : words.t('pick.sent', { date }),
        };
      });
  },
  taskId: async ({ dossier, words }) =>
    (await dossier.tasks()).map(({ id, kind }) => ({ value: id, label: words.t(`tasks.${kind}`) })),
  factId: async ({ dossier, kind, words, format, personId }) =>
    (await dossier.facts())
      .filter(({ onBehalfOfId }) => kind !== 'entry.object' || onBehalfOfId === personId)
      .map(({ id, kind: what, occurredOn }) => ({
        value: id,
        label: words.find(`acts.${what}.title`) ?? words.value('fact', what),
        hint: format.date(occurredOn),
      })),
  itemId: rectificationItems,
  'registration.answer_corrections itemId': correctionItems,
  'application.answer_corrections itemId': correctionItems,
  'volumes.inspect itemId': samples,
  itemIds: samples,
  requestId: async ({ dossier, words }) =>
    (await dossier.corrections()).map(({ id, number, subject }) => ({
      value: id,
      label: words.t('pick.request', { number, subject: words.value('subject', subject) }),
    })),
  reportId: async ({ dossier, words }) =>
    (await dossier.reports())
      .filter(({ read }) => !read)
      .map(({ id, period, noChange }) => ({
        value: id,
        label: words.t('pick.report', { period: periodOf(words, period) }),
        hint: noChange ? words.t('pick.no-change') : undefined,
      })),
  'report.submit period': async ({ dossier, words }) =>
    (await dossier.clocks())
      .filter(({ kind, state }) => kind === 'periodic_report' && state === 'running')
      .map(({ subject }) => ({ value: subject, label: periodOf(words, subject) })),
  findingId: visitFindings,
  findingIds: visitFindings,
  'finding.mark findingId': async ({ dossier, words }) =>
    ((await dossier.round())?.findings ?? []).map(({ id, code, evidence, severity }) => ({
      value: id,
      label: evidence,
      hint: words.t('pick.finding', { code, severity: words.value('severity', severity) }),
    })),
  into: async (picking) => SOURCES['finding.mark findingId']!(picking),
  proposalId: async ({ dossier, kind }) =>
    (await dossier.proposals())
      .filter((each) => each.state === 'open' && each.kind === DECIDES[kind])
      .map(({ id, reason }) => ({ value: id, label: reason })),
  drawId: async ({ dossier, words }) =>
    ((await dossier.round())?.draws ?? []).map(({ id, number, purpose, state }) => ({
      value: id,
      label: words.t('pick.draw', { number: String(number), purpose: words.value('purpose', purpose) }),
      hint: words.value('drawState', state),
    })),
  opinionId: async ({ dossier, words }) => {
    const opinion = (await dossier.round())?.opinion;
    return opinion ? [{ value: opinion.id, label: words.t('pick.opinion', { version: opinion.version }) }] : [];
  },
  receiverId: async ({ dossier }) =>
    (await dossier.parties())
      .filter(({ role, until }) => until === null && ['receiver', 'archives', 'owner'].includes(role))
      .map(({ organisationId, name }) => ({ value: organisationId, label: name })),
  'hand_over.submit receiverId': async ({ dossier }) => {
    const offered = (await dossier.handOvers()).filter(({ state }) => state !== 'refused');
    return (await dossier.parties())
      .filter(({ role, until }) => role === 'receiver' && until === null)
      .filter(({ organisationId }) => !offered.some(({ receiverId }) => receiverId === organisationId))
      .map(({ organisationId, name }) => ({ value: organisationId, label: name }));
  },
  'hand_over.submit kind': async ({ dossier }) =>
    (await dossier.rules()).handover.kinds.map(({ code, title, unit }) => ({ value: code, label: title, hint: unit })),
  handOverId: async ({ dossier, words }) => {
    const parties = new Map((await dossier.parties()).map(({ organisationId, name }) => [organisationId, name]));
    const kinds = new Map((await dossier.rules()).handover.kinds.map(({ code, title }) => [code, title]));
    const counted = (counts: unknown) =>
      (counts as HandoverCount[])
        .map((count) => words.t('pick.counts', { ...count, title: kinds.get(count.kind) ?? count.kind }))
        .join(words.t('list.comma-in'));
    return (await dossier.handOvers())
      .filter(({ state }) => state === 'submitted')
      .map(({ id, receiverId, attempt, counts }) => ({
        value: id,
        label: words.t('pick.hand-over', { receiver: parties.get(receiverId) ?? '', attempt }),
        hint: counted(counts),
      }));
  },
  papers,
  paperId: papers,
  clocks: async ({ dossier, words, format }) =>
    (await dossier.clocks()).map(({ id, kind, due }) => ({
      value: id,
      label: words.value('clock', kind),
      hint: due ? format.date(due) : undefined,
    })),
  seatId: seats,
  seatIds: seats,
  halfDayId: async ({ dossier, words, format }) =>
    ((await dossier.round())?.halfDays ?? []).map(({ id, date, half }) => ({
      value: id,
      label: `${format.date(date)} ${words.value('half', half)}`,
    })),
  absenceId: async ({ dossier }) =>
    ((await dossier.round())?.ballotAbsences ?? [])
      .filter(({ confirmed }) => !confirmed)
      .map(({ id, reason }) => ({ value: id, label: reason })),
  departureId: async ({ dossier }) =>
    ((await dossier.round())?.departures ?? [])
      .filter(({ confirmed }) => !confirmed)
      .map(({ id, reason }) => ({ value: id, label: reason })),
  'application.submit item': rubricItems,
  'sheet.submit item': rubricItems,
  'sheet.revise item': rubricItems,
  'sections.share sections': async ({ dossier }) =>
    (await dossier.rules()).rubric.sections.map(({ code, title }) => ({ value: code, label: title })),
  'volumes.inspect code': async ({ dossier, words }) =>
    (await dossier.rules()).findings.kinds.map(({ code, title, article, severity }) => ({
      value: code,
      label: words.t('pick.finding-kind', { title, severity: words.value('severity', severity) }),
      hint: article,
    })),
  'suspension.propose reason': async ({ dossier }) =>
    (await dossier.rules()).entry.suspensionReasons.map((reason) => ({ value: reason, label: reason })),
  'sample.add stratum': async ({ dossier }) =>
    [...new Set(((await dossier.round())?.samples ?? []).map(({ stratum }) => stratum))].map((stratum) => ({
      value: stratum,
      label: stratum,
    })),
  send: heldMails,
  drop: heldMails,
  id: organisations,
  organisationId: organisations,
  caseOfficerId: ({ dossier }) => people(dossier.staff('officer')),
  witnessId: ({ dossier }) => people(dossier.staff('witness')),
  personId: async ({ dossier }) => {
    const staff = [
      ...(await dossier.staff('officer')),
      ...(await dossier.staff('director')),
      ...(await dossier.staff('recorder')),
    ];
    const contacts = await dossier.contacts();
    return people(Promise.resolve([...staff, ...contacts]));
  },
  onBehalfOfId: async ({ dossier, words }) => {
    const contacts = (await dossier.contacts()).map(({ person, role, organisation }) => ({
      value: person.id,
      label: person.name ?? '',
      hint: words.t('pick.contact', { organisation, role: words.t(`roles.${role}`) }),
    }));
    const members = ((await dossier.round())?.seats ?? []).flatMap(({ holder, role }) =>
      holder ? [{ value: holder.personId, label: holder.name, hint: words.value('role', role) }] : [],
    );
    return [...new Map([...contacts, ...members].map((each) => [each.value, each])).values()];
  },
  backdatingId: async ({ dossier }) =>
    (await dossier.proposals())
      .filter(({ kind, state }) => kind === 'backdating' && state === 'approved')
      .map(({ id, reason }) => ({ value: id, label: reason })),
  ceremonyId: async ({ dossier, format }) =>
    (await dossier.draws())
      .flatMap(({ ceremony }) => (ceremony && !ceremony.revealedAt ? [ceremony] : []))
      .map(({ id, startsAt, place }) => ({ value: id, label: format.date(startsAt), hint: place ?? undefined })),
  catalogue: async ({ dossier, words }) =>
    (await dossier.catalogues()).map(({ id, version, sha256, reason }) => ({
      value: JSON.stringify({ id, sha256 }),
      label: words.t('pick.catalogue', { version }),
      hint: reason ?? undefined,
    })),
};

/** How the form of an act asks. */
export const askingOf = (picking: Picking): Asking => ({
  words: picking.words,
  format: picking.format,
  own: `acts.${picking.kind}`,
  async pickables(name) {
    const source = SOURCES[`${picking.kind} ${name}`] ?? SOURCES[name];
    if (!source) throw new Error(`Nothing says where ${name} of ${picking.kind} is chosen from`);
    return source(picking);
  },
});

/** Texts of an act that are chosen from what the rule set has. */
const isChosen = (kind: ActKind, name: string): boolean => `${kind} ${name}` in SOURCES;

/** The questions of an act, with what the rule set makes a choice of. */
export function fieldOfAct({ kind, body, sealed }: Pick<ActDefinition, 'kind' | 'body' | 'sealed'>): Field {
  return chosen(fieldOf(sealed?.body ?? body), kind);
}

function chosen(field: Field, kind: ActKind): Field {
  const { name, required, nullable } = field;
  switch (field.kind) {
    case 'text':
    case 'lines':
      if (!isChosen(kind, name)) return field;
      return { name, required, nullable, kind: 'pick', many: field.kind === 'lines' };
    case 'group':
      return { ...field, fields: field.fields.map((each) => chosen(each, kind)) };
    case 'variants':
      return {
        ...field,
        variants: field.variants.map((each) => ({ ...each, fields: each.fields.map((inner) => chosen(inner, kind)) })),
      };
    case 'list':
      return { ...field, item: chosen(field.item, kind) as typeof field.item };
    default:
      return field;
  }
}

export const knowsPick = (kind: ActKind, name: string): boolean => `${kind} ${name}` in SOURCES || name in SOURCES;

/** A reporting period as people write it. */
export const periodOf = (words: Words, period: string): string =>
  words.t('date.period', { year: period.slice(0, 4), part: words.value('period', period.slice(4)) });
