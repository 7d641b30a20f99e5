/** A periodic report with changes; about every third period is 'no change'. */
export function reportOf(period: string, number: number): Record<string, unknown> {
  if (number % 3 === 0) return { noChange: true, period };
  return {
    noChange: false,
    period,
    content: {
      progress: '主体工程按计划推进，本期完成分部工程验收2项，设备安装调试正在进行。',
      archives: '本期收集、整理施工文件和监理文件，隐蔽工程影像资料与施工同步归档。',
      volumesFiled: 80 + number * 3,
      problems: number % 2 === 0 ? '个别分包单位移交文件滞后，已发函催交。' : undefined,
    },
  };
}

export const VISIT = {
  minutes:
    '现场查看项目档案室和施工单位资料室，抽查土建、安装两个专业的案卷二十卷，听取建设单位档案管理情况汇报。档案工作与工程建设基本同步，组卷较规范。',
  findings: [
    { text: '基础分部隐蔽工程验收记录缺监理工程师签字3处。' },
    { text: '竣工图编制未明确责任单位，应在施工合同补充协议中约定。' },
  ],
  answer: '已组织监理、施工单位补签并核对，相关文件已归入案卷，附整改前后对照。',
};
