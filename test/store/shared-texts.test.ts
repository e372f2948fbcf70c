import t from 'tap';
import { addSubmitted } from '../../bench/compare.ts';
import { findShared } from '../../src/domain/scoring/flags.ts';
import { SAMPLES } from '../../src/samples/sample.ts';
import { removeCandidate } from '../../src/store/removal.ts';
import { withdrawSubmission } from '../../src/store/revisions.ts';
import { compareTexts, sharedAnswers } from '../../src/store/shared-texts.ts';
import { listSubmissions } from '../../src/store/submissions.ts';
import { World } from '../support/world.ts';

t.test(
  'what is kept of shared texts is what going through all responses finds, at every moment',
  async (t) => {
    const world = await World.open(t);
    const { id } = await world.owner();
    const vetting = await world.vetting(id);
    const { db, clock } = world;
    await addSubmitted(db, vetting, 9, clock.now);
    const check = async (when: string): Promise<number> => {
      const all = await listSubmissions(db, vetting);
      let found = 0;
      for (const own of all) {
        const others = all.filter(({ candidateId }) => candidateId !== own.candidateId);
        const wanted = findShared(
          own.brief,
          own.response,
          others.map(({ response }) => response),
        );
        const most = new Map<string, number>();
        for (const { answer, share } of await sharedAnswers(db, vetting, own))
          most.set(answer, Math.max(share, most.get(answer) ?? 0));
        t.same(
          [...most].sort(),
          wanted.map(({ answer, share }) => [answer, share]).sort(),
          `${when}: ${own.candidateId}`,
        );
        found += wanted.length;
      }
      return found;
    };
    t.ok((await check('none compared')) > 5);
    t.equal(await compareTexts(db), 9);
    t.equal(await compareTexts(db), 0);
    const kept = await db.selectFrom('shared_texts').selectAll().execute();
    t.ok(kept.length > 5);
    t.ok((await check('all compared')) > 5);

    const [first = '', second = '', third = ''] = (await listSubmissions(db, vetting)).map(
      ({ candidateId }) => candidateId,
    );
    await withdrawSubmission(db, first, clock.now);
    await check('one taken back');
    await removeCandidate(db, vetting, second, 'owner@example.com', clock.now);
    await check('one removed');
    await db
      .updateTable('interviews')
      .set({
        submitted_at: '2026-11-21T00:00:00.000Z',
        submitted_response: JSON.stringify({
          locale: 'ja',
          understand: { who: 'まったく別の文章に書き直しました。' },
        }),
      })
      .where('candidate_id', '=', third)
      .execute();
    await check('one replaced, and not compared yet');
    t.equal(await compareTexts(db), 1);
    await check('the new version compared');
    await addSubmitted(db, vetting, 2, new Date(clock.now.getTime() + 1000), 9);
    await check('two more');
    await Promise.all([
      compareTexts(db),
      removeCandidate(db, vetting, third, 'owner@example.com', clock.now),
    ]);
    await compareTexts(db);
    await check('removed while it was compared');
  },
);

t.test('a version that was replaced shares nothing any more, before and after it is compared', async (t) => {
  const world = await World.open(t);
  const { id } = await world.owner();
  const vetting = await world.vetting(id);
  const { db, clock } = world;
  // The numbers differ, the sample is the same.
  await addSubmitted(db, vetting, 1, clock.now);
  await addSubmitted(db, vetting, 1, clock.now, SAMPLES.length);
  await compareTexts(db);
  const [one, two] = await listSubmissions(db, vetting);
  if (!one || !two) throw new Error('two have submitted');
  t.ok((await sharedAnswers(db, vetting, one)).length > 0);
  await db
    .updateTable('interviews')
    .set({
      submitted_at: '2026-11-21T00:00:00.000Z',
      submitted_response: JSON.stringify({ locale: 'ja', understand: { who: '書き直しました。' } }),
    })
    .where('candidate_id', '=', two.candidateId)
    .execute();
  t.same(await sharedAnswers(db, vetting, one), []);
  await compareTexts(db);
  t.same(await sharedAnswers(db, vetting, one), []);
  t.same(await db.selectFrom('shared_texts').selectAll().execute(), []);
});

t.test('a response is compared after it was submitted, and nobody waits for it', async (t) => {
  const world = await World.open(t);
  const { id } = await world.owner();
  const vetting = await world.vetting(id);
  const response = world.sampleResponse('partner');
  await world.takeInterview(vetting, 'Northside', response);
  const second = await world.takeInterview(vetting, 'Southside', response);
  for (let tries = 0; tries < 100; tries += 1) {
    const left = await world.db
      .selectFrom('interviews')
      .selectAll()
      .where('compared_at', 'is', null)
      .execute();
    if (left.length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const rows = await world.db.selectFrom('shared_texts').selectAll().execute();
  t.ok(rows.some(({ candidate_id }) => candidate_id === second));
  t.ok(rows.every(({ share }) => share > 0.6 && share <= 1));
});
