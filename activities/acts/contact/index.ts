import { recordContact } from './record-contact';

export const CONTACT_ACTS = [recordContact];
