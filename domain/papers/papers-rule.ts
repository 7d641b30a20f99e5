import { flag, type Reader, recordOf, shape, text } from '../rules/reader';
import { type RuleSources, sourcesFor } from '../rules/rule-source';

/** How a bureau numbers its papers. */
export interface PapersRule {
  /** By kind of paper: the character between the office's code and the year, 江档**验**〔2026〕7号. */
  series: Record<string, string>;
  /** Whether a project that passes gets a certificate 合格证 beside the opinion, which is the paper of record. */
  certificate: boolean;
  sources: RuleSources;
}

export const readPapersRule: Reader<PapersRule> = shape<PapersRule>({
  series: recordOf(text),
  certificate: flag,
  sources: sourcesFor(['series', 'certificate']),
});
