import { readdirSync, readFileSync } from 'node:fs';
import type { Tx } from '../../activities/database/database';
import { toDate } from '../../activities/database/dates';
import { projectPath } from '../../activities/project-root';
import { validateHolidayNotice } from '../../domain/calendar/holiday-notice';
import { digestOf } from '../../domain/crypto/sha256';
import { assembleRuleSet, type RuleSetFolder } from '../../domain/rules/assemble-rule-set';
import type { RuleSet } from '../../domain/rules/rule-set';
import type { Prisma } from '../generated/client';

/** The folder that the others complete: a sector's rule set states only what differs. */
const BASE = 'default';

/** The rule sets that ship with the software, the default one first. */
export function shippedRuleSets(): RuleSet[] {
  const root = projectPath('prisma', 'seed', 'rule-sets');
  const base = readFolder(`${root}/${BASE}`);
  const others = readdirSync(root).filter((name) => name !== BASE);
  return [assembleRuleSet(base), ...others.map((name) => assembleRuleSet(readFolder(`${root}/${name}`), base))];
}

/** Puts the shipped rule sets and holiday notices into a database; what is there already stays as it is. */
export async function loadDefaults(tx: Tx): Promise<void> {
  for (const body of shippedRuleSets()) {
    await tx.ruleSetVersion.createMany({
      data: {
        code: body.code,
        version: body.version,
        name: body.name,
        effectiveFrom: toDate(body.effectiveFrom),
        body: body as unknown as Prisma.InputJsonObject,
        sha256: digestOf(body),
      },
      skipDuplicates: true,
    });
  }
  const root = projectPath('prisma', 'seed', 'calendars');
  for (const file of readdirSync(root).sort()) {
    const { year, off, work, source } = validateHolidayNotice(readJson(`${root}/${file}`));
    await tx.holidayNotice.createMany({
      data: { year, version: 1, off: off as unknown as Prisma.InputJsonArray, work, source },
      skipDuplicates: true,
    });
  }
}

function readFolder(folder: string): RuleSetFolder {
  return Object.fromEntries(
    readdirSync(folder).map((file) => [file.replace(/\.json$/, ''), readJson(`${folder}/${file}`)]),
  );
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
