import type { LocalDate } from '../../../domain/calendar/local-date';

/** A working day that an amended notice will have off; whoever plans a meeting has heard of it. */
export const DAYS_OFF_TO_COME: readonly LocalDate[] = ['2026-06-22'];
