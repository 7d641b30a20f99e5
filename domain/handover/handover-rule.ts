import { choice, listOf, type Reader, shape, text } from '../rules/reader';
import { type RuleSources, sourcesFor } from '../rules/rule-source';

/** What is compared with the catalogue: 清点 what was counted on paper, 电子 the electronic files. */
export const COUNT_SIDES = ['paper', 'electronic'] as const;
export type CountSide = (typeof COUNT_SIDES)[number];

/** A kind of archives that is counted by itself. */
export interface HandoverKind {
  code: string;
  title: string;
  unit: string;
  compares: CountSide[];
}

export interface HandoverRule {
  kinds: HandoverKind[];
  sources: RuleSources;
}

export const readHandoverRule: Reader<HandoverRule> = shape<HandoverRule>({
  kinds: listOf(
    shape<HandoverKind>({
      code: text,
      title: text,
      unit: text,
      compares: listOf(choice(COUNT_SIDES), 1, (side) => side),
    }),
    1,
    (kind) => kind.code,
  ),
  sources: sourcesFor(['kinds']),
});
