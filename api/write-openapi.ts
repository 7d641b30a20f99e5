import { readFileSync, writeFileSync } from 'node:fs';
import { openApiDocument } from './openapi';
import { ROUTES } from './routes/index';

/** Writes `openapi.json` into the current folder; `npm run openapi`. A test compares the file with the routes. */
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
writeFileSync('openapi.json', `${JSON.stringify(openApiDocument(ROUTES, version), null, 2)}\n`);
