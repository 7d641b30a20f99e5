import type { AboutProject } from './registration';

const REPORT = (name: string): string =>
  [
    `一、工程及档案概况。${name}按批准的设计内容建成，单位工程质量全部合格。项目档案由建设单位统一管理，各参建单位按合同约定收集、整理、移交。`,
    '二、保证档案完整、准确、系统的措施。制定归档范围和保管期限表，档案要求写入勘察、设计、施工、监理合同，工程款支付与文件归档挂钩；开展岗前培训和季度检查。',
    '三、文件形成、收集、整理、归档和竣工图编制情况。文件按工程准备、监理、施工、竣工图、竣工验收五类组卷；竣工图由施工单位编制、监理单位审核，变更全部反映。',
    '四、档案在项目建设、管理、试运行中的作用。为工程结算、设备检修、征地补偿等提供利用。',
    '五、存在问题和解决措施。早期个别影像文件说明不全，已安排专人补充。',
  ].join('\n');

const EVIDENCE = {
  1: '主体工程和辅助设施已按设计建成，单位工程验收证书齐备，能够满足使用需要。',
  2: '试运行各项指标考核合格，见试运行报告。',
  3: '前期、施工、监理、竣工验收各阶段文件已收集、整理、归档，见归档情况说明。',
  4: '分类、组卷、编目基本完成，案卷目录和卷内目录已编制，见所附案卷目录。',
};

export interface ApplicationParts {
  about: AboutProject;
  catalogue: { id: string; sha256: string };
  volumes: number;
  /** Items of the experts' own form with their maxima in points. */
  items: readonly { code: string; maximum: number }[];
}

/** The application form 申请表 with report, conditions and self-score. */
export function applicationFormOf({ about, catalogue, volumes, items }: ApplicationParts): Record<string, unknown> {
  const { id, sha256 } = catalogue;
  return {
    estimateWan: about.investmentWan ?? 12_000 + about.number * 310,
    constructionStart: { value: about.constructionStart, precision: 'month', kind: 'actual' },
    completed: null,
    trialRun: null,
    completion: { value: about.plannedCompletion, precision: 'day', kind: 'planned' },
    asBuiltBy: '施工总承包单位',
    counts: { volumes, drawings: volumes * 4, photos: 120, electronic: volumes },
    conclusion: '经建设、设计、施工、监理单位联合自检，项目档案完整、准确、系统，自检合格，申请验收。',
    departmentOpinion: '同意申请。',
    report: REPORT(about.name),
    conditions: Object.fromEntries(
      Object.entries(EVIDENCE).map(([number, evidence]) => [number, { met: true, evidence }]),
    ),
    selfScore: items.map(({ code, maximum }, at) => {
      const lost = at === 2 ? Math.min(1, maximum) : 0;
      return {
        item: code,
        score: Math.round((maximum - lost) * 100),
        reason: lost > 0 ? '早期影像文件说明不全' : null,
      };
    }),
    catalogue: { id, sha256 },
  };
}

/** What an officer finds wrong with an application, and what the owner answers. */
export const APPLICATION_CORRECTIONS = {
  items: [
    { field: 'asBuiltBy', code: 'missing', text: '请写明竣工图编制单位的全称。' },
    { field: 'conclusion', code: 'other', text: '自检结论请补充参加自检的单位。' },
  ],
  answers: {
    asBuiltBy: { answer: '已写明全称。', value: '广东省建筑工程集团有限公司' },
    conclusion: {
      answer: '已补充。',
      value: '经建设单位组织设计、施工、监理和运行管理单位联合自检，项目档案完整、准确、系统，自检合格，申请验收。',
    },
  } as Record<string, { answer: string; value: unknown }>,
};

export const REFUSAL_REASONS = [
  { title: '竣工图未完成', reason: '安装专业竣工图尚未编制，不符合“分类、组卷、编目工作基本完成”的条件。' },
  { title: '试运行文件缺失', reason: '未提交试运行考核文件，请考核完成后重新申请。' },
];
