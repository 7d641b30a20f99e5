import enActs from '../../templates/locales/en/acts.json';
import enAdmin from '../../templates/locales/en/admin.json';
import enBags from '../../templates/locales/en/bags.json';
import enCalendar from '../../templates/locales/en/calendar.json';
import enDaily from '../../templates/locales/en/daily.json';
import enDraws from '../../templates/locales/en/draws.json';
import enErrors from '../../templates/locales/en/errors.json';
import enFields from '../../templates/locales/en/fields.json';
import enImports from '../../templates/locales/en/import-pages.json';
import enMails from '../../templates/locales/en/mails.json';
import enPages from '../../templates/locales/en/pages.json';
import enPapers from '../../templates/locales/en/papers.json';
import enPlan from '../../templates/locales/en/plan.json';
import enRegisters from '../../templates/locales/en/registers.json';
import enRoles from '../../templates/locales/en/roles.json';
import enRoom from '../../templates/locales/en/room.json';
import enRules from '../../templates/locales/en/rules.json';
import enStatistics from '../../templates/locales/en/statistics.json';
import enTasks from '../../templates/locales/en/tasks.json';
import enValues from '../../templates/locales/en/values.json';
import enVerify from '../../templates/locales/en/verify.json';
import enWordings from '../../templates/locales/en/wordings.json';
import zhActs from '../../templates/locales/zh-CN/acts.json';
import zhAdmin from '../../templates/locales/zh-CN/admin.json';
import zhBags from '../../templates/locales/zh-CN/bags.json';
import zhCalendar from '../../templates/locales/zh-CN/calendar.json';
import zhDaily from '../../templates/locales/zh-CN/daily.json';
import zhDraws from '../../templates/locales/zh-CN/draws.json';
import zhErrors from '../../templates/locales/zh-CN/errors.json';
import zhFields from '../../templates/locales/zh-CN/fields.json';
import zhImports from '../../templates/locales/zh-CN/import-pages.json';
import zhMails from '../../templates/locales/zh-CN/mails.json';
import zhPages from '../../templates/locales/zh-CN/pages.json';
import zhPapers from '../../templates/locales/zh-CN/papers.json';
import zhPlan from '../../templates/locales/zh-CN/plan.json';
import zhRegisters from '../../templates/locales/zh-CN/registers.json';
import zhRoles from '../../templates/locales/zh-CN/roles.json';
import zhRoom from '../../templates/locales/zh-CN/room.json';
import zhRules from '../../templates/locales/zh-CN/rules.json';
import zhStatistics from '../../templates/locales/zh-CN/statistics.json';
import zhTasks from '../../templates/locales/zh-CN/tasks.json';
import zhValues from '../../templates/locales/zh-CN/values.json';
import zhVerify from '../../templates/locales/zh-CN/verify.json';
import zhWordings from '../../templates/locales/zh-CN/wordings.json';
import type { Locale } from '../locale';

type Node = string | { [name: string]: Node };
type Facts = Readonly<Record<string, unknown>>;

/** The catalogues of a language; a page's own words stand at the root, the others under the name of their file. */
const CATALOGUES: Record<Locale, { [name: string]: Node }> = {
  'zh-CN': {
    ...zhPages,
    ...{ admin: zhAdmin, bags: zhBags, calendar: zhCalendar, draws: zhDraws },
    ...{ papers: zhPapers, plan: zhPlan, registers: zhRegisters, rules: zhRules },
    ...{ statistics: zhStatistics, verify: zhVerify, wordings: zhWordings },
    ...{ acts: zhActs, errors: zhErrors, fields: zhFields, mails: zhMails },
    ...{ roles: zhRoles, room: zhRoom, tasks: zhTasks, values: zhValues },
    ...{ daily: zhDaily, imports: zhImports },
    ...{ roles: zhRoles, tasks: zhTasks, values: zhValues },
  },
  en: {
    ...enPages,
    ...{ admin: enAdmin, bags: enBags, calendar: enCalendar, draws: enDraws },
    ...{ papers: enPapers, plan: enPlan, registers: enRegisters, rules: enRules },
    ...{ statistics: enStatistics, verify: enVerify, wordings: enWordings },
    ...{ acts: enActs, errors: enErrors, fields: enFields, mails: enMails },
    ...{ roles: enRoles, room: enRoom, tasks: enTasks, values: enValues },
    ...{ daily: enDaily, imports: enImports },
    ...{ roles: enRoles, tasks: enTasks, values: enValues },
  },
};

/** Everything a page says, in one language. */
export class Words {
  readonly #root: { [name: string]: Node };
  readonly #plural: Intl.PluralRules;
  readonly #number: Intl.NumberFormat;

  constructor(readonly locale: Locale) {
    this.#root = CATALOGUES[locale];
    this.#plural = new Intl.PluralRules(locale);
    this.#number = new Intl.NumberFormat(locale);
  }

  /**
   * The words under `home.overdue`. `{name}` in them stands for a fact; where they differ by number, the fact `n` chooses.
   *
   * @throws Error for a key that the catalogue lacks: a page never shows a key
   */
  t(key: string, facts: Facts = {}): string {
    const words = this.find(key, facts);
    if (words === null) throw new Error(`The catalogue ${this.locale} has no ${key}`);
    return words;
  }

  /** The same, or null where the catalogue says nothing. */
  find(key: string, facts: Facts = {}): string | null {
    const node = this.#chosen(this.#at(key), facts);
    return typeof node === 'string'
      ? node.replace(/\{(\w+)\}/g, (_, name: string) => this.#inWords(facts[name]))
      : null;
  }

  /** The name of a value of a closed list, `values.stage.planned`; an unlisted value stands for itself. */
  value(group: string, value: string): string {
    return this.find(`values.${group}.${value}`) ?? value;
  }

  #at(key: string): Node | undefined {
    // Names of acts and of values have dots themselves, so the longest name that there is goes first.
    const walk = (node: Node | undefined, rest: string): Node | undefined => {
      if (rest === '' || node === undefined || typeof node === 'string') return rest === '' ? node : undefined;
      if (Object.hasOwn(node, rest)) return node[rest];
      for (let dot = rest.lastIndexOf('.'); dot > 0; dot = rest.lastIndexOf('.', dot - 1)) {
        const head = rest.slice(0, dot);
        if (!Object.hasOwn(node, head)) continue;
        const found = walk(node[head], rest.slice(dot + 1));
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return walk(this.#root, key);
  }

  #chosen(node: Node | undefined, { n }: Facts): Node | undefined {
    if (typeof node !== 'object' || typeof node.other !== 'string') return node;
    return typeof n === 'number' ? (node[this.#plural.select(n)] ?? node.other) : node.other;
  }

  #inWords(fact: unknown): string {
    if (fact === undefined || fact === null) return '';
    if (typeof fact === 'number') return this.#number.format(fact);
    return Array.isArray(fact) ? fact.join(this.t('list.comma')) : String(fact);
  }
}

const words: Record<Locale, Words> = { 'zh-CN': new Words('zh-CN'), en: new Words('en') };

export const wordsOf = (locale: Locale): Words => words[locale];
