import { parse } from 'csv-parse/sync';
import readExcelFile from 'read-excel-file/node';
import t from 'tap';
import { DossierSchema } from '../../src/domain/response/response.ts';
import { makeReport } from '../../src/reporting/report.ts';
import { toCsv } from '../../src/web/features/exports/formats.ts';
import type { ExportRow } from '../../src/web/features/exports/rows.ts';
import { exportRows } from '../../src/web/features/exports/rows.ts';
import { toXlsx } from '../../src/web/features/exports/xlsx.ts';
import { submittedWorld } from '../support/submitted.ts';

const HEAD = {
  ja: { sheets: ['比較', '回答', '根拠'], partner: 'Agency partner', prices: 'はじめにかかる費用' },
  en: { sheets: ['Comparison', 'Answers', 'Evidence'], partner: 'Agency partner', prices: 'One-off price' },
};

const TERMS = {
  ja: { headings: ['はじめにかかる費用', '毎月かかる費用', '最初の納品までの期間（週）'], sealed: '未開封' },
  en: { headings: ['One-off price', 'Price per month', 'Weeks to first delivery'], sealed: 'sealed' },
};

/** Cells of a CSV and a workbook alike: text, empty for nothing. */
const asText = (cell: unknown): string => (cell === null || cell === undefined ? '' : String(cell));

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
