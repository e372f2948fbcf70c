import t from 'tap';
import type { AnswerStep } from '../../src/domain/interview/steps.ts';
import { typedValues } from '../../src/samples/sample-interview.ts';
import { listSubmissions } from '../../src/store/submissions.ts';
import { World } from '../support/world.ts';

const DAY = 86_400_000;

/** A vetting to which one candidate has submitted, with its browser. */
async function submitted(t: Parameters<typeof World.open>[0], settings = {}) {
  const world = await World.open(t, settings);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const invited = await world.invite(vetting, 'Agency');
  const response = { ...world.sampleResponse('partner'), terms: { initialPrice: 654_321 } };
  await world.takeInterviewUpTo(invited, 'terms', response, vetting);
  const browser = world.lastBrowser;
  const at = (step: string): string => `/interview/${invited.candidateId}/${step}`;
  await browser.submit(at('check'), {});
  const report = `/vettings/${vetting.id}/candidates/${invited.candidateId}/report`;
  const change = (step: AnswerStep, fields: Record<string, string>) =>
    browser.submit(at(step), { ...typedValues(step, response, 'Agency'), ...fields });
  return { world, owner, vetting, browser, at, report, change, ...invited };
}

t.test('a better version takes the place of the first once it is submitted, and both are kept', async (t) => {
  const { world, owner, vetting, browser, at, report, change } = await submitted(t);
  t.equal(
    (await change('understand', { who: 'not yet' })).statusCode,
    409,
    'first it has to be opened again',
  );
  const receipt = (await browser.get(at('receipt'))).body;
  t.match(receipt, /Until [^<]*11 December 2026[^<]* you can change your answers/);
  await owner.browser.get(report);
  t.match((await browser.submit(at('revision'), {})).headers.location, '/check');
  t.match((await browser.get(at('understand'))).body, 'Until you submit again, the version of');
  await change('understand', { who: 'Words of the second version.' });
  const [before] = await listSubmissions(world.db, vetting);
  t.notMatch(before?.response.understand?.who, 'second version', 'until then the first one counts');
  t.equal((await owner.browser.get(report)).statusCode, 200);
  world.clock.now = new Date(world.clock.now.getTime() + 1000);
  await browser.submit(at('check'), {});
  const [after] = await listSubmissions(world.db, vetting);
  t.equal(after?.response.understand?.who, 'Words of the second version.');
  t.notSame(after?.computed, before?.computed, 'and is scored');
  const { read_at: read } = await world.db
    .selectFrom('candidates')
    .select('read_at')
    .executeTakeFirstOrThrow();
  t.equal(read, null, 'it has to be read anew');
  const { body } = await owner.browser.get(report);
  t.match(body, 'There are earlier versions of this response');
  const href = /href="([^"]*\/versions\/[^"]*)"/.exec(body)?.[1] ?? '';
  const earlier = (await owner.browser.get(href)).body;
  t.match(earlier, 'Version 1');
  t.notMatch(earlier, 'Words of the second version.');
  t.notMatch(earlier, '654,321', 'its price stays sealed');
  t.match((await browser.get(at('receipt'))).body, 'Words of the second version.');
  t.equal((await world.browser().get(href)).statusCode, 303, 'nobody else reads it');
});

t.test('a price given anew after the unsealing stays sealed until that version is read', async (t) => {
  const { world, owner, vetting, browser, at, report, change } = await submitted(t);
  await owner.browser.get(report);
  await owner.browser.submit(`/vettings/${vetting.id}/unsealing`, { confirm: 'yes' });
  t.match((await owner.browser.get(report)).body, '654,321');
  world.clock.now = new Date(world.clock.now.getTime() + 1000);
  await browser.submit(at('revision'), {});
  await change('terms', { initialPrice: '123,456' });
  await browser.submit(at('check'), {});
  t.notMatch((await owner.browser.get(`/vettings/${vetting.id}/comparison`)).body, '123,456');
  await owner.browser.get(report);
  t.match((await owner.browser.get(`/vettings/${vetting.id}/comparison`)).body, '123,456');
});

