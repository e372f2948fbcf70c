import t from 'tap';
import { CURRENCIES, LOCALES } from '../../src/domain/brief/brief.ts';
import { placeOf } from '../../src/locales/templates/place.ts';
import { TEMPLATES, templateDraft } from '../../src/locales/templates/templates.ts';
import { findVetting } from '../../src/store/vettings.ts';
import { World } from '../support/world.ts';

const MONEY_WORDS = {
  ja: { JPY: '円', USD: 'ドル', EUR: 'ユーロ', GBP: 'ポンド' },
  en: { JPY: ' yen', USD: ' dollars', EUR: ' euros', GBP: ' pounds' },
};

t.test('every template speaks of the currency that was chosen, and of no other', async (t) => {
  for (const locale of LOCALES)
    for (const currency of CURRENCIES)
      for (const template of TEMPLATES) {
        const { draft } = templateDraft(template, locale, { currency, timeZone: 'UTC' });
        const all = JSON.stringify(draft);
        t.equal(draft.currency, currency);
        t.notMatch(all, /\{\d/, `${locale} ${currency} ${template}: no placeholder is left`);
        for (const other of CURRENCIES)
          t.equal(all.includes(MONEY_WORDS[locale][other]), other === currency, `${template} ${other}`);
      }
  const inn = templateDraft('inn', 'en', { currency: 'USD', timeZone: 'UTC' }).draft;
  t.equal(
    inn.kgi?.statement,
    'Raise yearly revenue from 900,000 to 1.1 million dollars with more weekday stays',
  );
  t.match(inn.kgi, { current: 900_000, target: 1_100_000 });
  t.equal(inn.facts.unit_price?.averageOrderValue, 640);
  const shop = templateDraft('regional_food', 'en').draft;
  t.equal(shop.kgi?.statement, "Raise the online shop's yearly gross profit from 6 to 9 million yen");
  t.equal(templateDraft('local_shop', 'en', { currency: 'EUR', timeZone: 'UTC' }).draft.kgi?.target, 1100);
});

t.test('a browser speaks for a place where it names a region, or is in Japanese', async (t) => {
  for (const [header, currency, timeZone] of [
    ['ja', 'JPY', 'Asia/Tokyo'],
    ['ja,en-US;q=0.8', 'JPY', 'Asia/Tokyo'],
    ['en-GB,en;q=0.9', 'GBP', 'Europe/London'],
    ['en-US,en;q=0.9,ja;q=0.8', 'USD', 'America/New_York'],
    ['de-DE,de;q=0.9', 'EUR', 'Europe/Berlin'],
    ['en,ja;q=0.5', 'JPY', 'Asia/Tokyo'],
  ] as const)
    t.strictSame(placeOf(header), { currency, timeZone }, header);
  t.equal(placeOf('en'), null);
  t.equal(placeOf(''), null);
  t.equal(placeOf('*;q=zz-ZZ'), null);
});

t.test('the place is asked when a vetting starts', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const cookie = [...owner.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const british = await world.app.inject({
    url: '/vettings/new',
    headers: { cookie, 'accept-language': 'en-GB' },
  });
  t.match(british.body, /value="GBP" selected/);
  t.match(british.body, /value="Europe\/London" selected/);
  const form = { template: 'regional_food', locale: 'en' };
  const refused = await owner.browser.submit('/vettings', { ...form, currency: 'GBP' });
  t.equal(refused.statusCode, 422);
  t.match(refused.body, /value="regional_food"[^>]*(checked|selected)/);
  t.match(refused.body, /value="GBP" selected/);
  t.equal(
    (await owner.browser.submit('/vettings', { ...form, currency: 'XXX', timeZone: 'UTC' })).statusCode,
    422,
  );
  const made = await owner.browser.submit('/vettings', {
    ...form,
    currency: 'GBP',
    timeZone: 'Europe/London',
  });
  t.equal(made.statusCode, 303);
  const id = String(made.headers.location).split('/')[2] ?? '';
  const vetting = await findVetting(world.db, owner.id, id);
  t.match(vetting?.brief, { currency: 'GBP', timeZone: 'Europe/London' });
  t.match((await owner.browser.get(`/vettings/${id}/brief/unit_price`)).body, /68 pounds/);
});
