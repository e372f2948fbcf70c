import t from 'tap';
import { typedValues } from '../../src/samples/sample-interview.ts';
import { revokeInvitations } from '../../src/store/candidates.ts';
import { welcomed } from '../support/welcomed.ts';
import { World } from '../support/world.ts';

t.test('saving for later keeps an incomplete page without complaint and leads back to it', async (t) => {
  const { browser, at, openFacts, candidateId } = await welcomed(t);
  await openFacts();
  const later = await browser.submit(at('understand'), { who: 'Half a thought', intent: 'later' });
  t.equal(later.statusCode, 303);
  t.match((await browser.get(`${at('understand')}?saved`)).body, 'same link brings you back');
  t.equal((await browser.get(`/interview/${candidateId}`)).headers.location, at('understand'));
  t.match((await browser.get(at('understand'))).body, 'Half a thought');
});

t.test('two people on one page: the later save shows both versions and overwrites nothing', async (t) => {
  const { browser, at, openFacts, token, world } = await welcomed(t);
  await openFacts();
  const colleague = await world.enter(token);
  const versionIn = (body: string): string => /name="version" value="(\d+)"/.exec(body)?.[1] ?? '';
  const mine = versionIn((await browser.get(at('understand'))).body);
  const theirs = versionIn((await colleague.get(at('understand'))).body);
  t.equal(mine, theirs);
  const first = { who: 'Plant managers', value: 'A quiet audit', delivery: 'By referral' };
  t.equal((await colleague.submit(at('understand'), { ...first, version: theirs })).statusCode, 303);

  const refused = await browser.submit(at('understand'), {
    ...first,
    who: 'Quality engineers <b>',
    version: mine,
  });
  t.equal(refused.statusCode, 409);
  t.match(refused.body, 'changed in another window');
  t.match(refused.body, 'Quality engineers &lt;b&gt;');
  t.match(refused.body, '<span class="said">Plant managers</span>');
  t.notMatch(refused.body, '<span class="said">A quiet audit</span>', 'what is the same is not shown');
  t.match((await colleague.get(at('understand'))).body, 'Plant managers', 'nothing was overwritten');

  const merged = await browser.submit(at('understand'), {
    ...first,
    who: 'Plant managers and engineers',
    version: versionIn(refused.body),
  });
  t.equal(merged.statusCode, 303);
  t.match((await colleague.get(at('understand'))).body, 'Plant managers and engineers');
});

t.test('saving one page twice, or the same words in two windows, is no conflict', async (t) => {
  const { browser, at, openFacts } = await welcomed(t);
  await openFacts();
  const answers = { who: 'Plant managers', value: 'A quiet audit', delivery: 'By referral', version: '0' };
  t.equal((await browser.submit(at('understand'), answers)).statusCode, 303);
  t.equal((await browser.submit(at('understand'), answers)).statusCode, 303);
  const page = (await browser.submit(at('understand'), { ...answers, who: '', version: '1' })).body;
  t.match(page, 'name="version" value="2"', 'a refused page knows its new version');
  t.equal((await browser.submit(at('understand'), { ...answers, version: '2' })).statusCode, 303);
  t.equal(
    (await browser.submit(at('understand'), { ...answers, who: 'Engineers', version: 'x' })).statusCode,
    303,
    'a page that does not say its version is trusted',
  );
});

t.test(
  'a page is never in conflict with its own earlier save, whatever became of the answer, and still with those of others',
  async (t) => {
    const { browser, at, openFacts, token, world } = await welcomed(t);
    await openFacts();
    const colleague = await world.enter(token);
    const idIn = (body: string): string => /name="page" value="([\w-]+)"/.exec(body)?.[1] ?? '';
    const page = idIn((await browser.get(at('understand'))).body);
    const theirs = idIn((await colleague.get(at('understand'))).body);
    t.not(page, theirs, 'every opened page has its own id');
    const typed = { who: 'Plant', value: '', delivery: '', version: '0', page };
    t.equal((await browser.submit(at('understand'), { ...typed, intent: 'autosave' })).statusCode, 200);
    const again = await browser.submit(at('understand'), {
      ...typed,
      who: 'Plant managers',
      intent: 'autosave',
    });
    t.match(again.json(), { version: 2 }, 'the page had not heard of version 1, which was its own');
    t.equal(
      (
        await browser.submit(at('understand'), {
          ...typed,
          who: 'Plant managers',
          value: 'A quiet audit',
          delivery: 'By referral',
        })
      ).statusCode,
      303,
    );

    t.equal(
      (await colleague.submit(at('understand'), { ...typed, who: 'Engineers', page: theirs })).statusCode,
      409,
      'another page is refused',
    );
    t.equal(
      (await colleague.submit(at('understand'), { ...typed, who: 'Engineers', page: 'x'.repeat(17) }))
        .statusCode,
      409,
      'an id that is none is none',
    );
    t.equal(
      (await colleague.submit(at('understand'), { ...typed, who: 'Engineers', version: '3', page: theirs }))
        .statusCode,
      422,
    );
    t.equal(
      (await browser.submit(at('understand'), { ...typed, who: 'Mine again', version: '3' })).statusCode,
      409,
      'somebody else has saved since',
    );
    t.match((await browser.get(at('understand'))).body, 'Engineers');
  },
);

