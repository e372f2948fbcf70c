import t, { type Test } from 'tap';
import { endOfDay } from '../../src/domain/language/days.ts';
import {
  acceptMemberInvitation,
  findMemberInvitation,
  findRole,
  inviteMember,
  listMemberInvitations,
  listMembers,
  removeMember,
  withdrawMemberInvitation,
} from '../../src/store/members.ts';
import type { Vetting } from '../../src/store/vettings.ts';
import { World } from '../support/world.ts';

async function people(t: Test) {
  const world = await World.open(t);
  const { db, clock } = world;
  const owner = await world.owner();
  const colleague = await world.owner('colleague@example.com');
  const one = await world.vetting(owner.id);
  const other = await world.vetting(owner.id);
  const invite = async (vetting: Vetting, role: 'evaluator' | 'viewer') => {
    const { token } = await inviteMember(db, vetting, { email: 'colleague@example.com', role }, clock.now);
    const invitation = await findMemberInvitation(db, token, clock.now);
    if (!invitation) throw new Error('the invitation was not kept');
    return { token, invitation };
  };
  const roleIn = async (vettingId: string) => (await findRole(db, colleague.id, vettingId))?.role ?? null;
  return { world, db, clock, owner, colleague, one, other, invite, roleIn };
}

t.test('an invitation is accepted once, and by nobody else after', async (t) => {
  const { db, clock, colleague, owner, one, invite, roleIn, world } = await people(t);
  const { invitation } = await invite(one, 'viewer');
  t.equal(await acceptMemberInvitation(db, invitation, owner.id, clock.now), false, 'the owner is no member');
  t.same(await listMembers(db, one.id), []);
  t.equal(await acceptMemberInvitation(db, invitation, colleague.id, clock.now), true);
  t.equal(await roleIn(one.id), 'viewer');
  const third = await world.owner('third@example.com');
  t.equal(await acceptMemberInvitation(db, invitation, third.id, clock.now), false);
  t.same(
    (await listMembers(db, one.id)).map(({ email }) => email),
    ['colleague@example.com'],
  );
});

t.test('a role follows the last invitation that was accepted', async (t) => {
  const { db, clock, colleague, one, invite, roleIn } = await people(t);
  await acceptMemberInvitation(db, (await invite(one, 'viewer')).invitation, colleague.id, clock.now);
  await acceptMemberInvitation(db, (await invite(one, 'evaluator')).invitation, colleague.id, clock.now);
  t.equal(await roleIn(one.id), 'evaluator');
});

t.test('who leaves one vetting stays in the others', async (t) => {
  const { db, clock, colleague, one, other, invite, roleIn } = await people(t);
  for (const vetting of [one, other])
    await acceptMemberInvitation(db, (await invite(vetting, 'viewer')).invitation, colleague.id, clock.now);
  t.equal(await removeMember(db, one.id, colleague.id, clock.now), true);
  t.equal(await removeMember(db, one.id, colleague.id, clock.now), false, 'not twice');
  t.equal(await roleIn(one.id), null);
  t.equal(await roleIn(other.id), 'viewer');
});

t.test(
  'an invitation ends after fourteen days, when it is withdrawn, and when another takes its place',
  async (t) => {
    const { db, clock, one, other, invite } = await people(t);
    const { token } = await invite(one, 'viewer');
    const isValid = async (of: string, now = clock.now) => (await findMemberInvitation(db, of, now))?.isValid;
    const last = endOfDay(clock.now, 14, one.brief.timeZone);
    const next = new Date(last.getTime() + 1);
    t.equal(await isValid(token, new Date(last.getTime() - 1)), true);
    t.equal(await isValid(token, next), false);
    t.same(await listMemberInvitations(db, one.id, next), []);
    const again = await invite(one, 'evaluator');
    t.equal(await isValid(token), false, 'replaced');
    const elsewhere = await invite(other, 'viewer');
    t.equal(await isValid(again.token), true, 'an invitation to another vetting replaces nothing');
    t.equal(
      await withdrawMemberInvitation(db, other.id, again.invitation.id, clock.now),
      false,
      "not by another's page",
    );
    t.equal(await withdrawMemberInvitation(db, one.id, again.invitation.id, clock.now), true);
    t.equal(await isValid(again.token), false);
    t.equal(await isValid(elsewhere.token), true);
  },
);
