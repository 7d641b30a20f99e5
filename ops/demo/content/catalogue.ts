interface Kind {
  stratum: string;
  phase: string;
  retention: 'permanent' | 'years30' | 'years10';
  titles: readonly string[];
  /** Sheets of drawings in a volume. */
  drawings: number;
}

/** What a project's volumes are, in the strata of the sample; the shares are those of a usual catalogue. */
const KINDS: readonly (Kind & { share: number })[] = [
  {
    stratum: 'preliminary',
    phase: '工程准备阶段文件',
    retention: 'permanent',
    titles: ['项目建议书、可行性研究报告及批复', '建设用地批准文件', '环境影响评价报告及批复', '初步设计及审批文件'],
    drawings: 0,
    share: 12,
  },
  {
    stratum: 'contracts',
    phase: '工程准备阶段文件',
    retention: 'permanent',
    titles: ['施工总承包合同及补充协议', '监理合同', '设备采购合同', '勘察设计合同'],
    drawings: 0,
    share: 10,
  },
  {
    stratum: 'concealed',
    phase: '施工文件',
    retention: 'permanent',
    titles: ['地基与基础隐蔽工程验收记录', '钢筋隐蔽工程验收记录', '管线隐蔽工程验收记录'],
    drawings: 0,
    share: 20,
  },
  {
    stratum: 'quality',
    phase: '施工文件',
    retention: 'years30',
    titles: ['原材料检测报告', '混凝土试块强度报告', '设备单机调试记录', '分部工程质量评定'],
    drawings: 0,
    share: 20,
  },
  {
    stratum: 'as_built',
    phase: '竣工图',
    retention: 'permanent',
    titles: ['建筑专业竣工图', '结构专业竣工图', '给排水专业竣工图', '电气专业竣工图'],
    drawings: 24,
    share: 22,
  },
  {
    stratum: 'other',
    phase: '监理文件',
    retention: 'years30',
    titles: ['监理规划和监理细则', '监理月报', '会议纪要', '竣工验收文件'],
    drawings: 0,
    share: 16,
  },
];

/** The volume catalogue 案卷目录 of a project. */
export function catalogueOf(prefix: string, count: number): Record<string, unknown>[] {
  const total = KINDS.reduce((sum, { share }) => sum + share, 0);
  const volumes: Record<string, unknown>[] = [];
  for (const { stratum, phase, retention, titles, drawings, share } of KINDS) {
    const until = Math.round((count * share) / total);
    for (let at = 0; at < until && volumes.length < count; at += 1) {
      const number = volumes.length + 1;
      volumes.push({
        code: `${prefix}-${String(number).padStart(5, '0')}`,
        title: `${titles[at % titles.length]}（第${Math.floor(at / titles.length) + 1}册）`,
        pages: 60 + ((number * 17) % 140),
        drawings,
        retention,
        phase,
        stratum,
      });
    }
  }
  return volumes;
}
