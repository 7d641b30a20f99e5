import type { DrawDocument } from './draw-document';
import { questionOf } from './draw-document';
import { type Fraction, fraction, parseFraction, toText } from './fraction';
import { groupBy } from './group-by';
import { panelTypes } from './panel-types';

/** People who count for the same quotas and have the same chance. */
export interface ChanceGroup {
  /** Tags of the quotas for which they count, in the order of the quotas. */
  tags: string[];
  people: number;
  /** Of each, exact `n/d`. */
  chance: string;
  /** Seats that they get on average, exact `n/d`. */
  seats: string;
}

/** A row of a weighted table: it is drawn by the numbers `from` to `to`. */
export interface TableLine {
  weight: number;
  from: number;
  to: number;
  parts: { tags: string[]; seats: number }[];
}

/** A committed lottery as people read it. */
export interface LotteryTable {
  kind: 'tickets' | 'table';
  /** The highest chance first. */
  groups: ChanceGroup[];
  /** Of a draw by table, else empty. */
  rows: TableLine[];
}

/** What a document's plan means: who has which chance, and which panels its rows make. It judges nothing: `verifyDrawBundle` does. */
export function lotteryTable(document: DrawDocument): LotteryTable {
  const { plan, constraints } = document;
  const tagsOf = new Map(
    document.candidates.map(({ id, tags }) => [
      id,
      constraints.quotas.flatMap(({ tag }) => (tags.includes(tag) ? [tag] : [])),
    ]),
  );
  const groups = groupBy(plan.chances, ({ id, chance }) => JSON.stringify([tagsOf.get(id), chance]));
  return {
    kind: plan.kind,
    groups: [...groups.values()]
      .map((people): ChanceGroup => {
        const [{ id, chance }] = people as [{ id: string; chance: string }];
        const seats = toText(times(parseFraction(chance), people.length));
        return { tags: tagsOf.get(id) ?? [], people: people.length, chance, seats };
      })
      .sort((a, b) => compare(parseFraction(b.chance), parseFraction(a.chance))),
    rows: plan.kind === 'table' ? linesOf(document, plan.rows) : [],
  };
}

function linesOf(document: DrawDocument, rows: readonly { weight: number; types: readonly number[] }[]): TableLine[] {
  const { quotas } = document.constraints;
  const types = panelTypes(questionOf(document));
  let from = 0;
  return rows.map(({ weight, types: drawn }) => {
    const tags = drawn.map((type) => (types[type]?.quotas ?? []).map((at) => quotas[at]!.tag));
    const parts = [...groupBy(tags, (each) => each.join(' ')).values()];
    const line = { weight, from, to: from + weight - 1 };
    from += weight;
    return { ...line, parts: parts.map((alike) => ({ tags: alike[0]!, seats: alike.length })) };
  });
}

const times = ({ over, under }: Fraction, by: number): Fraction => fraction(over * BigInt(by), under);

const compare = (a: Fraction, b: Fraction): number => Number(a.over * b.under - b.over * a.under);
