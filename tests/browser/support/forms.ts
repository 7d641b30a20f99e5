/** What people write into their forms, by the names of the inputs. */

export const REGISTRATION = {
  'form.location': '禅城区沙口',
  'form.insidePlanningArea': 'false',
  'form.legalRepresentative': '梁伟',
  'form.department.as': 'name',
  'form.department.name': '佛山市水利局',
  'form.design.0.as': 'name',
  'form.design.0.name': '岭南水利设计院',
  'form.construction.0.as': 'name',
  'form.construction.0.name': '南海建筑工程公司',
  'form.supervision.0.as': 'name',
  'form.supervision.0.name': '珠江监理公司',
  'form.constructionStart.value': '2024-05-01',
  'form.constructionStart.precision': 'day',
  'form.constructionStart.kind': 'actual',
  'form.completion.value': '2027-06-30',
  'form.completion.precision': 'day',
  'form.completion.kind': 'planned',
  'form.archivesLeader': '何志明',
  'form.archivesSection': '综合科',
  'form.archivists': '2',
  'form.archivesPhone': '0757-8000000',
  'form.storage': '专用库房60平方米',
  'form.volumesFiled': '120',
};

/** What the project and its catalogue don’t say already; with full points but half of one. */
export const APPLICATION = {
  'form.asBuiltBy': '南海建筑工程公司',
  'form.counts.drawings': '30',
  'form.counts.photos': '40',
  'form.counts.electronic': '20',
  'form.conclusion': '自检合格',
  'form.report': '一、工程及档案概况',
  ...Object.fromEntries(
    [1, 2, 3, 4].flatMap((n) => [
      [`form.conditions.${n}.met`, 'true'],
      [`form.conditions.${n}.evidence`, '见附件'],
    ]),
  ),
};

/** A catalogue of so many volumes, of all kinds. */
export function catalogue(volumes: number): string[] {
  const strata = ['前期管理性文件', '隐蔽工程文件', '竣工图', '质检文件'];
  const rows = Array.from(
    { length: volumes },
    (_, at) => `SK-${String(at + 1).padStart(3, '0')},第${at + 1}卷,${20 + at},永久,${strata[at % strata.length]}`,
  );
  return ['档号,题名,页数,保管期限,类别', ...rows];
}
