import type { Merge } from '../../../domain/import/cell';
import { columnIndex } from '../../../domain/import/cell';
import { readXml } from './workbook-parts';

/** What the cells of a workbook refer to. */
export interface Workbook {
  sheets: { name: string; part: Uint8Array }[];
  strings: string[];
  /** By the index of a cell's style: whether its number is a day. */
  isDate: boolean[];
  /** Days count from 1904, as old Macintosh files do. */
  from1904: boolean;
}

/** Formats that Excel has built in for days, those of its Chinese edition among them. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** @param parts is taken apart: what has been read is let go */
export function readWorkbook(parts: Map<string, Uint8Array>): Workbook {
  const targets = new Map<string, string>();
  readXml(parts.get('xl/_rels/workbook.xml.rels'), {
    open(name, attributes) {
      if (name === 'Relationship') targets.set(attributes.Id!, `xl/${attributes.Target!.replace(/^\/?(?:xl\/)?/, '')}`);
    },
  });
  const sheets: Workbook['sheets'] = [];
  let from1904 = false;
  readXml(parts.get('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      const part = name === 'sheet' ? parts.get(targets.get(attributes['r:id'] ?? '') ?? '') : undefined;
      if (part) sheets.push({ name: attributes.name ?? '', part });
    },
  });
  return { sheets, strings: readStrings(parts), isDate: readDateStyles(parts), from1904 };
}

/** Shared texts, their pieces of different look joined; what tells how to pronounce them is left out. */
function readStrings(parts: Map<string, Uint8Array>): string[] {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let spoken = 0;
  readXml(parts.get('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') spoken += 1;
      else if (name === 't') inText = spoken === 0;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === 'si') strings.push(text);
      else if (name === 'rPh') spoken -= 1;
      else if (name === 't') inText = false;
    },
  });
  parts.delete('xl/sharedStrings.xml');
  return strings;
}

function readDateStyles(parts: ReadonlyMap<string, Uint8Array>): boolean[] {
  const own = new Map<number, boolean>();
  const isDate: boolean[] = [];
  let inCells = false;
  readXml(parts.get('xl/styles.xml'), {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0);
        isDate.push(own.get(id) ?? isBuiltInDate(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return isDate;
}

/** A format of days has y, m or d outside its quoted texts, colours and conditions. */
const isDateFormat = (code: string): boolean => /[ymd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

/** Merged cells stand after all rows, and are wanted before them. */
export function readMerges(part: Uint8Array): Merge[] {
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  const at = bytes.lastIndexOf('mergeCells>') < 0 ? -1 : bytes.lastIndexOf('</sheetData>');
  if (at < 0) return [];
  const refs = bytes.toString('utf8', at).matchAll(/mergeCell [^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g);
  return [...refs].map(([, left, top, right, bottom]) => ({
    top: Number(top),
    left: columnIndex(left!),
    bottom: Number(bottom),
    right: columnIndex(right!),
  }));
}
