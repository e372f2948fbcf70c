import t from 'tap';
import { askQuestions } from '../../src/store/conversation.ts';
import { listInbox, replyTo } from '../../src/store/questions.ts';
import { World } from '../support/world.ts';

t.test('the inbox has the unanswered questions first, each part in the order of asking', async (t) => {
  const world = await World.open(t);
  const { db, clock } = world;
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const other = await world.vetting(owner.id);
  for (const [name, to] of [
    ['One', vetting],
    ['Two', other],
  ] as const) {
    const { candidateId, token } = await world.invite(to, name);
    await world.enter(token);
    for (const text of ['first', 'second', 'third']) {
      clock.now = new Date(clock.now.getTime() + 1000);
      const question = { text: `${name} ${text}`, phase: 'unprompted', topic: 'other', facts: [] } as const;
      await askQuestions(db, candidateId, [{ ...question, facts: [] }], clock.now);
    }
  }
  const texts = async () => (await listInbox(db, vetting)).map(({ text }) => text);
  t.same(await texts(), ['One first', 'One second', 'One third']);
  const [first] = await listInbox(db, vetting);
  const [foreign] = await listInbox(db, other);
  const given = { reply: 'yes', toAll: false, mails: false };
  t.equal(await replyTo(db, vetting, first?.id ?? '', given, clock.now), 'kept');
  t.same(await texts(), ['One second', 'One third', 'One first']);
  t.equal(await replyTo(db, vetting, first?.id ?? '', given, clock.now), 'same', 'the same again');
  const later = { ...given, reply: 'no' };
  t.equal(await replyTo(db, vetting, first?.id ?? '', later, clock.now), 'replied', 'nothing is replaced');
  t.equal(
    await replyTo(db, vetting, foreign?.id ?? '', given, clock.now),
    'unknown',
    'not through another vetting',
  );
  t.equal((await listInbox(db, other))[0]?.reply, null);
});
