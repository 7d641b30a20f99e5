import { Refusal } from '../../../domain/errors';
import { MARKS } from '../../../domain/findings/findings-rule';
import { actRoute } from '../../routes/acts';
import { readSheets } from '../../routes/round-sheets';
import { roundParams } from '../../visible-round';
import { numberedFiles } from '../numbered-files';
import { newFormKey, page, type Sent, type Showing, text } from '../page';
import { type FieldTrouble, Unfit } from '../trouble';
import { ask } from '../visit';
import { stepsBar } from './meeting-steps';
import { type RevisedSheet, revisionsOf } from './revisions';
import { type Room, type Round, readRoom, roomPath } from './room';
import { type OpenedSheet, spreadOf } from './spread';

const KIND = 'finding.mark';

/** What can become of a finding. */
const FATES = [...MARKS, 'merged', 'dropped'] as const;

/** The opened sheets side by side, and the findings one by one: the leader notes what the panel makes of each. */
export const deliberationPage = page({
  path: '/projects/:code/rounds/:number/deliberation',
  params: roundParams,
  async show(context) {
    const { params, words, again } = context;
    const room = await readRoom(context, params);
    const { project, round, rules, own, staff, path } = room;
    if (!staff && !own) throw new Refusal('NOT_FOUND', { field: 'number', value: params.number });
    const acts = `/projects/${project.code}/acts`;
    const sheets = await openedSheets(context, room);
    const open = round.findings.filter(({ mark }) => mark === null).length;
    return {
      template: 'room/deliberation',
      title: words.t('room.deliberation', { project: project.name }),
      data: {
        ...{ project, round, path, key: newFormKey() },
        crumb: words.t('room.steps.deliberate'),
        heading: words.t('room.deliberation', { project: project.name }),
        live: `/live/projects/${project.code}`,
        bar: stepsBar(room),
        sheets: sheets.length,
        spread: sheets.length > 0 ? spreadOf(rules.rubric, sheets, own?.id ?? null) : null,
        revisions: revisionsOf(rules.rubric, sheets.filter(isRevised)),
        revisePath:
          room.can('sheet.revise') && sheets.some((each) => each.seatId === own?.id && !isRevised(each))
            ? `${acts}/sheet.revise`
            : null,
        marks: room.can(KIND),
        findings: findingsOf(room, again?.sent ?? null),
        open,
        closePath: room.can('deliberation.close') && open === 0 ? `${acts}/deliberation.close` : null,
      },
    };
  },
  async submit(context) {
    const { sent, params, words, request } = context;
    const { decisions, faults } = await context.reading(async (showing) =>
      decided(await readRoom(showing, params), sent, words.t('room.say-why')),
    );
    if (decisions.length === 0) faults.push({ field: 'findings', text: words.t('room.nothing-decided') });
    if (faults.length > 0) throw new Unfit(faults);
    const key = text(sent, '_key');
    await ask(context, actRoute(KIND), { params: { code: params.code }, body: { content: { decisions } }, key });
    request.session.flash = { tone: 'ok', text: words.t('room.decided-n', { n: decisions.length }) };
    return { to: roomPath(params, 'deliberation') };
  },
});

/** Sheets as they stand, with what a revised one was before; none before all are in. */
async function openedSheets(
  context: Showing<typeof roundParams>,
  { round }: Room,
): Promise<(OpenedSheet | RevisedSheet)[]> {
  const { sheets } = await readSheets.read(context, { params: context.params });
  const opened = sheets.filter((sheet) => sheet.value !== null && !sheet.void);
  return round.seats.flatMap(({ id, number, holder }) => {
    const [first, revision] = opened.filter(({ seatId }) => seatId === id);
    if (!first) return [];
    const { scores } = (revision ?? first).value as Pick<OpenedSheet, 'scores'>;
    const sheet = { seatId: id, name: holder?.name ?? String(number), scores };
    if (!revision) return [sheet];
    const { scores: former } = first.value as Pick<OpenedSheet, 'scores'>;
    return [{ ...sheet, former, revisionReason: revision.revisionReason }];
  });
}

const isRevised = (sheet: OpenedSheet | RevisedSheet): sheet is RevisedSheet => 'former' in sheet;

type Finding = Round['findings'][number];

/** Each finding with what was made of it, or with what the leader chose in a form that is shown again. */
function findingsOf({ round, volumes, rules }: Room, sent: Sent | null) {
  const titles = new Map(rules.findings.kinds.map(({ code, title }) => [code, title]));
  const standing = round.findings.filter(({ mark }) => mark !== 'merged' && mark !== 'dropped');
  const label = ({ id }: Finding) => round.findings.findIndex((each) => each.id === id) + 1;
  return round.findings.map((finding) => {
    const name = `d.${finding.id}`;
    const fate = sent ? text(sent, `${name}.as`) : (finding.mark ?? '');
    const into = sent ? text(sent, `${name}.into`) : (finding.mergedIntoId ?? '');
    const settled = finding.mark === 'merged' || finding.mark === 'dropped';
    return {
      ...finding,
      name,
      settled,
      number: label(finding),
      title: titles.get(finding.code) ?? finding.code,
      volume: volumes.find(({ id }) => id === finding.sampleItemId)?.code ?? null,
      files: numberedFiles(finding.photos),
      by: round.seats.find(({ id }) => id === finding.seatId)?.holder?.name ?? null,
      fates: FATES.map((value) => ({ value, chosen: value === fate })),
      others: standing
        .filter(({ id }) => id !== finding.id)
        .map((other) => ({
          id: other.id,
          number: label(other),
          title: titles.get(other.code) ?? other.code,
          chosen: other.id === into,
        })),
      mergedInto: finding.mergedIntoId ? round.findings.findIndex(({ id }) => id === finding.mergedIntoId) + 1 : null,
      reason: sent ? text(sent, `${name}.reason`) : (finding.dropReason ?? ''),
    };
  });
}

/** What the form decides that was not decided so before. */
function decided({ round }: Room, sent: Sent, sayWhy: string) {
  const faults: FieldTrouble[] = [];
  const decisions = round.findings.flatMap((finding) => {
    const name = `d.${finding.id}`;
    const as = text(sent, `${name}.as`);
    if (as === '' || as === finding.mark) return [];
    const findingId = finding.id;
    if (as === 'merged') {
      const into = text(sent, `${name}.into`);
      if (into === '') faults.push({ field: `${name}.into`, text: sayWhy });
      return [{ as, findingId, into }];
    }
    if (as !== 'dropped') return [{ as, findingId }];
    const reason = text(sent, `${name}.reason`).trim();
    if (reason === '') faults.push({ field: `${name}.reason`, text: sayWhy });
    return [{ as, findingId, reason }];
  });
  return { decisions, faults };
}
