import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import words from '../../templates/locales/zh-CN/case-export.json';
import { projectPath } from '../project-root';

/** What of a package its index tells. */
export interface Packed {
  project: { code: string; name: string; outcome: string | null; bureau: string };
  at: Date;
  tables: { name: string; rows: number }[];
  papers: { path: string; name: string }[];
  attachments: { path: string; name: string }[];
  draws: { path: string; number: number }[];
  mails: { path: string; name: string }[];
  events: number;
  /** The link of the chain up to which a signed root vouches for it; null: none does yet. */
  rooted: number | null;
}

let template: Handlebars.TemplateDelegate | null = null;

/** The page that a package begins with; it needs nothing but a browser. */
export function indexPage({ at, tables, ...packed }: Packed): string {
  template ??= Handlebars.compile(readFileSync(projectPath('templates', 'export', 'index.hbs'), 'utf8'));
  const named = tables.map((table) => ({ ...table, title: words.tables[table.name as keyof typeof words.tables] }));
  return template({
    ...packed,
    words,
    tables: named.filter(({ rows }) => rows > 0),
    on: at.toISOString().slice(0, 10),
  });
}
