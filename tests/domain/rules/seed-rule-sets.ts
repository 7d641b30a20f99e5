import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFindingsRule } from '../../../domain/findings/findings-rule';
import { readHandoverRule } from '../../../domain/handover/handover-rule';
import { readMeetingRule } from '../../../domain/panel/meeting-rule';
import type { RuleSetFolder } from '../../../domain/rules/assemble-rule-set';
import { readRubric } from '../../../domain/scoring/rubric';
import { readScoringRule } from '../../../domain/scoring/scoring-rule';

/** The parsed files of a seeded rule set, read anew so that a test may change them. */
export function seedFolder(code: string): Record<string, unknown> {
  const folder = join(__dirname, '../../../prisma/seed/rule-sets', code);
  return Object.fromEntries(
    readdirSync(folder).map((file) => [
      file.replace(/\.json$/, ''),
      JSON.parse(readFileSync(join(folder, file), 'utf8')),
    ]),
  ) satisfies RuleSetFolder;
}

/** The sections of a seeded rule set that the rules of the meeting need, each read by itself. */
function meetingSections(code: string) {
  const sections = { ...seedFolder('default'), ...seedFolder(code) };
  return {
    rubric: readRubric(sections.rubric, 'rubric'),
    scoring: readScoringRule(sections.scoring, 'scoring'),
    meeting: readMeetingRule(sections.meeting, 'meeting'),
    findings: readFindingsRule(sections.findings, 'findings'),
    handover: readHandoverRule(sections.handover, 'handover'),
  };
}

export const defaultRules = meetingSections('default');
export const waterRules = meetingSections('water');
