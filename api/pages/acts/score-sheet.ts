import { sharesOf } from '../../../activities/review/owed-sheets';
import { toScores } from '../../../activities/review/score-body';
import { hundredths, isPoints, pointsText } from '../../../domain/scoring/points';
import { rubricItems } from '../../../domain/scoring/rubric';
import { sheetProblems } from '../../../domain/scoring/sheet';
import { readSheets } from '../../routes/round-sheets';
import { type Sent, text } from '../page';
import type { FieldTrouble } from '../trouble';
import type { Words } from '../words';
import { inputName } from './contents';
import type { Dossier } from './dossier';

/** What the form of a score sheet needs: the rubric with what was given so far, section by section. */
export async function sheetForm(dossier: Dossier, personId: string, sent: Sent, own: boolean) {
  const { rubric, scoring } = await dossier.rules();
  const codes = await sectionsToScore(dossier, personId, sent);
  const items = rubricItems(rubric);
  const round = await dossier.round();
  let total = 0;
  let scored = 0;
  const sections = rubric.sections
    .filter(({ code }) => codes.includes(code))
    .map((section) => ({
      ...section,
      items: section.items.map((item) => {
        const name = inputName('scores', items.indexOf(item));
        const points = text(sent, `${name}.points`).trim();
        const given = Number(points);
        if (points !== '' && isPoints(given)) {
          total += hundredths(given);
          scored += 1;
        }
        return { ...item, name, points, reason: text(sent, `${name}.reason`) };
      }),
    }));
  return {
    sections,
    step: scoring.step,
    maximum: pointsText(sections.reduce((sum, { maximum }) => sum + hundredths(maximum), 0)),
    total: pointsText(total),
    scored,
    count: sections.reduce((sum, { items: { length } }) => sum + length, 0),
    // A sealed value has no draft in the house: until it is handed in it stays in its author's browser.
    keep: own && round ? sheetPlace(round.id, personId) : null,
  };
}

/** Under which name a browser keeps a sheet that is not handed in yet. */
export const sheetPlace = (roundId: string, personId: string): string => `dangyan.sheet.${roundId}.${personId}`;

/** All sections, or the share of whoever's sheet it is. */
async function sectionsToScore(dossier: Dossier, personId: string, sent: Sent): Promise<string[]> {
  const { rubric, scoring } = await dossier.rules();
  const all = rubric.sections.map(({ code }) => code);
  if (scoring.mode !== 'sections') return all;
  const whose = text(sent, 'entry.onBehalfOfId') || personId;
  const round = await dossier.round();
  const seat = round?.seats.find(({ holder }) => holder?.personId === whose);
  return (
    sharesOf(round?.sectionShares)
      .find(({ seatId }) => seatId === seat?.id)
      ?.sections.slice() ?? all
  );
}

/** What the rubric finds wrong, item by item, while there is still something to be done about it. */
export async function sheetFaults(
  dossier: Dossier,
  personId: string,
  sent: Sent,
  contents: unknown,
  words: Words,
): Promise<FieldTrouble[]> {
  const { rubric, scoring } = await dossier.rules();
  const { scores = [] } = contents as { scores?: Parameters<typeof toScores>[0] };
  const items = rubricItems(rubric);
  const problems = sheetProblems(rubric, scoring, await sectionsToScore(dossier, personId, sent), toScores(scores));
  return problems.map(({ item, code }) => {
    const at = items.findIndex((each) => each.code === item);
    const field = inputName('scores', at, code === 'REASON_REQUIRED' ? 'reason' : 'points');
    const { title, maximum } = items[at]!;
    return {
      field,
      text: words.t(`room.score-problem.${code}`, { item: `${item} ${title}`, maximum, step: scoring.step }),
    };
  });
}

/** The sheet that a member may revise, as his form had it. */
export async function ownOpenedSheet(dossier: Dossier, personId: string): Promise<Sent> {
  const round = await dossier.round();
  const seat = round?.seats.find(({ holder }) => holder?.personId === personId);
  if (!round || !seat) return {};
  const params = { code: dossier.code, number: round.number };
  const { sheets } = await readSheets.read(dossier.reading, { params });
  const value = sheets.find(({ seatId, void: gone }) => seatId === seat.id && !gone)?.value as SheetValue | null;
  const items = rubricItems((await dossier.rules()).rubric).map(({ code }) => code);
  return Object.fromEntries(
    (value?.scores ?? []).flatMap(({ item, score, reason }) => [
      [inputName('scores', items.indexOf(item), 'points'), pointsText(score)],
      [inputName('scores', items.indexOf(item), 'reason'), reason ?? ''],
    ]),
  );
}

/** What a revision makes of the sheet that was opened: the items whose points or reason it changes, in the rubric's order. */
export async function sheetChanges(dossier: Dossier, personId: string, sent: Sent): Promise<SheetChange[]> {
  const { rubric } = await dossier.rules();
  const opened = await ownOpenedSheet(dossier, personId);
  return rubricItems(rubric).flatMap(({ code, title }, at) => {
    const name = inputName('scores', at);
    const [before, after] = [opened, sent].map((sheet) => ({
      points: text(sheet!, `${name}.points`).trim(),
      reason: text(sheet!, `${name}.reason`).trim(),
    })) as [SheetChange['before'], SheetChange['after']];
    const same = Number(before.points) === Number(after.points) && before.reason === after.reason;
    return same ? [] : [{ code, title, name, before, after }];
  });
}

interface SheetChange {
  code: string;
  title: string;
  /** Before the names of its inputs. */
  name: string;
  before: { points: string; reason: string };
  after: { points: string; reason: string };
}

interface SheetValue {
  scores: { item: string; score: number; reason: string | null }[];
}
