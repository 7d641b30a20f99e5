import { personName, phoneNumber } from './names';
import { ownerOf } from './owner-name';

/** What of a project its forms are written from. */
export interface AboutProject {
  /** Number in the plan; all that is made up follows from it. */
  number: number;
  name: string;
  industry: string;
  /** Null for a project of the city itself. */
  district: string | null;
  owner: string | null;
  /** The competent department. */
  department: string;
  investmentWan: number | null;
  insidePlanningArea: boolean;
  constructionStart: string;
  plannedCompletion: string;
}

const BUILDERS = [
  '广东省建筑工程集团有限公司',
  '中交四航局第二工程有限公司',
  '佛山市公路桥梁工程有限公司',
  '中铁隧道局集团有限公司',
];
const DESIGNERS = ['佛山市城市规划设计研究院', '广东省交通规划设计研究院集团股份有限公司', '广州市设计院集团有限公司'];
const SUPERVISORS = ['广东顺水工程建设监理有限公司', '广州珠江监理咨询集团有限公司', '佛山市正力工程监理有限公司'];

const pick = <T>(list: readonly T[], number: number): T => list[number % list.length]!;

/** The registration form 登记表 as an owner fills it in. */
export function registrationFormOf(about: AboutProject): Record<string, unknown> {
  const { number, name, industry, district, insidePlanningArea } = about;
  return {
    projectName: name,
    approvalNumber: `佛发改投审〔${Number(about.constructionStart.slice(0, 4)) - 1}〕${number + 11}号`,
    industry,
    investmentWan: about.investmentWan ?? 12_000 + number * 310,
    location: `佛山市${district ?? '禅城区'}`,
    insidePlanningArea,
    owner: { name: about.owner ?? ownerOf(name) },
    legalRepresentative: personName(number + 300),
    department: { name: about.department },
    design: [{ name: pick(DESIGNERS, number) }],
    construction: [{ name: pick(BUILDERS, number) }],
    supervision: [{ name: pick(SUPERVISORS, number) }],
    constructionStart: { value: about.constructionStart, precision: 'month', kind: 'actual' },
    completion: { value: about.plannedCompletion, precision: 'day', kind: 'planned' },
    archivesLeader: personName(number + 600),
    archivesSection: '综合部档案室',
    archivists: 1 + (number % 3),
    archivesPhone: phoneNumber(number + 600),
    archivesRules: '《项目档案管理办法》《归档范围和保管期限表》',
    storage: `专用库房${40 + (number % 5) * 20}平方米，配备温湿度监测、防火防盗设施`,
    volumesFiled: 60 + number * 2,
  };
}

/** What an officer finds wrong with a registration form, and what the owner answers. */
export const REGISTRATION_CORRECTIONS = {
  items: [
    { field: 'archivesPhone', code: 'incorrect', text: '联系电话为空号，请填写档案机构的办公电话。' },
    { field: 'storage', code: 'missing', text: '请补充库房防火、防潮设施的情况。' },
  ],
  answers: {
    archivesPhone: { answer: '已更正为档案室办公电话。', value: '0757-83205566' },
    storage: { answer: '已补充。', value: '专用库房80平方米，配备气体灭火、除湿机和温湿度监测设备' },
  } as Record<string, { answer: string; value: unknown }>,
};
