import { LinkIndex, type LinkTarget } from '../../../domain/import/link-score';

const target = (id: string, name: string, owner = '路桥公司'): LinkTarget => {
  return { id, code: id, name, nationalCode: null, jurisdictionId: 'j', owners: [owner] };
};
const INDEX = new LinkIndex([
  target('A', '禅西大道一期工程'),
  target('B', '禅西大道二期工程'),
  target('C', '塘西大道三期及其南延线工程'),
  target('D', '佛山地铁3号线工程', '地铁集团'),
  target('E', '禅西大道二期工程第2标段'),
]);
const found = (name: string, owner: string | null = '路桥公司') =>
  INDEX.candidates({ name, owner, nationalCode: null, jurisdictionId: 'j' }).map(({ target }) => target.id);

test.each([
  ['禅西大道二期工程', ['B']],
  ['禅西大道（二期）工程项目', ['B']],
  ['禅西大道首期工程', ['A']],
  ['禅西大道2期工程', ['B']],
  ['禅西大道三期工程', []],
  ['禅西大道工程', []],
  ['禅西大道二期工程二标段', ['E']],
  ['塘西大道三期工程及其南延线', ['C']],
  ['佛山地铁三号线工程', ['D']],
  ['沙口水利枢纽工程', []],
])('%s may be %j', (name, ids) => {
  expect(found(name)).toEqual(ids);
});

test('the same name with its owner goes before the same name of another', () => {
  const index = new LinkIndex([target('A', '南庄污水处理厂', '别的单位'), target('B', '南庄污水处理厂', '水业集团')]);
  const line = { name: '南庄污水处理厂工程', owner: '水业集团', nationalCode: null, jurisdictionId: 'j' };
  expect(index.candidates(line).map(({ target }) => target.id)).toEqual(['B', 'A']);
});
