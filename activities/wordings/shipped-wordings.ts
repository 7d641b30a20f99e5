import { readdirSync, readFileSync } from 'node:fs';
import { type MailText, readMailText } from '../../domain/mail/mail-text';
import { type PaperTemplate, readTemplate } from '../../domain/papers/paper-template';
import { projectPath } from '../project-root';

/** What is worded as data. */
export interface Wordings {
  paper: PaperTemplate;
  mail: MailText;
}
export type WordingSubject = keyof Wordings;

/** Of a wording that ships; a bureau's own are counted from 2. */
export const SHIPPED_VERSION = 1;

const FOLDERS = { paper: 'papers', mail: 'mail-texts' } as const;

/** How a wording of each is read from JSON. @throws Refusal WORDING_INVALID */
export const READERS: { readonly [S in WordingSubject]: (json: unknown) => Wordings[S] } = {
  paper: readTemplate,
  mail: readMailText,
};

const shipped: { [S in WordingSubject]?: ReadonlyMap<string, Wordings[S]> } = {};

/** The wordings that ship with the software, by code; read once a process. */
export function shippedWordings<S extends WordingSubject>(subject: S): ReadonlyMap<string, Wordings[S]> {
  shipped[subject] ??= readAll(subject) as never;
  return shipped[subject]!;
}

function readAll<S extends WordingSubject>(subject: S): ReadonlyMap<string, Wordings[S]> {
  const folder = projectPath('prisma', 'seed', FOLDERS[subject]);
  const all = readdirSync(folder).map((file) =>
    READERS[subject](JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))),
  );
  return new Map(all.map((wording) => [wording.code, wording]));
}

/** One that is known to ship. */
export const shippedWording = <S extends WordingSubject>(subject: S, code: string): Wordings[S] =>
  shippedWordings(subject).get(code)!;
