import { parse } from 'csv-parse/sync';
import readExcelFile from 'read-excel-file/node';
import t from 'tap';
import { DossierSchema } from '../../src/domain/response/response.ts';
import { makeReport } from '../../src/reporting/report.ts';
import { answerFurther } from '../../src/store/further-questions.ts';
import { toCsv } from '../../src/web/features/exports/formats.ts';
import { cellAddress, printSetUp } from '../../src/web/features/exports/print-set-up.ts';
import type { ExportRow } from '../../src/web/features/exports/rows.ts';
import { exportRows } from '../../src/web/features/exports/rows.ts';
import { toXlsx } from '../../src/web/features/exports/xlsx.ts';
import { submittedWorld } from '../support/submitted.ts';

const HEAD = {
  ja: {
    sheets: ['比較', '回答', '根拠', '人のレベル', '追加の質問と面談'],
    partner: 'Agency partner',
    prices: 'はじめにかかる費用',
  },
  en: {
    sheets: ['Comparison', 'Answers', 'Evidence', "People's levels", 'Questions and meetings'],
    partner: 'Agency partner',
    prices: 'One-off price',
  },
};

const TERMS = {
  ja: { headings: ['はじめにかかる費用', '毎月かかる費用', '最初の納品までの期間（週）'], sealed: '未開封' },
  en: { headings: ['One-off price', 'Price per month', 'Weeks to first delivery'], sealed: 'sealed' },
};

/** Cells of a CSV and a workbook alike: text, empty for nothing. */
const asText = (cell: unknown): string => {
  if (cell instanceof Date) return cell.toISOString().slice(0, 16).replace('T', ' ');
  return cell === null || cell === undefined ? '' : String(cell);
};

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: the workbook, read by another library, holds what the CSV, the JSON, the comparison and a dossier's own report say`,
    async (t) => {
      const { owner, base } = await submittedWorld(t, locale);
      const answer = await owner.browser.get(`${base}/export.xlsx`);
      t.match(
        answer.headers['content-disposition'],
        /filename=banso-2026-11-20\.xlsx; filename\*=UTF-8''.+_2026-11-20\.xlsx/,
      );
      const sheets = await readExcelFile(answer.rawPayload);
      t.same(
        sheets.map(({ sheet }) => sheet),
        HEAD[locale].sheets,
      );
      const [comparison, answers, evidence] = sheets.map(({ data }) => data.map((line) => line.map(asText)));
      const csv: string[][] = parse((await owner.browser.get(`${base}/export.csv`)).body, { bom: true });
      t.same(comparison, csv);
      const json = JSON.parse((await owner.browser.get(`${base}/export.json`)).body);
      const page = (await owner.browser.get(`${base}/comparison?sort=name`)).body;
      for (const [index, candidate] of json.candidates.entries()) {
        const figures = [
          candidate.report.understanding,
          candidate.report.priceDeadlineFocus,
          candidate.report.metricChasing,
        ];
        t.same(comparison?.[index + 1]?.slice(3, 6), figures.map(String));
        for (const figure of figures) t.match(page, `>${figure}</span>`);
        // What the command line prints for a dossier.
        const { brief, response } = DossierSchema.parse(candidate.dossier);
        const printed = makeReport(brief, response);
        t.same([printed.understanding, printed.priceDeadlineFocus, printed.metricChasing], figures);
        const spans = candidate.report.criteria
          .flatMap((criterion: { evidence: { text: string }[] }) =>
            criterion.evidence.map(({ text }) => text),
          )
          .filter(Boolean);
        for (const span of spans)
          t.ok(
            evidence?.some((line) => line[0] === candidate.name && line[6] === span),
            `evidence: ${span}`,
          );
        const who = candidate.dossier.response.understand?.who;
        if (who)
          t.ok(
            answers?.some((line) => line[0] === candidate.name && line[3] === who),
            `answer: ${who}`,
          );
      }
      t.notMatch(JSON.stringify(sheets), /1,?200,?000/, 'nothing of a sealed price');
      await owner.browser.submit(`${base}/unsealing`, { confirm: 'yes', unsealReason: 'In a hurry.' });
      const opened = await readExcelFile((await owner.browser.get(`${base}/export.xlsx`)).rawPayload);
      t.match(JSON.stringify(opened[0]?.data[0]), HEAD[locale].prices);
      t.match(JSON.stringify(opened), '1200000');
    },
  );
}

