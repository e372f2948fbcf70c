import t from 'tap';
import { typedValues } from '../../src/samples/sample-interview.ts';
import { listSubmissions } from '../../src/store/submissions.ts';
import { welcomed } from '../support/welcomed.ts';

const NUMBERS = {
  grossProfitPerCustomer: '241,920',
  grossProfitPerCustomer_working: '48,000 × 3 × 4 × 42%',
  customersNeeded: '20',
  maxCostPerCustomer: '36,288',
  maxCostPerInquiry: '10,886',
};
const LEVER = {
  lever_figure: 'closeRatePercent',
  lever_to: '36%',
  lever_unit: 'gross_profit_first_year',
  lever_effect: '609,638',
  lever_working: '14 × 12 × 6% × 48,000 × 3 × 42%',
  lever_reason: 'Nearly all who try an instrument have an audit date.',
};

t.test('an answer that differs from its working is told once, and keeps nobody from going on', async (t) => {
  const { browser, at, openFacts } = await welcomed(t);
  await openFacts();
  const typed = { ...NUMBERS, ...LEVER, grossProfitPerCustomer: '2,419,200' };
  const told = await browser.submit(at('numbers'), typed);
  t.match(told.body, 'the answer is 2,419,200 yen, the working comes to 241,920 yen');
  const looked = /name="looked" value="([^"]+)"/.exec(told.body)?.[1] ?? '';
  t.match((await browser.submit(at('numbers'), { ...typed, looked })).headers.location, '/propose');
  const other = { ...typed, looked, grossProfitPerCustomer: '2,419,201' };
  t.match(
    (await browser.submit(at('numbers'), other)).body,
    'the answer is 2,419,201 yen',
    'another difference',
  );
  const right = await browser.submit(at('numbers'), { ...NUMBERS, ...LEVER });
  t.match(right.headers.location, '/propose', 'where nothing differs nothing is told');
  const { body } = await browser.get(at('numbers'));
  t.match(body, 'This comes to 241,920 yen, the same as the answer');
  t.match(body, 'This comes to 609,638.4 yen, about the same as the answer');
});

t.test('what is said of a working while it is typed', async (t) => {
  const { browser, at, openFacts } = await welcomed(t);
  await openFacts();
  const save = async (fields: Record<string, string>) =>
    JSON.parse((await browser.save(at('numbers'), { ...fields, intent: 'autosave' })).body).read;
  t.equal(
    (await save({ customersNeeded_working: '60 - 40' })).customersNeeded_working,
    'This comes to 20 customers',
  );
  t.match(
    (await save({ customersNeeded: '30', customersNeeded_working: '60 - 40' })).customersNeeded_working,
    'differs',
  );
  t.equal(
    (await save({ customersNeeded: '30', customersNeeded_working: 'by feel' })).customersNeeded_working,
    '',
  );
  t.equal(
    (await save({ lever_figure: 'yearsRetained', lever_to: '18 months' })).lever_to,
    'Read as 1.5 years',
  );
  t.equal((await save({ lever_figure: 'closeRatePercent', lever_to: '4割' })).lever_to, 'Read as 40 %');
});

t.test('a lever that moves nothing, or nothing of that kind, is refused; what was typed stays', async (t) => {
  const { browser, at, openFacts } = await welcomed(t);
  await openFacts();
  for (const [change, words] of [
    [{ lever_to: '30' }, 'is the same as today'],
    [{ lever_to: '120%' }, 'must be 100 or less'],
    [{ lever_to: '0' }, 'must be more than 0'],
    [{ lever_to: '36 years' }, '“years”'],
    [
      { lever_figure: 'averageOrderValue', lever_to: '50,000', lever_unit: 'customers_per_year' },
      'does not change',
    ],
    [{ lever_unit: 'customers_per_year', lever_effect: '10 yen' }, '“yen”'],
    [{ lever_figure: 'price' }, 'one of the options'],
    [{ lever_reason: '' }, 'Why start with this one?” is empty'],
  ] as const) {
    const refused = await browser.submit(at('numbers'), { ...NUMBERS, ...LEVER, ...change });
    t.equal(refused.statusCode, 422, words);
    t.match(refused.body, words);
    for (const text of Object.values(change).filter((text) => /\d/.test(text))) t.match(refused.body, text);
  }
});

