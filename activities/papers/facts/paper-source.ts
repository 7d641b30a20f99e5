import type { ProcessContext } from '../../process/process-context';

/** What a paper's facts are read with: an act under way, or whoever asks for a draft. */
export type PaperSource = Pick<ProcessContext, 'tx' | 'project' | 'today' | 'rules' | 'practice' | 'calendar'>;

/** What the act that issues a paper says it is about: ids, and words that are in no row. */
export type PaperContent = Readonly<Record<string, unknown>>;
