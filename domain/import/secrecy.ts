import { plain } from './text';

const LEVEL = '(?:绝密|机密|秘密)级?';
/** The whole cell is a mark, with or without its term: 秘密, 机密★10年, 绝密级. */
const MARK = new RegExp(`^[(（\\[【]?${LEVEL}(?:[★☆*].*)?[)）\\]】]?$`);
/** A mark beside other words: `★` belongs to marks alone, and so do brackets that hold nothing else. */
const WITHIN = new RegExp(`${LEVEL}[★☆]|[(（\\[【]${LEVEL}(?:[★☆*][^)）\\]】]*)?[)）\\]】]`);
const HAS = /绝密|机密|秘密/;

/**
 * Whether a text is marked as a state secret. Words that merely speak of one (秘密花园, 保密协议) are not a mark.
 *
 * @param inMarkColumn the column is for marks, so any mention of a level is one
 */
export function isMarkedSecret(text: string, inMarkColumn = false): boolean {
  // Nearly every cell ends here, and a catalogue has half a million of them.
  if (!text.includes('密')) return false;
  const narrowed = plain(text);
  if (!HAS.test(narrowed)) return false;
  return inMarkColumn || MARK.test(narrowed) || WITHIN.test(narrowed);
}
