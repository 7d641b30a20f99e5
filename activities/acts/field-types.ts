import { z } from 'zod';
import { isLocalDate } from '../../domain/calendar/local-date';
import { DATE_PRECISIONS } from '../../domain/calendar/partial-date';

/** One line as a person typed it, in the one spelling that Unicode has for it. */
export const line = (max = 200) => z.string().trim().normalize('NFC').min(1).max(max);

/** Text of several lines, likewise. */
export const prose = (max = 5_000) => z.string().trim().normalize('NFC').min(1).max(max);

export const localDate = z
  .string()
  .refine(isLocalDate, { error: 'no such day', params: { allowed: 'YYYY-MM-DD' } })
  .meta({ format: 'date' });

/** A date as exact as somebody knows it; whether planned or actual. */
export const partialDate = z.object({
  value: localDate,
  precision: z.enum(DATE_PRECISIONS),
  kind: z.enum(['planned', 'actual']),
});

/** An organisation: one of the register by its id, or by name and, if known, its unified social credit code. */
export const organisationRef = z.union([
  z.object({ id: z.uuid() }),
  z.object({
    name: line(),
    creditCode: z
      .string()
      .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/)
      .optional(),
  }),
]);

export type OrganisationRef = z.infer<typeof organisationRef>;
