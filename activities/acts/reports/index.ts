import { changeWorks } from './change-works';
import { readReport } from './read-report';
import { submitReport } from './submit-report';

export const REPORTS_ACTS = [submitReport, readReport, changeWorks];
