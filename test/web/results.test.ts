import { parse } from 'csv-parse/sync';
import t from 'tap';
import { DossierSchema } from '../../src/domain/response/response.ts';
import { makeReport } from '../../src/reporting/report.ts';
import { SAMPLES } from '../../src/samples/sample.ts';
import { submittedWorld } from '../support/submitted.ts';
import { World } from '../support/world.ts';

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: the report, the comparison, the CSV and the JSON show the same figures`, async (t) => {
    const { owner, ids, base } = await submittedWorld(t, locale);
    const csv = await owner.browser.get(`${base}/export.csv`);
    t.ok(csv.body.startsWith('\uFEFF'), 'Excel needs the mark to read UTF-8');
    t.match(csv.headers['content-type'], 'text/csv');
    const rows: string[][] = parse(csv.body, { bom: true });
    t.equal(rows.length, 5);
    const json = JSON.parse((await owner.browser.get(`${base}/export.json`)).body);
    const comparison = (await owner.browser.get(`${base}/comparison`)).body;
    for (const [index, id] of ids.entries()) {
      const report = (await owner.browser.get(`${base}/candidates/${id}/report`)).body;
      const figure = (name: string): string =>
        new RegExp(`data-figure="${name}">(\\d+)<`).exec(report)?.[1] ?? '';
      const row = rows.find(([name]) => name === `Agency ${SAMPLES[index]}`) ?? [];
      t.same(
        [figure('understanding'), figure('priceDeadlineFocus'), figure('metricChasing')],
        row.slice(3, 6),
        String(SAMPLES[index]),
      );
      const dossier = DossierSchema.parse(json.candidates[index].dossier);
      t.equal(
        JSON.stringify(makeReport(dossier.brief, dossier.response, locale)),
        JSON.stringify(json.candidates[index].report),
      );
      t.equal(json.candidates[index].report.verdict, SAMPLES[index]);
      t.match(comparison, `>${figure('understanding')}</span>`);
    }
  });
}

t.test('terms are nowhere before unsealing, and everywhere after it', async (t) => {
  const { owner, ids, base } = await submittedWorld(t, 'en');
  const pages = [
    '',
    '/comparison',
    '/shortlist',
    '/candidates',
    '/questions',
    '/export.csv',
    '/export.json',
    ...ids.flatMap((id) => [`/candidates/${id}/report`, `/candidates/${id}/dossier.json`]),
  ];
  for (const page of pages)
    t.notMatch((await owner.browser.get(`${base}${page}`)).body, /\b1,?200,?000\b|\b180,?000\b/, page);
  t.equal(
    (await owner.browser.submit(`${base}/unsealing`, {})).statusCode,
    422,
    'unsealing asks for confirmation',
  );
  t.equal(
    (await owner.browser.submit(`${base}/unsealing`, { confirm: 'yes', unsealReason: 'In a hurry.' }))
      .statusCode,
    303,
  );
  t.match((await owner.browser.get(`${base}/comparison`)).body, /1,200,000/);
  t.match((await owner.browser.get(`${base}/export.csv`)).body, '1200000');
});

t.test('the comparison sorts by any row', async (t) => {
  const { owner, base } = await submittedWorld(t, 'en');
  const order = async (sort: string): Promise<string[]> => {
    const { body } = await owner.browser.get(`${base}/comparison?sort=${sort}`);
    const head = /<table class="compare[^>]*>.*?<\/thead>/s.exec(body)?.[0] ?? '';
    return [...head.matchAll(/report">Agency (\w+)<\/a>\s*<\/th>/g)].map((match) => match[1] ?? '');
  };
  t.same(await order('understanding'), ['partner', 'promising', 'metric_chaser', 'price_deadline']);
  t.equal((await order('priceDeadlineFocus')).at(-1), 'price_deadline');
  t.equal((await order('metricChasing')).at(-1), 'metric_chaser');
  t.same(await order('name'), ['metric_chaser', 'partner', 'price_deadline', 'promising']);
  t.same(await order('nonsense'), await order('understanding'));
});

t.test(
  'a shortlist keeps tick, rank and note; a wrong rank is refused and everything typed stays',
  async (t) => {
    const { owner, ids, base } = await submittedWorld(t, 'en');
    const [first = '', second = ''] = ids;
    const refused = await owner.browser.submit(`${base}/shortlist`, {
      [`keep_${first}`]: 'yes',
      [`rank_${first}`]: 'first',
      [`note_${second}`]: 'a note',
    });
    t.equal(refused.statusCode, 422);
    t.match(refused.body, 'must be a whole number');
    t.match(refused.body, 'value="first"');
    t.match(refused.body, 'a note');
    const saved = await owner.browser.submit(`${base}/shortlist`, {
      [`keep_${first}`]: 'yes',
      [`rank_${first}`]: '１',
      [`note_${first}`]: '=HYPERLINK("http://evil")\nsecond line',
    });
    t.match(saved.body, 'has been saved');
    const rows: string[][] = parse((await owner.browser.get(`${base}/export.csv`)).body, { bom: true });
    const row = rows[1] ?? [];
    t.match(row, { 15: 'Yes', 16: '1' });
    t.match(row[17], /^'=HYPERLINK/, 'a formula stays text');
  },
);

t.test('no cell of the CSV can start a formula', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  for (const start of ['=', '+', '-', '@', ' =', '\n=', '\t@', '＝'])
    await world.takeInterview(
      vetting,
      `${start}1+1`.trim() + start.codePointAt(0),
      world.sampleResponse('price_deadline'),
    );
  const body = (await owner.browser.get(`/vettings/${vetting.id}/export.csv`)).body;
  for (const row of parse(body, { bom: true }) as string[][])
    for (const cell of row) t.notMatch(cell, /^[\s]*[=+\-@＝＋－＠]/, cell);
});

t.test('a report that is not there yet says so; reading one counts as read', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const { candidateId } = await world.invite(vetting, 'Slow');
  t.match(
    (await owner.browser.get(`/vettings/${vetting.id}/candidates/${candidateId}/report`)).body,
    'has not submitted yet',
  );
  t.match((await owner.browser.get(`/vettings/${vetting.id}/comparison`)).body, 'Nobody has submitted yet');
  const done = await world.takeInterview(vetting, 'Quick', world.sampleResponse('partner'));
  t.match((await owner.browser.get(`/vettings/${vetting.id}`)).body, 'You have read 0 of 1 responses');
  await owner.browser.get(`/vettings/${vetting.id}/candidates/${done}/report`);
  t.match((await owner.browser.get(`/vettings/${vetting.id}`)).body, 'You have read 1 of 1 responses');
});

t.test(
  'an invitation is shown once with its link and QR code; names and addresses are checked',
  async (t) => {
    const world = await World.open(t);
    const { id, browser } = await world.owner();
    const vetting = await world.vetting(id);
    const page = `/vettings/${vetting.id}/candidates`;
    const made = await browser.submit(page, { name: 'New Agency', email: 'new@example.com' });
    t.equal(made.statusCode, 200);
    const token = /http:\/\/192.168.1.20:3000\/i\/([\w-]{43})/.exec(made.body)?.[1] ?? '';
    t.match(made.body, 'data:image/svg+xml;base64,');
    t.notMatch((await browser.get(page)).body, token, 'the link is not shown again');
    const stored = await world.db.selectFrom('invitations').selectAll().execute();
    t.notMatch(JSON.stringify(stored), token, 'only its hash is stored');
    t.equal((await world.browser().get(`/i/${token}`)).statusCode, 200);
    t.match(
      (await browser.submit(page, { name: 'New Agency' })).body,
      'already has a candidate of that name',
    );
    t.match(
      (await browser.submit(page, { name: '', email: 'nonsense' })).body,
      /“Name of the [\s\S]*look like name@example.jp/,
    );
    const candidateId = /candidates\/([\w-]+)\/revocation/.exec((await browser.get(page)).body)?.[1];
    const reissued = await browser.submit(`${page}/${candidateId}/invitations`, {});
    t.equal(reissued.statusCode, 200);
    t.equal((await world.browser().get(`/i/${token}`)).statusCode, 410, 'the old link dies at once');
    await browser.submit(`${page}/${candidateId}/revocation`, {});
    t.match((await browser.get(page)).body, 'Withdrawn');
  },
);
