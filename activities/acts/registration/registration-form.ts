import { z } from 'zod';
import { line, organisationRef, partialDate } from '../field-types';

/** The registration form 登记表, field by field (papers: 登记表). Each field has a name in the words of the mails. */
export const registrationForm = z.object({
  projectName: line(),
  nationalCode: line(50).optional(),
  approvalNumber: line().optional(),
  industry: line(50),
  investmentWan: z.number().positive().max(1e10),
  location: line(),
  insidePlanningArea: z.boolean(),
  owner: organisationRef,
  legalRepresentative: line(100),
  department: organisationRef,
  design: z.array(organisationRef).max(50),
  construction: z.array(organisationRef).max(200),
  supervision: z.array(organisationRef).max(50),
  constructionStart: partialDate.nullable(),
  completion: partialDate.nullable(),
  archivesLeader: line(100),
  archivesSection: line(),
  archivists: z.int().min(0).max(1_000),
  archivesPhone: line(40),
  archivesRules: line().optional(),
  storage: line(500),
  volumesFiled: z.int().min(0).max(1_000_000),
});

export type RegistrationForm = z.infer<typeof registrationForm>;

export const REGISTRATION_FIELDS = Object.keys(registrationForm.shape) as (keyof RegistrationForm)[];
