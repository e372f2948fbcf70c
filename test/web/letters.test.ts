import t from 'tap';
import type { Criterion } from '../../src/domain/scoring/rubric.ts';
import { submittedIn, submittedWorld } from '../support/submitted.ts';
import { World } from '../support/world.ts';

const unescaped = (html: string): string =>
  html
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
const textIn = (body: string): string =>
  unescaped(/<textarea id="text"[^>]*>([^<]*)</.exec(body)?.[1] ?? '').replace(/^\n/, '');
const mailtoIn = (body: string): URL => new URL(unescaped(/href="(mailto:[^"]*)"/.exec(body)?.[1] ?? ''));

const LEVELS: Record<Criterion, number> = {
  questioning: 2.5,
  business_model: 3,
  unit_economics: 4,
  fit: 1,
  kpi_link: 3.5,
  evaluation_axis: 0,
  partnership: 3,
};

t.test('a letter praises what was strong, the strongest first, and nothing else', async (t) => {
  const { owner, ids, base } = await submittedWorld(t, 'en');
  const at = `${base}/candidates/${ids[1]}`;
  await owner.browser.submit(`${base}/decision`, { chosen: ids[0] ?? '', reason: 'They asked first.' });
  for (const [criterion, level] of Object.entries(LEVELS))
    await owner.browser.submit(`${at}/judgements/${criterion}`, { level: String(level), reason: 'Read.' });
  const text = textIn((await owner.browser.get(`${at}/letter?feedback=yes`)).body);
  // Of the two at level 3 the description of the business weighs more than the stand that was taken.
  t.same(
    text.split('\n').filter((line) => line.startsWith('- ')),
    [
      '- You worked through our figures with care.',
      '- You showed step by step how your work would lead to our goal.',
      '- You described our business in your own words and to the point.',
    ],
  );
  t.notMatch(textIn((await owner.browser.get(`${at}/letter`)).body), '- You', 'only where it is wanted');
});

