import { changeDate } from './change-date';

export const DATES_ACTS = [changeDate];
