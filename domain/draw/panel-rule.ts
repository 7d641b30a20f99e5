import { type EligibilityRule, readEligibilityRule } from '../eligibility/eligibility-rule';
import { choice, flag, integer, invalid, listOf, type Reader, recordOf, shape, text } from '../rules/reader';
import { type RuleSources, sourcesFor } from '../rules/rule-source';

const APPOINTED_ROLES = ['leader', 'deputy', 'department', 'archives'] as const;
const NAMING_BODIES = ['organiser', 'department', 'archives'] as const;

/** The template of a panel: who sits, how many are drawn, and what the drawn must be. */
export interface PanelRule {
  size: PanelSizeRule;
  /** In the order of the seats. */
  appointed: AppointedSeatRule[];
  /** Fewest drawn seats a panel may have. */
  minimumDrawn: number;
  /** Fewest members among the drawn; seats that no quota claims are open. In the order of drawing. */
  quotas: QuotaRule[];
  /** Most drawn members from one employer. */
  perEmployer: number;
  /** Industry as listed → specialty group. */
  specialtyGroups: Record<string, string>;
  /** What officers call a group or mark, e.g. `交通组`; every one that a quota or an industry names has a name. */
  groupNames: Record<string, string>;
  eligibility: EligibilityRule;
  /** Fewest ten-sided dice a witness throws. */
  dice: number;
  sources: RuleSources;
}

/** Both sizes are odd and at least 5 (the Measures, 档发〔2006〕2号, article 7). */
export interface PanelSizeRule {
  standard: number;
  /** From `largeFromVolumes` volumes on and, when `largeInsidePlanningArea`, inside the city planning area. */
  large: number;
  largeFromVolumes: number;
  largeInsidePlanningArea: boolean;
}

export interface AppointedSeatRule {
  role: (typeof APPOINTED_ROLES)[number];
  /** The body that names the member. */
  from: (typeof NAMING_BODIES)[number];
  onlyInsidePlanningArea: boolean;
}

export interface QuotaRule {
  /** A specialty group, or `industry` for the group of the project's industry. */
  of: string;
  standard: number;
  large: number;
}

const oddSize: Reader<number> = (value, field) =>
  integer(5, 15)(value, field) % 2 === 1 ? (value as number) : invalid(field, value, 'odd number from 5 to 15');

const readShape = shape<PanelRule>({
  size: shape<PanelSizeRule>({
    standard: oddSize,
    large: oddSize,
    largeFromVolumes: integer(1),
    largeInsidePlanningArea: flag,
  }),
  appointed: listOf(
    shape<AppointedSeatRule>({
      role: choice(APPOINTED_ROLES),
      from: choice(NAMING_BODIES),
      onlyInsidePlanningArea: flag,
    }),
    1,
    (seat) => seat.role,
  ),
  minimumDrawn: integer(1),
  quotas: listOf(shape<QuotaRule>({ of: text, standard: integer(0), large: integer(0) }), 0, (quota) => quota.of),
  perEmployer: integer(1),
  specialtyGroups: recordOf(text),
  groupNames: recordOf(text),
  eligibility: readEligibilityRule,
  dice: integer(20, 100),
  sources: sourcesFor([
    'size',
    'appointed',
    'minimumDrawn',
    'quotas',
    'perEmployer',
    'specialtyGroups',
    'eligibility',
    'dice',
  ]),
});

export const readPanelRule: Reader<PanelRule> = (value, field) => {
  const rule = readShape(value, field);
  const used = [...rule.quotas.map(({ of }) => of), ...Object.values(rule.specialtyGroups)];
  const unnamed = used.find((group) => group !== 'industry' && !Object.hasOwn(rule.groupNames, group));
  return unnamed === undefined ? rule : invalid(`${field}.groupNames`, unnamed, 'a name for every group');
};