t.test('the mail program opens with the whole letter, whatever stands in it', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const { candidateId } = await world.invite(vetting, 'Smith & Sons = 100 % + tax #1?');
  await world.db
    .updateTable('candidates')
    .set({ email: 'smith+sons@example.com', decision: 'declined' })
    .execute();
  const path = `/vettings/${vetting.id}/candidates/${candidateId}/letter`;
  const { body } = await owner.browser.get(path);
  const text = textIn(body);
  t.match(text, 'Dear Smith & Sons = 100 % + tax #1?,\n');
  t.match(text, 'Kind regards,');
  const mailto = mailtoIn(body);
  t.equal(decodeURIComponent(mailto.pathname), 'smith+sons@example.com');
  // Mail programs take a plus for a plus, unlike forms.
  const parts = Object.fromEntries(
    mailto.search
      .slice(1)
      .split('&')
      .map((part) => part.split('=').map(decodeURIComponent)),
  );
  t.same(Object.keys(parts), ['subject', 'body']);
  t.match(parts.subject, /: the result of our selection$/);
  t.equal(parts.body, text);
});

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: the letters to the chosen one and to the others go out together, once`, async (t) => {
    const { world, owner, ids, base } = await submittedIn(
      await World.open(t, { mail: { url: 'smtp://localhost:1', from: 'banso@example.com' } }),
      locale,
    );
    const { browser } = owner;
    const [chosen = '', second = '', third = '', fourth = ''] = ids;
    for (const [index, id] of [chosen, second, third].entries())
      await world.db
        .updateTable('candidates')
        .set({ email: `agency${index}@example.com` })
        .where('id', '=', id)
        .execute();
    t.equal((await browser.get(`${base}/letters`)).statusCode, 409, 'not before a decision');
    await world.db.updateTable('vettings').set({ retention_days: 30 }).execute();
    await browser.submit(`${base}/decision`, { chosen, reason: 'They asked first.' });
    const page = unescaped((await browser.get(`${base}/letters?feedback=yes`)).body);
    t.match(page, locale === 'ja' ? /ぜひ貴社にお願いしたく/ : /glad to work with you/);
    t.equal(
      page.split(locale === 'ja' ? 'ほかの会社様にお願いする' : 'work with another agency').length - 1,
      3,
    );
    t.match(page, locale === 'ja' ? /に削除いたします/ : /will be deleted on/);
    t.notMatch(page, /They asked first/, 'the reason stays with the owner');
    t.equal(page.match(/name="send_/g)?.length, 3, 'who has no address cannot be sent to');

    const formOf = (html: string): Record<string, string> =>
      Object.fromEntries(
        [chosen, second, third, fourth].flatMap((id) => [
          [`subject_${id}`, `To ${id}`],
          [`text_${id}`, `Letter to ${id}`],
          ...(html.includes(`name="send_${id}"`) && id !== third ? [[`send_${id}`, 'yes']] : []),
        ]),
      );
    const refused = await browser.submit(`${base}/letters`, { ...formOf(page), [`text_${second}`]: '' });
    t.equal(refused.statusCode, 422);
    t.match(refused.body, `href="#text_${second}"`);
    await browser.submit(`${base}/letters`, formOf(page));
    await browser.submit(`${base}/letters`, formOf(page));
    const sent = await world.db
      .selectFrom('outbox')
      .select(['recipient', 'details'])
      .where('kind', '=', 'letter')
      .orderBy('recipient')
      .execute();
    t.same(
      sent.map(({ recipient, details }) => [recipient, JSON.parse(details).text]),
      [
        ['agency0@example.com', `Letter to ${chosen}`],
        ['agency1@example.com', `Letter to ${second}`],
      ],
      'those that were ticked, once each',
    );
    const after = (await browser.get(`${base}/letters`)).body;
    t.equal(after.match(/name="send_/g)?.length, 1, 'what was sent is marked, and not offered again');
    t.notMatch((await browser.get(base)).body, /told so far|結果の連絡をしました/, 'nothing is sent yet');
    await world.db.updateTable('outbox').set({ state: 'sent' }).where('kind', '=', 'letter').execute();
    t.match(
      (await browser.get(base)).body,
      locale === 'ja' ? '候補4社のうち2社に、結果の連絡をしました。' : 'Candidates told so far: 2 of 4.',
      'the overview counts them',
    );
  });
}

t.test('where nobody was chosen the letter says so', async (t) => {
  const { owner, ids, base } = await submittedWorld(t, 'en');
  await owner.browser.submit(`${base}/decision`, { chosen: 'nobody', reason: 'None understood us.' });
  for (const page of [`${base}/letters`, `${base}/candidates/${ids[0]}/letter`]) {
    const { body } = await owner.browser.get(page);
    t.match(body, 'work with nobody for now');
    t.notMatch(body, 'another agency');
  }
});

t.test('whoever told a candidate otherwise says so, and the overview stops asking', async (t) => {
  const { world, owner, ids, base } = await submittedWorld(t, 'en');
  await owner.browser.submit(`${base}/decision`, { chosen: ids[0] ?? '', reason: 'They asked first.' });
  const text = { [`text_${ids[1]}`]: 'Words of my own.' };
  const told = await owner.browser.submit(`${base}/letters/told`, { ...text, told: ids[1] ?? '' });
  t.match(told.body, 'Noted on 20 November 2026');
  t.match(told.body, 'Words of my own.', 'what was being written stays');
  t.match((await owner.browser.get(base)).body, '1 of 4');
  t.match((await owner.browser.get(`${base}/history`)).body, 'Noted as told');
  await owner.browser.submit(`${base}/letters/told`, { told: ids[1] ?? '' });
  t.match((await owner.browser.get(`${base}/letters`)).body, 'Noted on', 'a double click changes nothing');
  await owner.browser.submit(`${base}/letters/told`, { notTold: ids[1] ?? '' });
  t.notMatch((await owner.browser.get(`${base}/letters`)).body, 'Noted on', 'and takes it back');
  for (const id of ids) await owner.browser.submit(`${base}/letters/told`, { told: id });
  await owner.browser.submit(`${base}/reopening`, {});
  const kept = await world.db.selectFrom('candidates').select('told_at').execute();
  t.ok(
    kept.every(({ told_at }) => told_at === null),
    'of another decision nobody was told',
  );
  for (const wrong of ['', 'nobody', ids[0] ?? ''])
    t.equal((await owner.browser.submit(`${base}/letters/told`, { told: wrong })).statusCode, 404, wrong);
});
