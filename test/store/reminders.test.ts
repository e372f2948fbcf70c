import t, { type Test } from 'tap';
import { addCandidate, addInvitation, revokeInvitations } from '../../src/store/candidates.ts';
import { queueDueReminders } from '../../src/store/reminders.ts';
import type { Vetting } from '../../src/store/vettings.ts';
import { World } from '../support/world.ts';

const DAY = 86_400_000;

/** A vetting that reminds, with one candidate whose link ends after so many days. */
async function invited(t: Test, { days = 2, email = 'agency@example.com' as string | null } = {}) {
  const world = await World.open(t);
  const { db, clock } = world;
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  await db.updateTable('vettings').set({ reminds: 1 }).execute();
  const add = async (to: Vetting, name: string) => {
    const id = (await addCandidate(db, to, name, email, clock.now)) ?? '';
    const ends = new Date(clock.now.getTime() + days * DAY).toISOString();
    return { id, token: await addInvitation(db, id, ends, clock.now) };
  };
  const { id, token } = await add(vetting, 'Agency');
  const due = (): Promise<number> => queueDueReminders(db, clock.now);
  const queued = () =>
    db.selectFrom('outbox').select(['candidate_id', 'kind', 'recipient', 'details']).execute();
  return { world, db, clock, owner, vetting, id, token, add, due, queued };
}

t.test('a candidate is reminded once, in the last three days of the link', async (t) => {
  const { due, queued, id, clock } = await invited(t, { days: 4 });
  t.equal(await due(), 0, 'four days before the end');
  clock.now = new Date(clock.now.getTime() + DAY - 1000);
  t.equal(await due(), 0, 'a second too early');
  clock.now = new Date(clock.now.getTime() + 1000);
  t.equal(await due(), 1, 'exactly three days before');
  t.equal(await due(), 0, 'not twice');
  const [mail, ...more] = await queued();
  t.same(more, []);
  t.match(mail, { candidate_id: id, kind: 'reminder', recipient: 'agency@example.com' });
  t.same(JSON.parse(mail?.details ?? ''), { kind: 'reminder' });
});

t.test('nobody is reminded of a link that has ended or was revoked', async (t) => {
  const { due, db, clock, id } = await invited(t);
  await revokeInvitations(db, id, clock.now);
  t.equal(await due(), 0, 'revoked');
  const ended = await invited(t);
  ended.clock.now = new Date(ended.clock.now.getTime() + 2 * DAY);
  t.equal(await ended.due(), 0, 'ended this very moment');
});

t.test(
  'nobody is reminded after submitting, without an address, or where the owner does not want it',
  async (t) => {
    const submitted = await invited(t);
    await submitted.world.enter(submitted.token);
    await submitted.db
      .updateTable('interviews')
      .set({ submitted_at: submitted.clock.now.toISOString() })
      .execute();
    t.equal(await submitted.due(), 0, 'submitted');
    t.equal(await (await invited(t, { email: null })).due(), 0, 'no address');
    const unwanted = await invited(t);
    await unwanted.db.updateTable('vettings').set({ reminds: 0 }).execute();
    t.equal(await unwanted.due(), 0, 'switched off');
    for (const state of ['draft', 'closed', 'decided']) {
      const over = await invited(t);
      await over.db.updateTable('vettings').set({ state }).execute();
      t.equal(await over.due(), 0, state);
    }
  },
);

t.test('a reminder stands in the history of its own vetting', async (t) => {
  const { due, db, vetting, id } = await invited(t);
  await due();
  const line = await db
    .selectFrom('history')
    .selectAll()
    .where('act', '=', 'mail_queued')
    .executeTakeFirstOrThrow();
  t.match(line, { vetting_id: vetting.id, person: 'Banso' });
  t.same(JSON.parse(line.details), { candidateId: id, candidate: 'Agency', kind: 'reminder' });
});
