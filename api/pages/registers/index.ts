import type { Page } from '../page';
import { BUREAU_PAGES } from './bureaus-page';
import { EXPERT_POOL_PAGES } from './experts-page';
import { ORGANISATION_PAGES } from './organisations-page';
import { PEOPLE_PAGES } from './people-page';

export const REGISTER_PAGES: readonly Page[] = [
  ...BUREAU_PAGES,
  ...ORGANISATION_PAGES,
  ...PEOPLE_PAGES,
  ...EXPERT_POOL_PAGES,
];
