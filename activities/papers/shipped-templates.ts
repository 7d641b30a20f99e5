import { readdirSync, readFileSync } from 'node:fs';
import { type PaperTemplate, readTemplate } from '../../domain/papers/paper-template';
import { projectPath } from '../project-root';

/** Of a wording that ships; a bureau's own are counted from 2. */
export const SHIPPED_VERSION = 1;

let shipped: ReadonlyMap<string, PaperTemplate> | undefined;

/** The wordings that ship with the software, by code; read once a process. */
export function shippedTemplates(): ReadonlyMap<string, PaperTemplate> {
  if (!shipped) {
    const folder = projectPath('prisma', 'seed', 'papers');
    const all = readdirSync(folder).map((file) => readTemplate(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))));
    shipped = new Map(all.map((template) => [template.code, template]));
  }
  return shipped;
}
