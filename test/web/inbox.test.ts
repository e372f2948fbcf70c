import t from 'tap';
import { findVetting } from '../../src/store/vettings.ts';
import { World } from '../support/world.ts';

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: a reply can be kept as a fact of the brief; what many asked is counted`, async (t) => {
    const world = await World.open(t);
    const owner = await world.owner('owner@example.com', locale);
    const vetting = await world.vetting(owner.id, locale);
    const ask = locale === 'ja' ? 'フォントの指定はありますか' : 'Which font does the site use?';
    const askers = [];
    for (const name of ['First', 'Second']) {
      const { candidateId, token } = await world.invite(vetting, name);
      const browser = await world.enter(token, locale);
      await browser.submit(`/interview/${candidateId}/welcome`, { respondentName: 'Aoi', consent: 'yes' });
      await browser.submit(`/interview/${candidateId}/ask`, { question: ask, intent: 'ask' });
      askers.push({ candidateId, browser });
    }
    const path = `/vettings/${vetting.id}/questions`;
    const inbox = (await owner.browser.get(path)).body;
    t.match(inbox, locale === 'ja' ? /2社からご質問がありました/ : /2 candidates asked about this subject/);
    const [first, second] = await world.db
      .selectFrom('asked_questions')
      .select('id')
      .orderBy('asked_at')
      .execute();
    const words = 'Noto Sans, chosen by the founder';
    const refused = await owner.browser.submit(`${path}/${first?.id}/reply`, {
      reply: 'x'.repeat(1990),
      keep: 'yes',
      keepTopic: 'current_state',
    });
    t.equal(refused.statusCode, 422);
    t.match(refused.body, 'x'.repeat(1990), 'what was typed is kept');
    t.match(refused.body, locale === 'ja' ? /長くなりすぎます/ : /would become too long/);
    await owner.browser.submit(`${path}/${first?.id}/reply`, {
      reply: words,
      keep: 'yes',
      keepTopic: 'current_state',
      toAll: 'yes',
    });
    const kept = await findVetting(world.db, owner.id, vetting.id);
    t.match(kept?.brief.facts.current_state?.text, words);
    t.match(
      kept?.brief.facts.current_state?.text,
      vetting.brief.facts.current_state?.text ?? 'none',
      'what stood there stays',
    );
    await owner.browser.submit(`${path}/${second?.id}/reply`, { reply: 'the same' });
    t.same(
      (
        await world.db
          .selectFrom('history')
          .select('act')
          .where('act', 'in', ['question_answered', 'brief_changed'])
          .orderBy('position')
          .execute()
      ).map(({ act }) => act),
      ['brief_changed', 'question_answered', 'question_answered'],
    );
    const shown = await askers[1]?.browser.get(`/interview/${askers[1].candidateId}/ask`);
    t.match(shown?.body, words, 'a reply to all appears for everybody');
    t.notMatch(shown?.body, 'First', 'without saying who asked');
  });
}
