import { annualPlans } from './imports/annual-plan';
import { importCommand } from './imports/command';
import { courses } from './imports/course';
import { expertPools } from './imports/expert-pool';
import { handOverManifests } from './imports/hand-over-manifest';
import { headings } from './imports/headings';
import { holidayNotices } from './imports/holiday-notice';
import { markedCopies } from './imports/marked-copy';
import { projectLists } from './imports/project-list';
import { secrets } from './imports/secrets';
import { takeOvers } from './imports/take-over';
import { volumeCatalogues } from './imports/volume-catalogue';
import { api, startImports } from './imports/world';

/** Spreadsheets over HTTP, from the upload to what is written and taken out again; a file a subject, in one world. */
beforeAll(startImports);
afterAll(() => api.close());

projectLists();
volumeCatalogues();
secrets();
headings();
markedCopies();
annualPlans();
expertPools();
holidayNotices();
takeOvers();
courses();
handOverManifests();
importCommand();
