import { Refusal } from '../../../domain/errors';
import type { PaperFacts } from '../../../domain/papers/fill-template';
import { pointsText } from '../../../domain/scoring/points';
import { rubricItems } from '../../../domain/scoring/rubric';
import type { ItemScore } from '../../../domain/scoring/sheet';
import { word } from '../../mail/words';
import type { PaperSource } from './paper-source';
import { membersOf, type PaperRound, requireLastRound, roundFacts } from './round-facts';

/** Who is to sign in. */
export async function signInFacts(source: PaperSource): Promise<PaperFacts> {
  const round = await requireLastRound(source);
  return { ...roundFacts(source, round), members: membersOf(round), observers: [] };
}

/**
 * The volumes to fetch, by what their catalogue says of them; of a classified one its ordinal alone.
 *
 * @throws Refusal NOT_FOUND before the sample was drawn
 */
export async function fetchListFacts(source: PaperSource): Promise<PaperFacts> {
  const round = await requireLastRound(source);
  if (round.samples.length === 0) {
    throw new Refusal('NOT_FOUND', { field: 'kind', value: 'fetch_list', allowed: 'a sample that was drawn' });
  }
  const codes = round.samples.flatMap(({ volumeCode }) => volumeCode ?? []);
  const volumes = await source.tx.volume.findMany({
    where: { catalogueId: round.application.catalogueId, code: { in: codes } },
  });
  const byCode = new Map(volumes.map((volume) => [volume.code, volume]));
  const titles = new Map(source.rules.body.sampling.strata.map(({ code, title }) => [code, title]));
  return {
    ...roundFacts(source, round),
    total: String(await source.tx.volume.count({ where: { catalogueId: round.application.catalogueId } })),
    volumes: round.samples.map(({ number, volumeCode, ordinal, stratum, via }) => {
      const volume = volumeCode === null ? undefined : byCode.get(volumeCode);
      return {
        number: String(number),
        code: volumeCode ?? word('sample', 'classified').replace('{n}', String(ordinal)),
        title: volume?.title ?? '',
        pages: volume ? String(volume.pages) : '',
        stratum: titles.get(stratum) ?? stratum,
        via: word('sample', via),
      };
    }),
  };
}

/** A sheet for each member: blank until the sheets are open, and then as he handed it in. */
export async function scoreSheetFacts(source: PaperSource): Promise<PaperFacts> {
  const round = await requireLastRound(source);
  const sheets = await source.tx.sheetIn.findMany({
    where: { roundId: round.id, void: false },
    orderBy: { version: 'desc' },
  });
  const own = (round.application.selfScore ?? []) as unknown as ItemScore[];
  const { rubric } = source.rules.body;
  return {
    ...roundFacts(source, round),
    rubric: rubric.title,
    members: membersOf(round).map((member) => {
      const opened = sheets.find(({ seatId, value }) => seatId === member.seatId && value !== null)?.value;
      const scores = (opened as { scores?: ItemScore[] } | null | undefined)?.scores ?? [];
      return {
        ...member,
        items: rubric.sections.flatMap((section) =>
          section.items.map((item, at) => ({
            section: at === 0 ? `${section.code} ${section.title}` : '',
            item: `${item.code} ${item.title}`,
            points: item.checkpoints.map(({ text }) => text).join('\n'),
            materials: item.materials,
            deductions: item.deductions,
            maximum: String(item.maximum),
            self: scoreOf(own, item.code),
            score: scoreOf(scores, item.code),
            reason: scores.find(({ item: code }) => code === item.code)?.reason ?? '',
          })),
        ),
        maximum: String(rubric.maximum),
        selfTotal: own.length > 0 ? total(own) : '',
        total: scores.length === rubricItems(rubric).length ? total(scores) : '',
      };
    }),
  };
}

const scoreOf = (scores: readonly ItemScore[], code: string): string => {
  const found = Array.isArray(scores) ? scores.find(({ item }) => item === code) : undefined;
  return found ? pointsText(found.score) : '';
};

const total = (scores: readonly ItemScore[]) => pointsText(scores.reduce((sum, { score }) => sum + score, 0));

/** A slip for each member, to be marked by hand. */
export async function ballotFacts(source: PaperSource): Promise<PaperFacts> {
  const round: PaperRound = await requireLastRound(source);
  return { ...roundFacts(source, round), members: membersOf(round) };
}
