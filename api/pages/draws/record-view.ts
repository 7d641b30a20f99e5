import type { DrawBundle } from '../../../domain/draw/draw-bundle';
import { drawKey } from '../../../domain/draw/draw-key';
import { groupBy } from '../../../domain/draw/group-by';
import type { PublicRandomness } from '../../../domain/draw/randomness';
import { rowOf } from '../../../domain/draw/table-lottery';
import { SAMPLE_BUNDLE_FORMAT, type SampleBundle } from '../../../domain/sampling/sample-bundle';
import { poolOf } from '../../routes/project-draws';
import type { Words } from '../words';
import { nameOfTags, poolView, shownChance } from './pool-view';

/** Characters of a salted id that tell people of one draw apart. */
const SHORT = 8;
const shortened = (id: string): string => id.slice(0, SHORT);

type Record = (DrawBundle | SampleBundle) & { digest: string };

/** A published record as `partials/draw-revealed.hbs` and its kin show it. It is read, not judged: the visitor's browser judges. */
export function recordView(text: string, words: Words) {
  const record = JSON.parse(text) as Record;
  const { randomness, committedAt, enteredAt, secret, digest } = record;
  const shared = {
    throws: throwsOf(randomness),
    committedAt,
    enteredAt,
    secret,
    digest,
    bytes: Buffer.byteLength(text),
  };
  return isSample(record)
    ? { ...shared, sample: sampleView(record, words) }
    : { ...shared, panel: panelView(record, words) };
}

const isSample = (record: Record): record is SampleBundle & { digest: string } =>
  record.format === SAMPLE_BUNDLE_FORMAT;

/** Dice by fives, numbers of a lottery one by one. */
const throwsOf = ({ kind, value }: PublicRandomness): string[] =>
  kind === 'dice' ? (value.match(/.{1,5}/g) ?? []) : value.split('.').slice(0, -1);

function panelView(bundle: DrawBundle, words: Words) {
  const { document, root, randomness, secret, result, refills } = bundle;
  const { plan, constraints } = document;
  const chances = new Map(plan.chances.map(({ id, chance }) => [id, chance]));
  const group = (id: string) => {
    const tags = document.candidates.find((person) => person.id === id)?.tags ?? [];
    return nameOfTags(
      constraints.quotas.flatMap(({ tag }) => (tags.includes(tag) ? [tag] : [])),
      words,
    );
  };
  const drawn =
    plan.kind === 'table'
      ? rowOf(plan, drawKey({ root, secretHash: document.secretHash, source: document.source }, randomness, secret))
      : null;
  return {
    pool: poolView(poolOf(document), words),
    row: drawn && { index: drawn.row, at: drawn.row + 1, number: drawn.number },
    drawn: result.drawn.map((id) => ({
      ...{ id: shortened(id), group: group(id) },
      chance: shownChance(chances.get(id) ?? '0/1'),
    })),
    alternates: result.alternates.length,
    refills: refills.map(({ event, filled, vacant }) => ({
      vacant,
      left: event.kind === 'vacancy' ? shortened(event.id) : null,
      why: event.kind === 'vacancy' ? (words.find(`draws.vacancy.${event.code}`) ?? event.code) : null,
      filled: filled.map(({ id, feasible, passedOver }) => ({
        ...{ id: shortened(id), group: group(id), feasible },
        passedOver: passedOver.map((each) => ({
          id: shortened(each.id),
          why: each.limits.map(({ kind, tag }) =>
            words.t(`draws.limit.${kind}`, { group: nameOfTags(tag ? [tag] : [], words) }),
          ),
        })),
      })),
    })),
  };
}

function sampleView({ document, items }: SampleBundle, words: Words) {
  const byStratum = groupBy(items, ({ stratum }) => stratum);
  const name = (stratum: string) => words.value('stratum', stratum);
  return {
    volumes: document.strata.reduce((sum, { N }) => sum + N, 0),
    drawn: items.length,
    catalogue: document.catalogueSha256,
    strata: document.strata.map(({ stratum, N, n }) => ({ name: name(stratum), N, n })),
    lists: [...byStratum].map(([stratum, drawn]) => ({ name: name(stratum), codes: drawn.map(({ id }) => id) })),
  };
}
