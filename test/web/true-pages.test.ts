import t from 'tap';
import { isLocal, readConfig } from '../../src/config.ts';
import { BRIEF_PAGES } from '../../src/domain/brief/brief.ts';
import { briefFields, pageValues } from '../../src/domain/brief/brief-form.ts';
import { templateDraft } from '../../src/locales/templates/templates.ts';
import { translator } from '../../src/locales/translator.ts';
import { World } from '../support/world.ts';

t.setTimeout(180_000);

const readable = (body: string): string =>
  body.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');

t.test('the public address is an origin and nothing more', async (t) => {
  for (const [typed, origin] of [
    ['https://banso.example.com', 'https://banso.example.com'],
    ['https://banso.example.com/', 'https://banso.example.com'],
    ['http://192.168.1.20:3000', 'http://192.168.1.20:3000'],
    ['http://nas', 'http://nas'],
    ['http://nas:8080/', 'http://nas:8080'],
    ['http://[fd00::1]:3000', 'http://[fd00::1]:3000'],
    ['https://例え.テスト', 'https://xn--r8jz45g.xn--zckzah'],
  ] as const)
    t.equal(readConfig({ PUBLIC_URL: typed }).publicUrl, origin, typed);
  for (const typed of [
    'banso.example.com',
    'ftp://banso.example.com',
    'javascript:alert(1)',
    'https://banso.example.com/path',
    'https://banso.example.com/?',
    'https://banso.example.com/?a=b',
    'https://banso.example.com/#',
    'https://user@banso.example.com',
    'https://user:word@banso.example.com',
  ])
    t.throws(
      () => readConfig({ PUBLIC_URL: typed }),
      /PUBLIC_URL: expected the address that people type/,
      typed,
    );
  for (const local of [
    'http://localhost:3000',
    'http://127.0.0.1',
    'http://[::1]:3000',
    'http://banso.localhost',
  ])
    t.ok(isLocal(local), local);
  for (const other of ['http://192.168.1.20', 'http://nas', 'https://localhost.example.com'])
    t.notOk(isLocal(other), other);
});

for (const locale of ['ja', 'en'] as const) {
  const words = translator(locale);

  t.test(`${locale}: every page with a link says when the link opens on this computer only`, async (t) => {
    for (const [publicUrl, isTold] of [
      ['http://localhost:3000', true],
      ['http://192.168.1.20:3000', false],
    ] as const) {
      const world = await World.open(t, { publicUrl });
      const { id, browser } = await world.owner('owner@example.com', locale);
      const vetting = await world.vetting(id, locale);
      const { candidateId } = await world.invite(vetting);
      const base = `/vettings/${vetting.id}`;
      const candidates = `${base}/candidates`;
      for (const [path, fields] of [
        [candidates, { name: 'Aoba', email: 'aoba@example.jp' }],
        [`${candidates}/${candidateId}/invitations`, {}],
        [`${candidates}/import`, { list: 'Midori,midori@example.jp', intent: 'add' }],
        [`${base}/members`, { email: 'eva@example.com', role: 'viewer' }],
      ] as const) {
        const { body } = await browser.submit(path, fields);
        t.match(body, `${publicUrl}/`, `${path} shows a link`);
        t.equal(readable(body).includes(words('links.localOnly')), isTold, `${path}, ${publicUrl}`);
        t.equal(
          /href="mailto:|line\.me/.test(body),
          !isTold,
          'and offers a letter only where it can be opened',
        );
      }
    }
  });

  t.test(`${locale}: nothing is sent to candidates while an example is left`, async (t) => {
    const world = await World.open(t, { mail: { url: 'smtp://localhost:1', from: 'banso@example.com' } });
    const { id, browser } = await world.owner('owner@example.com', locale);
    const vetting = await world.vetting(id, locale);
    const { candidateId } = await world.invite(vetting);
    const set = (pages: readonly string[]) =>
      world.db
        .updateTable('vettings')
        .set({ sample_pages: JSON.stringify(pages) })
        .where('id', '=', vetting.id)
        .execute();
    await world.db.updateTable('candidates').set({ email: 'aoba@example.jp' }).execute();
    await set(['value']);
    const candidates = `/vettings/${vetting.id}/candidates`;
    const links = () => world.db.selectFrom('invitations').select('id').execute();
    const before = (await links()).length;
    for (const [path, fields] of [
      [candidates, { name: 'Aoba' }],
      [`${candidates}/import`, { list: 'Midori', intent: 'add' }],
      [`${candidates}/${candidateId}/invitations`, {}],
      [`${candidates}/${candidateId}/mails`, {}],
    ] as const) {
      const refused = await browser.submit(path, fields);
      t.equal(refused.statusCode, 409, path);
      t.match(refused.body, words('errors.page.stillExample.title'));
    }
    t.equal((await links()).length, before, 'no link was made');
    t.same(await world.db.selectFrom('outbox').select('id').execute(), [], 'and no mail');
    const told = words('brief.stillExample', { pages: words('brief.pages.value') });
    for (const path of [candidates, `/vettings/${vetting.id}/brief`])
      t.match(readable((await browser.get(path)).body), told, path);
    const example = pageValues(templateDraft('b2b_manufacturer', locale).draft, 'value');
    const page = `/vettings/${vetting.id}/brief/value`;
    t.equal((await browser.submit(page, { ...example })).statusCode, 422, 'the example stays one');
    t.equal((await browser.submit(page, { text: `${example.text} 1` })).statusCode, 303);
    t.equal((await browser.submit(candidates, { name: 'Aoba' })).statusCode, 200);
  });

  t.test(`${locale}: every page of the brief says who will see what is written there`, async (t) => {
    const world = await World.open(t);
    const { id, browser } = await world.owner('owner@example.com', locale);
    const vetting = await world.vetting(id, locale);
    for (const page of BRIEF_PAGES) {
      const body = readable((await browser.get(`/vettings/${vetting.id}/brief/${page}`)).body);
      const fields = briefFields(page, vetting.brief);
      for (const { name, seenBy } of fields) {
        if (!seenBy || seenBy === 'whenUnfit') continue;
        const hint = new RegExp(`id="${name}-hint">([^<]*)`).exec(body)?.[1] ?? '';
        t.ok(hint.includes(words(`visibility.${seenBy}`)), `${page}: ${name}`);
      }
      const texts = fields.filter(({ kind }) => kind === 'longtext');
      t.ok(
        texts.every(({ seenBy }) => seenBy),
        `${page}: no text without a reader`,
      );
      if (fields.some(({ kind }) => kind === 'quantity')) t.match(body, words('visibility.figures'));
      if (fields.some(({ seenBy }) => seenBy === 'whenUnfit')) t.match(body, words('visibility.whenUnfit'));
    }
  });
}