t.test('what was asked back and noted of a meeting leaves with the others', async (t) => {
  const { world, owner, ids, base } = await submittedWorld(t, 'en');
  const at = `${base}/candidates/${ids[0]}`;
  await owner.browser.submit(`${at}/further`, { question_0: 'Who will work?', answersBy: '2026-11-27' });
  const [asked] = await world.db.selectFrom('further_questions').select('id').execute();
  const answers = new Map([[asked?.id ?? '', 'Two of us.']]);
  await answerFurther(world.db, ids[0] ?? '', answers, new Date('2026-11-21T16:30:00Z'));
  await owner.browser.submit(`${at}/meeting`, {
    metOn: '2026-11-19',
    question_0: 'What did you ask?',
    note_0: 'They knew.',
  });
  const [, , , , talks] = await readExcelFile((await owner.browser.get(`${base}/export.xlsx`)).rawPayload);
  const [head, ...lines] = (talks?.data ?? []).map((line) => line.map(asText));
  t.same(head, ['Candidate', 'Stage', 'Day', 'Noted by', 'Question', 'Answer or note']);
  const [writing, meeting] = lines;
  t.same(
    writing?.slice(1),
    ['in writing', '2026-11-22 01:30', '', 'Who will work?', 'Two of us.'],
    'its time zone',
  );
  t.same(
    [meeting?.[1], meeting?.[2], meeting?.[3], meeting?.[5]],
    ['meeting', '2026-11-19 00:00', 'owner@example.com', 'They knew.'],
  );
  const json = JSON.parse((await owner.browser.get(`${base}/export.json`)).body);
  const [first] = json.candidates.filter(({ meetings }: { meetings: unknown[] }) => meetings.length > 0);
  t.match(first, {
    askedBack: [{ question: 'Who will work?', answer: 'Two of us.' }],
    meetings: [{ person: 'owner@example.com', metOn: '2026-11-19', notes: [{ note: 'They knew.' }] }],
  });
});

t.test('a workbook holds hostile and endless text as text', async (t) => {
  const { world, vetting } = await submittedWorld(t, 'en');
  const rows = await exportRows(world.db, vetting, 'en');
  const [row] = rows as [ExportRow];
  const hostile = '=HYPERLINK("http://evil";"x")';
  // One character is left beside the mark, and the face needs two.
  const endless = `${'あ'.repeat(32_765)}😀${'い'.repeat(50)}`;
  const response = {
    ...row.response,
    understand: { who: endless, value: hostile, delivery: 'bell \u0007 and \ud800 half' },
  };
  const workbook = await toXlsx(
    [{ ...row, candidate: { ...row.candidate, name: hostile, note: '\n@SUM(1)' }, response }],
    'en',
    false,
  );
  const [comparison, answers] = await readExcelFile(workbook);
  t.equal(comparison?.data[1]?.[0], hostile);
  const texts = (answers?.data ?? []).map((line) => asText(line[3]));
  t.ok(texts.includes(hostile));
  const long = texts.find((text) => text.startsWith('あああ')) ?? '';
  t.equal(long, `${'あ'.repeat(32_765)}…`);
});

