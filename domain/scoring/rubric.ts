import { invalid, listOf, type Reader, shape, text } from '../rules/reader';
import { type RuleSources, sourcesFor } from '../rules/rule-source';
import { type Hundredths, hundredths, isPoints } from './points';

/** One thing an item asks for, with its share of the item's maximum: guidance, not scored by itself. */
export interface Checkpoint {
  text: string;
  points: number;
}

/** One row of the score sheet. A member gives it one score from 0 to `maximum` points. */
export interface RubricItem {
  code: string;
  title: string;
  maximum: number;
  checkpoints: Checkpoint[];
  /** What the owner lays out for inspection (验收备查材料). */
  materials: string;
  /** How points are deducted (评分标准). */
  deductions: string;
}

export interface RubricSection {
  code: string;
  title: string;
  maximum: number;
  items: RubricItem[];
}

/** A score sheet as data. All maxima are in points, as printed. */
export interface Rubric {
  title: string;
  maximum: number;
  sections: RubricSection[];
  sources: RuleSources;
}

export const readPoints: Reader<number> = (value, field) =>
  isPoints(value) && value > 0 ? value : invalid(field, value, 'points above 0 with at most two decimals');

const readItem: Reader<RubricItem> = (value, field) => {
  const item = shape<RubricItem>({
    code: text,
    title: text,
    maximum: readPoints,
    checkpoints: listOf(shape<Checkpoint>({ text, points: readPoints }), 1),
    materials: text,
    deductions: text,
  })(value, field);
  addsUp(
    item.maximum,
    item.checkpoints.map((checkpoint) => checkpoint.points),
    field,
  );
  return item;
};

const readSection: Reader<RubricSection> = (value, field) => {
  const section = shape<RubricSection>({
    code: text,
    title: text,
    maximum: readPoints,
    items: listOf(readItem, 1),
  })(value, field);
  addsUp(
    section.maximum,
    section.items.map((item) => item.maximum),
    field,
  );
  return section;
};

/** Checks a rubric: codes are unique, and maxima add up at each level. */
export const readRubric: Reader<Rubric> = (value, field) => {
  const rubric = shape<Rubric>({
    title: text,
    maximum: readPoints,
    sections: listOf(readSection, 1, (section) => section.code),
    sources: sourcesFor(['title', 'maximum', 'sections']),
  })(value, field);
  addsUp(
    rubric.maximum,
    rubric.sections.map((section) => section.maximum),
    field,
  );
  const codes = rubricItems(rubric).map((item) => item.code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) invalid(`${field}.sections`, twice, 'item codes that are unique in the rubric');
  return rubric;
};

export function rubricItems(rubric: Rubric): RubricItem[] {
  return rubric.sections.flatMap((section) => section.items);
}

function addsUp(maximum: number, parts: readonly number[], field: string): void {
  const sum: Hundredths = parts.reduce((total, part) => total + hundredths(part), 0);
  if (sum !== hundredths(maximum)) invalid(`${field}.maximum`, maximum, `${sum / 100}, the sum of its parts`);
}