t.test('a response is taken back, and can be submitted again', async (t) => {
  const { world, owner, vetting, browser, at, report } = await submitted(t);
  t.match((await browser.submit(at('withdrawal'), {})).headers.location, '/check');
  t.same(await listSubmissions(world.db, vetting), []);
  t.match((await owner.browser.get(report)).body, 'has not submitted');
  t.match((await owner.browser.get(`/vettings/${vetting.id}/history`)).body, 'took its submission back');
  t.match((await owner.browser.get(report.replace('/report', ''))).body, 'Submission taken back');
  await browser.submit(at('withdrawal'), {});
  t.equal((await world.db.selectFrom('earlier_submissions').select('id').execute()).length, 1, 'only once');
  await browser.submit(at('check'), {});
  t.equal((await listSubmissions(world.db, vetting)).length, 1);
  t.match((await owner.browser.get(report)).body, 'taken back on');
});

t.test(
  'after the deadline, and once answers are no longer taken, the version that was submitted stands',
  async (t) => {
    const { world, owner, vetting, browser, at, change, token } = await submitted(t);
    await browser.submit(at('revision'), {});
    await change('understand', { who: 'Never handed in.' });
    await world.db.updateTable('vettings').set({ state: 'closed' }).execute();
    const closed = await browser.get(at('receipt'));
    t.equal(closed.statusCode, 200);
    t.notMatch(closed.body, 'Never handed in.');
    t.notMatch(closed.body, 'submit again');
    t.equal((await change('understand', { who: 'Too late.' })).statusCode, 409);
    await world.db.updateTable('vettings').set({ state: 'open' }).execute();
    world.clock.now = new Date(world.clock.now.getTime() + 30 * DAY);
    const later = world.browser();
    t.equal((await later.get(`/i/${token}`)).statusCode, 200, 'the link leads to the receipt still');
    await later.submit(`/i/${token}`, {});
    const receipt = await later.get(at('receipt'));
    t.equal(receipt.statusCode, 200);
    t.notMatch(receipt.body, 'Never handed in.');
    t.notMatch(receipt.body, '654,321', 'a price is shown to the browser that typed it');
    for (const path of ['revision', 'withdrawal'])
      t.equal((await later.submit(at(path), {})).statusCode, 409, path);
    const [submission] = await listSubmissions(world.db, vetting);
    t.notMatch(submission?.response.understand?.who, 'Never handed in.');
    t.ok(owner);
    const unsubmitted = await world.invite(vetting, 'Never submitted');
    await world.db.updateTable('invitations').set({ expires_at: '2026-11-21T00:00:00.000Z' }).execute();
    t.equal((await world.browser().get(`/i/${unsubmitted.token}`)).statusCode, 410);
  },
);

t.test('the receipt holds what a person wants to keep', async (t) => {
  const { browser, at } = await submitted(t);
  const { body } = await browser.get(at('receipt'));
  for (const text of [
    'Agency',
    'Grow from 40 to 60 factories',
    'Your questions and the replies',
    'Gross margin: 42%',
    'The fact sheet that you saw',
    '¥654,321',
    'Follow each inquiry through to the order',
    'Print this copy',
  ])
    t.match(body, text);
});

t.test('a receipt goes to the address that was left, without the price', async (t) => {
  const mail = { url: 'smtp://127.0.0.1:1', from: 'banso@example.com' };
  const { world, browser, at, change } = await submitted(t, { mail });
  const receipts = () => world.db.selectFrom('outbox').selectAll().where('kind', '=', 'receipt').execute();
  t.same(await receipts(), [], 'no address, no mail');
  await browser.submit(at('revision'), {});
  await change('welcome', { respondentEmail: 'a@example.com' });
  await browser.submit(at('check'), {});
  const [row] = await receipts();
  t.equal(row?.recipient, 'a@example.com');
  t.match(row?.details, 'quality assurance engineer');
  t.notMatch(row?.details, '654');
});
