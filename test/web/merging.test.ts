import t from 'tap';
import { welcomed } from '../support/welcomed.ts';

const OPENED = { version: '0', who: '', value: '', delivery: '' };

t.test('two people in different fields of one page both keep theirs', async (t) => {
  const { browser, at, openFacts, token, world } = await welcomed(t);
  await openFacts();
  const colleague = await world.enter(token);
  await colleague.submit(at('understand'), { ...OPENED, who: 'Theirs', intent: 'later' });
  const mine = { ...OPENED, value: 'Mine', page: 'p'.repeat(16), sequence: '1', intent: 'autosave' };
  const merged = (await browser.submit(at('understand'), mine)).json();
  t.match(merged, { outcome: 'saved', version: 2, news: { who: 'Theirs' } }, 'and each hears of the other');
  const { body } = await browser.get(at('understand'));
  t.match(body, />\s*Theirs<\/textarea>/);
  t.match(body, />\s*Mine<\/textarea>/);
});

for (const [choice, result] of [
  ['theirs', 'Theirs'],
  ['mine', 'Mine'],
] as const) {
  t.test(`a field that both changed is asked about, and ${choice} can be taken`, async (t) => {
    const { browser, at, openFacts, token, world } = await welcomed(t);
    await openFacts();
    const colleague = await world.enter(token);
    const rest = { value: 'v', delivery: 'd' };
    await colleague.submit(at('understand'), { ...OPENED, ...rest, who: 'Theirs' });
    const refused = await browser.submit(at('understand'), { ...OPENED, ...rest, who: 'Mine' });
    t.equal(refused.statusCode, 409);
    t.match(refused.body, 'name="keep_who" value="theirs"');
    const version = /name="version" value="(\d+)"/.exec(refused.body)?.[1] ?? '';
    const chosen = { ...rest, who: 'Mine', keep_who: choice, version };
    t.equal((await browser.submit(at('understand'), chosen)).statusCode, 303);
    t.match((await browser.get(at('understand'))).body, new RegExp(`>\\s*${result}</textarea>`));
  });
}

t.test('an older save of a page never replaces a newer one, whichever arrives first', async (t) => {
  const { browser, at, openFacts } = await welcomed(t);
  await openFacts();
  const page = 'q'.repeat(16);
  const save = (who: string, sequence: number, intent = 'autosave') =>
    browser.submit(at('understand'), {
      who,
      value: 'v',
      delivery: 'd',
      version: '0',
      page,
      sequence: String(sequence),
      intent,
    });
  t.match((await save('NEW', 2)).json(), { outcome: 'saved' });
  t.match((await save('OLD', 1)).json(), { outcome: 'superseded', text: /newer version/ });
  t.match((await save('OLD', 2)).json(), { outcome: 'superseded' }, 'nor does the same save twice');
  const { body } = await browser.get(at('understand'));
  t.match(body, 'NEW');
  t.notMatch(body, 'OLD');
  t.match((await save('NEWER', 3)).json(), { outcome: 'saved' });
  t.equal((await save('NEWEST', 4, '')).statusCode, 303);
  t.match((await save('OLD', 3)).json(), { outcome: 'superseded' });
  t.match((await browser.get(at('understand'))).body, 'NEWEST');
});

t.test('saving answers how each quantity was read', async (t) => {
  const { browser, at, openFacts } = await welcomed(t);
  await openFacts();
  const typed = { grossProfitPerCustomer: '24万1,920円', customersNeeded: '20', version: '0' };
  const saved = (await browser.submit(at('numbers'), { ...typed, intent: 'autosave' })).json();
  t.match(saved, { read: { grossProfitPerCustomer: 'Read as 241,920 yen', customersNeeded: '' } });
});

t.test('a button whose save a newer one has overtaken still does what it says', async (t) => {
  const { browser, at, openFacts, world } = await welcomed(t);
  await openFacts();
  const page = 'r'.repeat(16);
  const post = (sequence: number, intent: string, who: string) =>
    browser.submit(at('understand'), {
      who,
      value: 'v',
      delivery: 'd',
      version: '0',
      page,
      sequence: String(sequence),
      intent,
    });
  const step = async (): Promise<string> =>
    (await world.db.selectFrom('interviews').select('step').executeTakeFirstOrThrow()).step;
  await post(9, 'autosave', 'NEW');
  t.equal((await post(3, 'later', 'OLD')).headers.location, `${at('understand')}?saved`, 'later is later');
  t.equal(await step(), 'understand');
  t.equal((await post(3, '', 'OLD')).headers.location, at('numbers'), 'and continue goes on');
  t.equal(await step(), 'numbers', 'in the interview as well');
  t.match((await browser.get(at('understand'))).body, 'NEW');
});
