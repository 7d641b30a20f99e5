import { z } from 'zod';
import { toLocalDate } from '../activities/database/dates';
import { Role } from '../prisma/generated/enums';
import { PASSWORD_LENGTH } from './auth/password';

/** Schemas that many routes share. */
export const id = z.uuid();
export const idParams = z.strictObject({ id });
export const localDate = z.iso.date();
export const instant = z.iso.datetime();
export const sha256 = z.hash('sha256');
export const role = z.enum(Role);

/**
 * One line of text that people typed, in the one spelling that Unicode has for it; the control characters that Postgres or a mail
 * can't hold are refused.
 */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(1)
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/);

/** Text of several lines. */
export const prose = (max: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(1)
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: as above, but for tabs and line breaks
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/);

export const emailAddress = z.email().max(254);
export const phone = z
  .string()
  .trim()
  .regex(/^\+?[\d\s()-]{5,30}$/);
export const newPassword = z.string().min(PASSWORD_LENGTH.min).max(PASSWORD_LENGTH.max);
export const password = z.string().min(1).max(PASSWORD_LENGTH.max);
export const totpCode = z.string().regex(/^\d{6}$/);

export const personName = z.object({ id, name: z.string().nullable() }).meta({ id: 'PersonName' });

/** Of a path; as large as its column. */
export const drawNumber = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);

/** How far a draw appoints: the highest chance, exact as `n/d`, and how many people’s is above one half. */
export const designation = z.object({ highestChance: z.string(), people: z.int() }).meta({ id: 'Designation' });

/** Values of columns as JSON. */
export const dateOf = (column: Date | null): string | null => column && toLocalDate(column);
export const instantOf = (column: Date | null): string | null => column?.toISOString() ?? null;
