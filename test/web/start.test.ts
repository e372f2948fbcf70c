import t from 'tap';
import { translator } from '../../src/locales/translator.ts';
import { listCandidates } from '../../src/store/candidates.ts';
import { World } from '../support/world.ts';

for (const locale of ['ja', 'en'] as const) {
  const words = translator(locale);

  t.test(
    `${locale}: before starting, a candidate reads the terms of a fair deal and all questions`,
    async (t) => {
      const world = await World.open(t);
      const { id } = await world.owner('owner@example.com', locale);
      const vetting = await world.vetting(id, locale);
      const { token } = await world.invite(vetting);
      const browser = world.browser(locale);
      const start = (await browser.get(`/i/${token}`)).body;
      for (const key of ['haveTitle', 'have', 'judgedTitle', 'judged', 'asking', 'whoTitle', 'decline'])
        t.match(start, words(`start.${key}`).slice(0, 30), key);
      t.match(start, vetting.brief.kgi?.statement, 'the goal');
      t.match(start, locale === 'ja' ? /所要時間の目安は\d+分/ : /Allow about \d+ minutes/);
      t.match(start, locale === 'ja' ? '回答期限：' : 'Deadline:');
      const questions = (await browser.get(`/i/${token}/questions`)).body;
      for (const field of ['who', 'value', 'delivery', 'challenge', 'judgedBy', 'termsText'])
        t.match(questions, words(`interview.fields.${field}.label`), field);
      t.match(questions, words('interview.numbers.customersNeeded'));
      t.match(questions, words('interview.situations.rival_at_half_price.title'));
      for (const fact of Object.values(vetting.brief.facts)) t.notMatch(questions, fact?.text, 'no fact');
      t.notMatch(questions, '48,000');
      t.notMatch(/<main[\s\S]*<\/main>/.exec(questions)?.[0], /undefined|\{/);
      t.same(await world.db.selectFrom('interviews').select('step').execute(), [], 'reading changes nothing');
    },
  );

  t.test(`${locale}: a candidate declines, the owner reads why, and it can come back`, async (t) => {
    const world = await World.open(t, { mail: { url: 'smtp://localhost:1', from: 'banso@example.com' } });
    const { id, browser: owner } = await world.owner('owner@example.com', locale);
    const vetting = await world.vetting(id, locale);
    const { candidateId, token } = await world.invite(vetting);
    const browser = world.browser(locale);
    const form = (await browser.get(`/i/${token}/decline`)).body;
    t.match(form, words('start.declineReason'));
    const long = 'x'.repeat(501);
    const refused = await browser.submit(`/i/${token}/decline`, { declinedBecause: long });
    t.equal(refused.statusCode, 422);
    t.match(refused.body, long);
    await browser.submit(`/i/${token}/decline`, { declinedBecause: 'No people free until spring <b>' });
    t.match((await browser.get(`/i/${token}`)).body, words('start.declinedTitle'));
    const state = async () => (await listCandidates(world.db, vetting))[0]?.progress;
    t.equal(await state(), 'declined');
    const seen = (await owner.get(`/vettings/${vetting.id}/candidates/${candidateId}`)).body;
    t.match(seen, 'No people free until spring &lt;b&gt;');
    t.match(seen, words('candidates.states.declined'));
    t.notMatch(
      (await owner.get(`/vettings/${vetting.id}/candidates`)).body,
      words('mail.send.reminder'),
      'nobody is reminded who said no',
    );
    const again = await browser.submit(`/i/${token}`, {});
    t.match(again.headers.location, `/interview/${candidateId}`);
    t.equal(await state(), 'opened', 'who starts after all takes part');
    t.notMatch((await browser.get(`/i/${token}`)).body, words('start.declinedTitle'));
  });
}

t.test('what is submitted cannot be declined', async (t) => {
  const world = await World.open(t);
  const { id } = await world.owner();
  const vetting = await world.vetting(id);
  const candidateId = await world.takeInterview(vetting, 'Done', world.sampleResponse('partner'));
  const { issueInvitation } = await import('../../src/store/candidates.ts');
  const { token } = await issueInvitation(world.db, candidateId, world.clock.now);
  const browser = world.browser();
  const refused = await browser.submit(`/i/${token}/decline`, { declinedBecause: 'too late' });
  t.equal(refused.statusCode, 409);
  t.match(refused.body, 'too late');
  t.notMatch((await browser.get(`/i/${token}`)).body, '/decline"');
});
