import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { setPapers } from '../../activities/papers/press/press';
import { setPapersDue } from '../../activities/papers/set-papers-due';
import { sha256Hex } from '../../domain/crypto/sha256';
import type { PaperDocument } from '../../domain/papers/paper-document';
import { PRINTED_KINDS } from '../../domain/papers/paper-kind';
import type { Paper } from '../../prisma/generated/client';
import { createWorld, type TestProject, type World } from '../support/process';
import { type ReadPdf, readPdfs } from '../support/read-pdfs';
import { failed } from '../support/round';
import { validate, verapdf } from '../support/verapdf';

const ORIGIN = 'https://dangyan.example.cn';

/** All but the receipt: nothing is handed over yet. */
const PRINTED = PRINTED_KINDS.filter((kind) => kind !== 'hand_over_receipt');

describe('papers of a project that was failed', () => {
  let world: World;
  let project: TestProject;
  let papers: Paper[];
  const read = new Map<string, ReadPdf>();

  const bytesOf = async ({ fileSha256 }: Paper) =>
    (await world.db.storedFile.findUniqueOrThrow({ where: { sha256: fileSha256! } })).content;

  beforeAll(async () => {
    world = await createWorld();
    project = (await failed(world)).project;
    for (const kind of PRINTED) await project.act(world.people.officer, 'paper.print', { kind });
    while ((await setPapersDue(world.worker, { now: () => new Date() }, ORIGIN)) > 0);
    papers = await world.db.paper.findMany({ where: { projectId: project.id }, orderBy: { recordedAt: 'asc' } });
    const files = await Promise.all(papers.map(bytesOf));
    const texts = readPdfs(files);
    for (const [at, { kind }] of papers.entries()) {
      read.set(kind, texts[at]!);
      // To be looked at: PAPERS_TO=/tmp/papers npm test -- tests/acts/papers.test.ts
      if (process.env.PAPERS_TO) writeFileSync(`${process.env.PAPERS_TO}/${kind}.pdf`, files[at]!);
    }
  });
  afterAll(() => world.close());

  it('are set after the fact, each once, and again to the same bytes', async () => {
    expect(papers.map(({ kind }) => kind)).toEqual([
      ...['reply', 'meeting_notice', 'opinion', 'rectification_notice'],
      ...PRINTED,
    ]);
    for (const paper of papers) {
      expect(sha256Hex(await bytesOf(paper))).toBe(paper.fileSha256);
      expect(paper).toMatchObject({ fault: null, setWith: { layout: expect.any(String) } });
    }
    const documents = papers.map(({ document }) => document as unknown as PaperDocument);
    const again = await setPapers(documents.map((document) => ({ document, format: 'pdf', origin: ORIGIN })));
    expect(again.map((bytes) => sha256Hex(bytes as Uint8Array))).toEqual(papers.map(({ fileSha256 }) => fileSha256));
  });

  it('keep every rule of PDF/A-2a', async () => {
    const library = verapdf();
    if (!library) return console.warn('veraPDF is not asked: it needs Java, and Maven to fetch it');
    expect(validate(library, await Promise.all(papers.map(bytesOf)))).toEqual(papers.map(() => 'PASS'));
  });

  it('are tagged PDF/A-2a whose every page says what it is', () => {
    for (const { kind, id } of papers) {
      const { claims, roles, text } = read.get(kind)!;
      expect(claims).toMatch(/<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>A<\/pdfaid:conformance>/);
      expect(roles).toContain('Document');
      expect(text).toContain(`文书标识${id}`);
      expect(text).toContain('演练');
      expect(text).not.toContain('草稿');
    }
    expect(read.get('reply')!.roles).toContain('P');
    for (const kind of ['rectification_notice', 'sign_in_sheet', 'score_sheet']) {
      expect(read.get(kind)!.roles).toEqual(expect.arrayContaining(['TH', 'TD', 'TR', 'Table']));
    }
    expect(read.get('opinion')!.roles).toContain('Figure');
  });

  it.each([
    ['reply', '关于受理佛山市沙口水利枢纽除险加固工程项目档案验收申请的复函'],
    ['reply', '佛山市沙口水利枢纽站：你单位报送的'],
    ['meeting_notice', '验收组已组成，共5人'],
    ['meeting_notice', '地点：禅城区档案馆三楼。'],
    ['opinion', '成员5人，同意合格1人，不同意合格3人。项目档案验收结论为：不合格。表决时弃权1人。'],
    ['opinion', '表决结论与评分不一致，理由：系统性缺陷'],
    ['opinion', '3郑处长佛山市水利局主管部门成员同意'],
    ['rectification_notice', '提出整改问题2项，表决结果为不合格。'],
    ['rectification_notice', '必须整改—验收办法第五条归档要求未写入合同或未同步检查：第1份合同未写归档要求60个工作日'],
    ['rectification_notice', '复查仍不合格的，依照有关规定不得进行项目竣工验收'],
    ['rectification_notice', '抄送：佛山市水利局。'],
    ['opinion_copy', '3郑处长佛山市水利局主管部门成员'],
    ['sign_in_sheet', '法定人数验收组5人全部签到方可开会'],
    ['fetch_list', '案卷总数12卷抽查数量12卷'],
    ['score_sheet', '评委：郑处长（席位3）'],
    ['score_sheet', '合计100100100'],
    ['ballot', '表决意见□合格□不合格□弃权'],
    ['draw_record', '共5席：组长1、副组长1、主管部门成员1、专家2'],
    ['draw_record', '年度次数08'],
    ['registration_form', '分管领导何志明档案机构综合科专职人员2人'],
    ['application_form', '分类组卷编目√'],
  ])('say in the %s: %s', (kind, words) => {
    expect(read.get(kind)!.text).toContain(words);
  });

  it('name nobody of the panel to the owner before the meeting', async () => {
    const holders = await world.db.seatHolder.findMany({ include: { person: true } });
    for (const { person } of holders) expect(read.get('meeting_notice')!.text).not.toContain(person.name);
  });

  it('have a code that leads to the verification page, and no other paper has', () => {
    const [opinion] = papers.filter(({ token }) => token !== null);
    expect(opinion!.kind).toBe('opinion');
    expect(read.get('opinion')!.text).toContain(`${ORIGIN}/verify/${opinion!.token}`);
  });

  it('of which one is yet to be signed are the bureau’s alone', async () => {
    const [copy] = papers.filter(({ kind }) => kind === 'opinion_copy');
    expect(copy).toMatchObject({ issuedOn: null, number: null, reference: null, token: null });
    expect(papers.filter(({ issuedOn }) => issuedOn === null)).toEqual([copy]);
  });

  it('that were printed get their scan by their id, once', async () => {
    const [sheet] = papers.filter(({ kind }) => kind === 'sign_in_sheet');
    const paperScanSha256 = await world.file('签到表扫描件');
    const filed = (change: object = {}) => ({ paperId: sheet!.id, paperScanSha256, ...change });
    const { officer } = world.people;
    const unknown = await project.refusal(officer, 'paper.file_scan', filed({ paperId: randomUUID() }));
    expect(unknown).toMatchObject({ code: 'NOT_FOUND', details: { field: 'paperId' } });
    const noFile = await project.refusal(officer, 'paper.file_scan', filed({ paperScanSha256: 'f'.repeat(64) }));
    expect(noFile.code).toBe('FILE_UNKNOWN');
    await project.act(officer, 'paper.file_scan', filed());
    expect(await world.db.paper.findUnique({ where: { id: sheet!.id } })).toMatchObject({
      scanSha256: paperScanSha256,
    });
    expect((await project.refusal(officer, 'paper.file_scan', filed())).code).toBe('PAPER_HAS_SCAN');
  });

  it('can’t be printed of what there is not', async () => {
    const refusal = await project.refusal(world.people.officer, 'paper.print', { kind: 'hand_over_receipt' });
    expect(refusal).toMatchObject({ code: 'NOT_FOUND', details: { field: 'kind' } });
  });

  it('stay as they were', async () => {
    const [paper] = papers;
    const change = (data: object) => world.db.paper.update({ where: { id: paper!.id }, data });
    await expect(change({ fileSha256: 'f'.repeat(64) })).rejects.toThrow(/Paper/);
    await expect(change({ document: {} })).rejects.toThrow(/Paper/);
    await expect(change({ reference: '禅档复〔2026〕9号' })).rejects.toThrow(/Paper/);
  });

  it('that have a letter of no face are told to the officer by that letter, and stop no other', async () => {
    const { id: _, fileSha256, setWith, fault, statement, ...paper } = papers[0]!;
    const document = JSON.stringify(paper.document).replace('特此函复', '特此𠀀复');
    const [bad, good] = [document, JSON.stringify(paper.document)].map((words, at) => ({
      ...(paper as object),
      number: 90 + at,
      document: JSON.parse(words) as object,
    }));
    const odd = await world.db.paper.create({ data: bad as never });
    const even = await world.db.paper.create({ data: good as never });
    await setPapersDue(world.worker, { now: () => new Date() }, ORIGIN);
    expect(await world.db.paper.findUnique({ where: { id: odd.id } })).toMatchObject({
      fileSha256: null,
      fault: { code: 'PAPER_LETTER_MISSING', field: expect.stringContaining('特此𠀀复'), value: '𠀀' },
    });
    expect(await project.tasks('mend-paper')).toEqual([`officer mend-paper ${odd.id}`]);
    expect(await world.db.paper.findUnique({ where: { id: even.id } })).toMatchObject({ fault: null, fileSha256 });
  });

  it('are the same for Word, word by word and byte by byte', async () => {
    const documents = papers.map(({ document }) => document as unknown as PaperDocument);
    const orders = documents.map((document) => ({ document, format: 'docx' as const, origin: ORIGIN }));
    const files = (await setPapers(orders)) as Uint8Array[];
    for (const [at, file] of files.entries()) {
      const xml = strFromU8(unzipSync(file)['word/document.xml']!);
      const words = xml.replace(/<[^>]+>/g, '').replace(/\s/g, '');
      for (const block of documents[at]!.blocks) {
        if ('text' in block) expect(words).toContain(block.text.replace(/\s/g, ''));
        if (block.kind === 'table')
          for (const text of block.rows.flat()) expect(words).toContain(text.replace(/\s/g, ''));
      }
    }
    expect(((await setPapers(orders)) as Uint8Array[]).map(sha256Hex)).toEqual(files.map(sha256Hex));
  });
});
