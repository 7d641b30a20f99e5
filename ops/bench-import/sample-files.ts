import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { ImportKindId } from '../../domain/import/kind';

export interface SampleFile {
  name: string;
  kind: ImportKindId;
  path: string;
}

const VOLUMES = 50_000;
const PROJECTS = 2_000;
const CHARACTERS = '东西南北江河湖海山川城镇桥路港站区园坊里';

const STRATA = ['前期管理性文件', '隐蔽工程文件', '竣工图', '质检文件', '重要合同协议', '其他'];

/** A catalogue of 50,000 volumes by 8 columns, and a list of 2,000 projects in sections. */
export async function makeFiles(folder: string): Promise<SampleFile[]> {
  const catalogue = join(folder, 'catalogue.xlsx');
  await written(
    catalogue,
    ['序号', '档号', '案卷题名', '页数', '图纸张数', '保管期限', '类别', '移交单位'],
    VOLUMES,
    (n) => [
      [
        n,
        `A-${n}`,
        `${place(n)}标段施工日志及隐蔽工程验收记录第${n}卷`,
        20 + (n % 180),
        n % 7,
        n % 3 ? '永久' : '30年',
        STRATA[n % STRATA.length]!,
        '市档案馆',
      ],
    ],
  );
  const projects = join(folder, 'projects.xlsx');
  await written(
    projects,
    ['序号', '项目名称', '建设单位', '总投资（亿元）', '计划竣工时间', '建设地点'],
    PROJECTS,
    (n) => [
      ...(n % 200 === 1 ? [[`${'一二三四五六七八九十'[Math.floor(n / 200)]}、第${Math.floor(n / 200)}类`]] : []),
      [
        n,
        `${place(n * 7919)}${n}号工程`,
        `${place(n)}建设有限公司`,
        (n % 500) / 10,
        `2026年${1 + (n % 12)}月`,
        place(n * 31),
      ],
    ],
  );
  return [
    { name: `catalogue of ${VOLUMES}`, kind: 'catalogue', path: catalogue },
    { name: `list of ${PROJECTS}`, kind: 'projects', path: projects },
  ];
}

const place = (n: number): string => [1, 20, 400, 8_000].map((step) => CHARACTERS[Math.floor(n / step) % 20]).join('');

async function written(
  filename: string,
  head: string[],
  count: number,
  rowsOf: (n: number) => unknown[][],
): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename, useSharedStrings: true });
  const sheet = workbook.addWorksheet('表');
  sheet.addRow(head).commit();
  for (let n = 1; n <= count; n += 1) for (const row of rowsOf(n)) sheet.addRow(row).commit();
  await workbook.commit();
}
