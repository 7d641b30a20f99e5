const SURNAMES = [...'陈李黄梁张何吴林周郑罗谭潘冯麦邓霍区黎苏卢曾关叶刘杨'];
const GIVEN = [
  ...[
    '志明',
    '慧敏',
    '国强',
    '文静',
    '伟杰',
    '丽华',
    '建国',
    '晓燕',
    '家豪',
    '秀珍',
    '永康',
    '敏仪',
    '俊峰',
    '淑芬',
    '海涛',
  ],
  ...['锦荣', '雅琴', '兆基'],
];

/** A person's name, always the same for the same number, and of nobody else among the first hundreds. */
export function personName(number: number): string {
  const surname = SURNAMES[number % SURNAMES.length]!;
  return surname + GIVEN[(Math.floor(number / SURNAMES.length) + number) % GIVEN.length]!;
}

/** A telephone number of the city. */
export const phoneNumber = (number: number): string => `0757-8${String(2_000_000 + number * 37).slice(0, 7)}`;
