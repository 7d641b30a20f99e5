import { bytes32, date, diceSource, instant, randomness, sortedTexts } from '../draw/record-form';
import { choice, integer, listOf, nullable, type Reader, recordOf, shape, text } from '../rules/reader';
import type { Addition, SampledItem } from './draw-sample';
import { SAMPLE_BUNDLE_FORMAT, type SampleBundle } from './sample-bundle';
import { type CatalogueVolume, MOST_CLASSIFIED, SAMPLE_ALGORITHM, type SampleDocument } from './sample-document';
import type { StratumSize } from './sample-sizes';
import type { DrawingsRule } from './sampling-rule';

const rule = shape<SampleDocument['rule']>({
  atLeast: integer(1),
  percent: integer(0, 100),
  strata: listOf(
    shape<SampleDocument['rule']['strata'][number]>({ code: text, floor: integer(0) }),
    1,
    ({ code }) => code,
  ),
  drawings: nullable(shape<DrawingsRule>({ stratum: text, percent: integer(1, 100) })),
});

const document = shape<SampleDocument>({
  algorithm: choice([SAMPLE_ALGORITHM]),
  number: integer(1),
  subject: text,
  sitting: date,
  source: diceSource,
  secretHash: bytes32,
  catalogueSha256: bytes32,
  rule,
  strata: listOf(shape<StratumSize>({ stratum: text, N: integer(0), n: integer(0) })),
  classified: recordOf(integer(0, MOST_CLASSIFIED)),
  named: sortedTexts,
  volumes: listOf(shape<CatalogueVolume>({ code: text, stratum: text, drawings: integer(0) })),
});

/** The form of a public record of a sample: which members there are, and of what kind. */
export const readSampleBundle: Reader<SampleBundle> = shape<SampleBundle>({
  format: choice([SAMPLE_BUNDLE_FORMAT]),
  document,
  root: bytes32,
  committedAt: instant,
  randomness,
  enteredAt: instant,
  secret: bytes32,
  additions: listOf(shape<Addition>({ stratum: text, count: integer(1), on: date })),
  items: listOf(shape<SampledItem>({ id: text, stratum: text, via: choice(['drawn', 'addition', 'named']) })),
});
