import { type Reader, recordOf, shape, text } from '../rules/reader';
import { type RuleSources, sourcesFor } from '../rules/rule-source';

/** How a bureau numbers its papers. */
export interface PapersRule {
  /** By kind of paper: the character between the office's code and the year, 江档**验**〔2026〕7号. */
  series: Record<string, string>;
  sources: RuleSources;
}

export const readPapersRule: Reader<PapersRule> = shape<PapersRule>({
  series: recordOf(text),
  sources: sourcesFor(['series']),
});