t.test('saving while typing answers with the time and the version, and tells of a conflict', async (t) => {
  const { browser, at, openFacts } = await welcomed(t);
  await openFacts();
  const typed = { who: 'Plant', value: '', delivery: '', version: '0', intent: 'autosave' };
  const first = await browser.submit(at('understand'), typed);
  t.equal(first.statusCode, 200);
  t.match(first.json(), { version: 1, time: /^\d{1,2}:\d\d$/ });
  t.match(
    (await browser.submit(at('understand'), { ...typed, who: 'Plant managers', version: '1' })).json(),
    { version: 2 },
  );
  const conflict = await browser.submit(at('understand'), { ...typed, who: 'Somebody else', version: '1' });
  t.match(conflict.json(), { outcome: 'conflict', version: 2 });
  t.match((await browser.get(at('understand'))).body, 'Plant managers');
});

t.test('a link that is revoked or runs out in the middle gives back what was typed', async (t) => {
  const typed = {
    who: 'Plant managers before an audit',
    value: 'A quiet audit',
    delivery: 'By referral',
    version: '0',
  };
  const revoked = await welcomed(t);
  await revoked.openFacts();
  await revokeInvitations(revoked.world.db, revoked.candidateId, revoked.world.clock.now);
  const answer = await revoked.browser.submit(revoked.at('understand'), typed);
  t.ok(answer.statusCode >= 400);
  t.match(answer.body, 'Plant managers before an audit');
  const late = await welcomed(t);
  await late.openFacts();
  late.world.clock.now = new Date('2028-01-01T00:00:00Z');
  t.match((await late.browser.submit(late.at('understand'), typed)).body, 'Plant managers before an audit');
});

t.test('an amount is read back as it was understood', async (t) => {
  const { browser, at, openFacts } = await welcomed(t);
  await openFacts();
  await browser.submit(at('terms'), {
    initialPrice: '12万',
    monthlyPrice: '1.2m',
    weeksToFirstDelivery: '6',
  });
  const page = (await browser.get(at('terms'))).body;
  t.match(page, 'Read as 120,000');
  t.match(page, 'Read as 1,200,000');
  t.notMatch(page, 'Read as 6');
});

t.test('the page with the facts can be left for later, and is where one goes on', async (t) => {
  const { browser, at, openFacts, candidateId } = await welcomed(t);
  await openFacts();
  const later = await browser.submit(at('facts'), { intent: 'later' });
  t.equal(later.headers.location, `${at('facts')}?saved`);
  t.match((await browser.get(`${at('facts')}?saved`)).body, 'You can close this page');
  t.equal((await browser.get(`/interview/${candidateId}`)).headers.location, at('facts'), 'nothing moved on');
});

t.test('whoever saves after a colleague has submitted is led to what was submitted', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const invited = await world.invite(vetting);
  const response = world.sampleResponse('partner');
  await world.takeInterviewUpTo(invited, 'terms', response, vetting);
  const first = world.lastBrowser;
  const colleague = await world.enter(invited.token);
  const at = (step: string): string => `/interview/${invited.candidateId}/${step}`;
  await first.submit(at('terms'), typedValues('terms', response, 'x'));
  t.equal((await first.submit(at('check'), {})).headers.location, at('receipt'));
  const late = await colleague.submit(at('understand'), { who: 'Too late, and kept.' });
  t.equal(late.statusCode, 409);
  t.match(late.body, 'Too late, and kept.');
  t.match(late.body, `<a href="/interview/${invited.candidateId}">To your answers</a>`);
  t.equal((await colleague.get(`/interview/${invited.candidateId}`)).headers.location, at('receipt'));
});