t.test('figures that clash are asked about, and the answer stands in the response', async (t) => {
  const { browser, at, openFacts, world, vetting } = await welcomed(t);
  await world.db
    .updateTable('vettings')
    .set({ brief: JSON.stringify({ ...vetting.brief, answersBy: '2026-12-31' }) })
    .execute();
  await openFacts();
  const response = world.sampleResponse('partner');
  for (const step of ['understand', 'propose'] as const)
    await browser.submit(at(step), typedValues(step, response, 'x'));
  await browser.submit(at('numbers'), { ...NUMBERS, ...LEVER });
  const measure = typedValues('measure', response, 'x');
  const calm = await browser.submit(at('measure'), {
    ...measure,
    metric_0: 'qualified inquiries',
    target_0: '6 a month',
  });
  t.match(calm.headers.location, '/partner', 'figures that fit are not asked about');
  const short = {
    ...measure,
    metric_0: 'qualified inquiries',
    target_0: '4 a month',
    metric_1: '',
    target_1: '',
  };
  t.match((await browser.submit(at('measure'), short)).headers.location, '/adds-up');
  const { body } = await browser.get(at('adds-up'));
  t.match(
    body,
    'qualified inquiries: 4 a month” comes to 14 new customers until the date, 6 short of the 20',
  );
  t.match((await browser.submit(at('adds-up'), {})).headers.location, '/partner', 'it may be left out');
  const said = 'Referrals bring the other six.';
  await browser.submit(at('adds-up'), { clash_targets_short: said });
  for (const step of ['partner', 'terms'] as const)
    await browser.submit(at(step), typedValues(step, response, 'x'));
  const check = (await browser.get(at('check'))).body;
  t.match(check, said);
  await browser.submit(at('check'), {});
  const [submission] = await listSubmissions(world.db, vetting);
  t.same(submission?.response.addsUp, [{ clash: 'targets_short', text: said }]);
  t.same(submission?.response.numbers?.lever, {
    figure: 'closeRatePercent',
    from: 30,
    to: 36,
    effect: 609_638,
    unit: 'gross_profit_first_year',
    working: LEVER.lever_working,
    reason: LEVER.lever_reason,
  });
});

t.test('terms keep what was written beside a number, and what has no number', async (t) => {
  const { browser, at, openFacts, world, vetting, owner, candidateId } = await welcomed(t);
  await openFacts();
  const response = world.sampleResponse('partner');
  for (const step of ['understand', 'numbers', 'propose', 'measure', 'partner'] as const)
    await browser.submit(at(step), typedValues(step, response, 'x'));
  await browser.submit(at('terms'), {
    initialPrice: '50万円（税別）',
    monthlyPrice: '要相談',
    weeksToFirstDelivery: '6',
    tax: 'excluded',
    includes: 'Twelve case studies',
    excludes: 'Photographs',
    assumes: 'Decisions within a week',
    schedule: 'First month: interviews',
  });
  await browser.submit(at('check'), {});
  const [before] = await listSubmissions(world.db, vetting);
  t.equal(before?.response.terms, undefined, 'sealed');
  await owner.browser.get(`/vettings/${vetting.id}/candidates/${candidateId}/report`);
  await owner.browser.submit(`/vettings/${vetting.id}/candidates/${candidateId}/read`, {});
  const receipt = (await browser.get(at('receipt'))).body;
  for (const text of [
    '¥500,000 (“50万円（税別）”)',
    '要相談',
    'before tax',
    'Twelve case studies',
    'Photographs',
  ])
    t.match(receipt, text);
  const { submitted_response: stored } = await world.db
    .selectFrom('interviews')
    .select('submitted_response')
    .where('candidate_id', '=', candidateId)
    .executeTakeFirstOrThrow();
  t.same(JSON.parse(stored ?? '').terms, {
    initialPrice: 500_000,
    weeksToFirstDelivery: 6,
    asWritten: { initialPrice: '50万円（税別）', monthlyPrice: '要相談' },
    tax: 'excluded',
    includes: 'Twelve case studies',
    excludes: 'Photographs',
    assumes: 'Decisions within a week',
    schedule: 'First month: interviews',
  });
});
