import { hashSecret } from '../../../domain/draw/draw-key';
import {
  type CatalogueVolume,
  type FreezeSampleInput,
  freezeSample,
  type SampleDocument,
} from '../../../domain/sampling/sample-document';
import { readSamplingRule } from '../../../domain/sampling/sampling-rule';
import defaultRule from '../../../prisma/seed/rule-sets/default/sampling.json';
import { bytes32 } from '../draw/frozen';

export const rule = readSamplingRule(defaultRule, 'sampling');
const STRATA = rule.strata.map(({ code }) => code);

/** `count` volumes, by turns of each stratum, each with 10 drawings in `as_built`. */
export const volumes = (count: number): CatalogueVolume[] =>
  Array.from({ length: count }, (_, at) => ({
    code: `FS-2026-${String(at + 1).padStart(5, '0')}`,
    stratum: STRATA[at % STRATA.length]!,
    drawings: at % STRATA.length === STRATA.indexOf('as_built') ? 10 : 0,
  }));

export const secretOf = (number: number): string => bytes32(`secret of sample ${number}`);

export const sampleInput = (change: Partial<FreezeSampleInput> = {}): FreezeSampleInput => ({
  number: 41,
  subject: '富龙西江特大桥工程',
  sitting: '2026-12-09',
  secretHash: hashSecret(secretOf(change.number ?? 41)),
  catalogueSha256: bytes32('catalogue'),
  rule,
  volumes: volumes(600),
  classified: {},
  named: [],
  ...change,
});

export const sample = (change: Partial<FreezeSampleInput> = {}): SampleDocument => freezeSample(sampleInput(change));
