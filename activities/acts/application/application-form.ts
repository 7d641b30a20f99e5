import { z } from 'zod';
import { line, partialDate, prose } from '../field-types';

/** Condition of acceptance by its number in the Measures, article 9, with what shows that it is met. */
const condition = z.object({ met: z.boolean(), evidence: prose(2_000) });

/** One item of the self-score 自检得分, on the experts' own form; in hundredths of a point. */
const itemScore = z.object({
  item: line(20),
  score: z.int().min(0).meta({ 'x-unit': 'hundredths' }),
  reason: prose(1_000).nullable(),
});

/** The catalogue as the owner saw it: its version by id, and the hash of its contents. */
const catalogue = z.object({ id: z.uuid(), sha256: z.hash('sha256') });

/** The application form 申请表 with its report, conditions, self-score and catalogue; each field has a name in the words of the mails. */
export const applicationForm = z.object({
  estimateWan: z.number().positive().max(1e10),
  constructionStart: partialDate,
  completed: partialDate.nullable(),
  trialRun: partialDate.nullable(),
  completion: partialDate,
  asBuiltBy: line(),
  counts: z.object({
    volumes: z.int().min(0),
    drawings: z.int().min(0),
    photos: z.int().min(0),
    electronic: z.int().min(0),
  }),
  conclusion: prose(),
  departmentOpinion: prose().optional(),
  /** Whether the panel may take photos of pages of volumes as evidence. */
  photosAgreed: z.boolean().optional(),
  /** The application report 申请报告 in the five parts of the Measures, article 11. */
  report: prose(100_000),
  conditions: z.object({ 1: condition, 2: condition, 3: condition, 4: condition }),
  selfScore: z.array(itemScore).min(1).max(500),
  catalogue,
});

export type ApplicationForm = z.infer<typeof applicationForm>;

export const APPLICATION_FIELDS = Object.keys(applicationForm.shape) as (keyof ApplicationForm)[];