t.test('Excel reads the CSV as UTF-8, and every cell as text', async (t) => {
  const { world, owner, vetting, base } = await submittedWorld(t, 'ja');
  const { rawPayload } = await owner.browser.get(`${base}/export.csv`);
  t.equal(rawPayload.subarray(0, 3).toString('hex'), 'efbbbf', 'the mark by which Excel knows UTF-8');
  const [row] = (await exportRows(world.db, vetting, 'ja')) as [ExportRow];
  for (const [text, cell] of [
    ['=HYPERLINK("http://evil";"x")', '\'=HYPERLINK("http://evil";"x")'],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(1)', "'@SUM(1)"],
    ['\n=1+1', "'=1+1"],
    ['\r\n @SUM(1)', "'@SUM(1)"],
    ['\u00a0=1+1', "'=1+1"],
    ['\u0000=1+1', "'=1+1"],
    ['two\n=lines', 'two\n=lines'],
  ]) {
    const candidate = { ...row.candidate, note: text ?? '' };
    const [, cells]: string[][] = parse(toCsv([{ ...row, candidate }], 'ja', false), { bom: true });
    t.equal(cells?.[17], cell, JSON.stringify(text));
  }
});

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: each price stands under its own heading, and a sealed one says so`, async (t) => {
    const { world, owner, vetting, base } = await submittedWorld(t, locale);
    await owner.browser.submit(`${base}/unsealing`, { confirm: 'yes', unsealReason: 'In a hurry.' });
    world.clock.now = new Date(world.clock.now.getTime() + 60_000);
    await world.takeInterview(vetting, 'Late', world.sampleResponse('partner', locale));
    const [head, ...rows]: string[][] = parse((await owner.browser.get(`${base}/export.csv`)).body, {
      bom: true,
    });
    const termsOf = (name: string): [string | undefined, string | undefined][] =>
      (head ?? []).flatMap((heading, index) =>
        TERMS[locale].headings.includes(heading)
          ? [[heading, rows.find((row) => row[0] === name)?.[index]]]
          : [],
      );
    const [initial, monthly, weeks] = TERMS[locale].headings;
    t.same(termsOf('Agency partner'), [
      [initial, '1200000'],
      [monthly, '180000'],
      [weeks, '8'],
    ]);
    const { sealed } = TERMS[locale];
    t.same(termsOf('Late'), [
      [initial, sealed],
      [monthly, sealed],
      [weeks, sealed],
    ]);
  });
}

t.test('sheets fit the width of a page, repeat their heads and can be filtered', async (t) => {
  t.equal(cellAddress(1, 1), 'A1');
  t.equal(cellAddress(26, 3), 'Z3');
  t.equal(cellAddress(27, 3), 'AA3');
  t.equal(cellAddress(703, 1), 'AAA1');
  const { transform } = printSetUp([{ name: "Ann's & <co>", columns: 28, rows: 5 }]).files;
  const files = transform ?? {};
  const sheet = files['xl/worksheets/sheet{id}.xml'];
  t.equal(
    sheet.transform('<w><sheetViews/><sheetData></sheetData></w>', {}, { sheetIndex: 0 }),
    '<w><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews/><sheetData></sheetData><autoFilter ref="A1:AB5"/></w>',
  );
  t.match(sheet.transformElementAttributes('pageSetup', { orientation: 'landscape' }), {
    orientation: 'landscape',
    fitToWidth: 1,
    fitToHeight: 0,
  });
  t.same(sheet.transformElementAttributes('row', { r: 1 }), { r: 1 });
  const workbook = files['xl/workbook.xml'].transform('<sheets></sheets><definedNames/>');
  t.match(
    workbook,
    "'Ann&#39;&#39;s &#38; &#60;co&#62;'!$1:$1".replace("'Ann", '&#39;Ann').replace("'!", '&#39;!'),
  );
});

t.test('the decision and what people gave leave the house too', async (t) => {
  const { owner, ids, base } = await submittedWorld(t, 'en');
  const { browser } = owner;
  const forms = Object.fromEntries(ids.map((_, index) => [`level_${index + 1}`, '2']));
  await browser.submit(`${base}/reading/fit`, { ...forms, note_1: 'Half an answer _x0041_' });
  await browser.submit(`${base}/reading/end`, {});
  await browser.submit(`${base}/candidates/${ids[0]}/meeting`, { metOn: '2026-11-19', level_fit: '3.5' });
  await browser.submit(`${base}/decision`, { chosen: ids[0] ?? '', reason: '=They asked first.' });
  const csv: string[][] = parse((await browser.get(`${base}/export.csv`)).body, { bom: true });
  const column = (name: string): number => csv[0]?.indexOf(name) ?? -1;
  t.equal(csv[1]?.[column('Decision')], 'chosen');
  t.match(csv[1]?.[column('Reason for the decision')], 'They asked first.');
  t.equal(csv[2]?.[column('Decision')], 'not chosen');
  const json = JSON.parse((await browser.get(`${base}/export.json`)).body);
  t.match(json, { format: 'banso-export/2', decisionReason: '=They asked first.' });
  t.ok(json.decidedAt);
  t.match(json.agreement.rules.fit, { pairs: 4 });
  t.match(json.candidates[0].judgements, [
    { subject: 'fit', stage: 'reading', level: 2, independent: true },
    { subject: 'fit', stage: 'meeting', level: 3.5, independent: false },
  ]);
  const sheets = await readExcelFile((await browser.get(`${base}/export.xlsx`)).rawPayload);
  const people = sheets.find(({ sheet }) => sheet === "People's levels")?.data ?? [];
  t.equal(people.length, 6, 'four from reading, one after the meeting');
  t.ok(
    people.slice(1).every((line) => line.at(-1) instanceof Date),
    'times are times',
  );
  t.match(JSON.stringify(people), 'Half an answer _x0041_', 'text stays what it is');
});
