import t from 'tap';
import { World } from '../support/world.ts';

const WORDS = {
  ja: { sample: 'サンプル', steps: '回答がそろった例' },
  en: { sample: 'Sample', steps: 'example' },
};

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: a first visit offers a finished example, marked as one`, async (t) => {
    const world = await World.open(t);
    const { browser } = await world.owner('first@example.com', locale);
    const empty = (await browser.get('/vettings')).body;
    t.match(empty, WORDS[locale].steps);
    t.match(empty, 'action="/vettings/example"');

    const opened = await browser.submit('/vettings/example', {});
    t.equal(opened.statusCode, 303);
    const at = String(opened.headers.location);
    const overview = (await browser.get(at)).body;
    t.match(overview, WORDS[locale].sample, 'it says on its page that it is a sample');
    const candidates = [...new Set(overview.match(/\/candidates\/[\w-]+\/report/g))];
    t.equal(candidates.length, 4);
    for (const path of ['/comparison', '/decision', `${candidates[0]}`])
      t.match((await browser.get(`${at}${path}`)).body, WORDS[locale].sample, `${path} says so too`);

    t.equal(
      (await browser.submit('/vettings/example', {})).headers.location,
      at,
      'asked again: the same one',
    );
    const list = (await browser.get('/vettings')).body;
    t.notMatch(list, 'action="/vettings/example"', 'it is offered once');
    t.equal(new Set(list.match(/href="\/vettings\/[\w-]{10,}"/g)).size, 1);
    await browser.submit(`${at}/archive`, {});
    t.match((await browser.get('/vettings')).body, 'action="/vettings/example"', 'and again when put away');
  });
}
