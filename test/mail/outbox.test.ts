import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { deliverDue, type OutboxParts, startOutbox } from '../../src/mail/outbox.ts';
import { type Delivery, deliveryOf, smtpSender } from '../../src/mail/transport.ts';
import { issueInvitation, setDeclined } from '../../src/store/candidates.ts';
import { listMail, NOTICE_EVENTS, queueMail } from '../../src/store/outbox.ts';
import { claimMail, isStillWanted, settleInterrupted } from '../../src/store/outbox-claims.ts';
import { toVetting } from '../../src/store/vettings.ts';
import { PostOffice } from '../support/post-office.ts';
import { World } from '../support/world.ts';

const FROM = 'Banso <banso@example.com>';

async function posting(t: Test, locale: 'ja' | 'en' = 'en') {
  const office = await PostOffice.open(t);
  const mail = { url: office.url, from: FROM };
  const world = await World.open(t, { mail });
  const owner = await world.owner('owner@example.com', locale);
  const vetting = await world.vetting(owner.id, locale);
  // What the owner is told stands in notices.test.ts.
  await world.db.updateTable('vettings').set({ notices_off: NOTICE_EVENTS.join() }).execute();
  const { config } = world.app.parts;
  const parts: OutboxParts = {
    db: world.app.parts.db,
    config,
    send: smtpSender(mail, config.publicUrl),
    now: () => world.clock.now,
  };
  const page = `/vettings/${vetting.id}/candidates`;
  await owner.browser.submit(page, { name: 'Aoba', email: 'aoba@example.com' });
  const { id: candidateId } = await world.db.selectFrom('candidates').select('id').executeTakeFirstOrThrow();
  const wait = (minutes: number): void => {
    world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000);
  };
  const state = async (): Promise<string[]> => (await listMail(world.db, vetting)).map((each) => each.state);
  return { office, world, owner, vetting, parts, page, candidateId, wait, state };
}

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: an invitation goes out once, with a link that opens the interview`, async (t) => {
    const { office, world, owner, parts, page, candidateId, state } = await posting(t, locale);
    const pressed = await owner.browser.submit(`${page}/${candidateId}/mails`, {});
    t.equal(pressed.headers.location, `${page}?queued`);
    await owner.browser.submit(`${page}/${candidateId}/mails`, {});
    const stored = JSON.stringify(await world.db.selectFrom('outbox').selectAll().execute());
    t.notMatch(stored, '/i/', 'no link waits in the database');
    await deliverDue(parts);
    await deliverDue(parts);
    t.equal(office.letters.length, 1, 'pressed twice, sent once');
    const [letter] = office.letters;
    t.same(letter?.to, ['aoba@example.com']);
    t.match(letter?.subject, locale === 'ja' ? '事前ヒアリングのご案内' : 'Invitation to an interview');
    const link = /\/i\/[\w-]{43}/.exec(letter?.text ?? '')?.[0] ?? '';
    t.equal((await world.browser(locale).get(link)).statusCode, 200, 'the link opens');
    t.same(await state(), ['sent']);
    t.match(
      (await owner.browser.get(page)).body,
      locale === 'ja' ? 'に送信しました' : /[Ss]ent (on )?20 Nov/,
    );
    await owner.browser.submit(`${page}/${candidateId}/mails`, {});
    await deliverDue(parts);
    t.match(office.letters[1]?.subject, locale === 'ja' ? '再送' : 'Reminder', 'the next one is a reminder');
  });

  t.test(
    `${locale}: a reminder leaves whoever is answering alone, and its own link opens the same interview`,
    async (t) => {
      const { office, world, owner, parts, page, candidateId } = await posting(t, locale);
      await owner.browser.submit(`${page}/${candidateId}/mails`, {});
      await deliverDue(parts);
      const linkIn = (text: string | undefined): string => /\/i\/[\w-]{43}/.exec(text ?? '')?.[0] ?? '';
      const answering = world.browser(locale);
      await answering.submit(linkIn(office.letters[0]?.text), {});
      await answering.submit(`/interview/${candidateId}/welcome`, { respondentName: 'Aoi', consent: 'yes' });
      const { expires_at: until } = await world.db
        .selectFrom('invitations')
        .select('expires_at')
        .where('opened_at', 'is not', null)
        .executeTakeFirstOrThrow();
      await owner.browser.submit(`${page}/${candidateId}/mails`, {});
      await deliverDue(parts);
      t.match(office.letters[1]?.subject, locale === 'ja' ? '再送' : 'Reminder');
      t.equal(
        (await answering.get(`/interview/${candidateId}/welcome`)).statusCode,
        200,
        'the interview that is open goes on',
      );
      const other = world.browser(locale);
      await other.submit(linkIn(office.letters[1]?.text), {});
      t.match(
        (await other.get(`/interview/${candidateId}/welcome`)).body,
        'value="Aoi"',
        'the new link leads to what was saved',
      );
      const links = await world.db
        .selectFrom('invitations')
        .select('expires_at')
        .where('revoked_at', 'is', null)
        .execute();
      t.same(new Set(links.map(({ expires_at }) => expires_at)), new Set([until]), 'and lives no longer');
    },
  );

  t.test(`${locale}: a letter of decline arrives as it was edited`, async (t) => {
    const { office, world, owner, parts, page, candidateId } = await posting(t, locale);
    await world.db.updateTable('candidates').set({ decision: 'declined' }).execute();
    const written = {
      subject: locale === 'ja' ? '選定結果のご連絡' : 'Our decision',
      text: locale === 'ja' ? 'あおば 様\n\nありがとうございました。' : 'Dear Aoba,\n\nthank you.',
    };
    await owner.browser.submit(`${page}/${candidateId}/letter`, written);
    await owner.browser.submit(`${page}/${candidateId}/letter`, written);
    await deliverDue(parts);
    await deliverDue(parts);
    t.equal(office.letters.length, 1, 'once');
    t.equal(office.letters[0]?.subject, written.subject);
    t.equal(office.letters[0]?.text.trim().replaceAll('\r\n', '\n'), written.text);
  });

  t.test(`${locale}: the reply to a question goes to the address that the respondent left`, async (t) => {
    const { office, world, owner, vetting, parts } = await posting(t, locale);
    const { candidateId, token } = await world.invite(vetting, 'Midori');
    const browser = await world.enter(token, locale);
    await browser.submit(`/interview/${candidateId}/welcome`, {
      respondentName: 'Mei',
      respondentEmail: 'mei@example.com',
      consent: 'yes',
    });
    const question = locale === 'ja' ? '御社の電話番号を教えてください' : 'What is your telephone number?';
    await browser.submit(`/interview/${candidateId}/ask`, { question, intent: 'ask' });
    const unnamed = await owner.browser.get(`/vettings/${vetting.id}/questions`);
    t.notMatch(unnamed.body, /mei@example\.com|Midori/, 'who asked is not shown before reading');
    const inbox = await owner.browser.get(`/vettings/${vetting.id}/questions?names=shown`);
    t.match(inbox.body, 'mei@example.com');
    t.match(inbox.body, 'Midori');
    const action = /action="([^"]+\/reply)"/.exec(inbox.body)?.[1] ?? '';
    const reply = { reply: 'line one\nline two <b>&amp;' };
    t.equal((await owner.browser.submit(action, reply)).statusCode, 303);
    t.equal((await owner.browser.submit(action, reply)).statusCode, 303, 'a second press does no harm');
    await deliverDue(parts);
    t.equal(office.letters.length, 1);
    t.same(office.letters[0]?.to, ['mei@example.com']);
    t.match(office.letters[0]?.text, 'line two <b>&amp;');
    t.match(office.letters[0]?.text, question);
    t.match((await browser.get(`/interview/${candidateId}/ask`)).body, 'line two');
  });
}

t.test('a server that refuses for now is asked again, later and later, and then given up', async (t) => {
  const { office, world, vetting, parts, candidateId, wait, state } = await posting(t);
  office.manner = 'later';
  await queueMail(
    world.db,
    vetting,
    candidateId,
    'aoba@example.com',
    { kind: 'invitation' },
    world.clock.now,
  );
  await deliverDue(parts);
  t.same(await state(), ['queued']);
  const attempts = async (): Promise<number> =>
    (await world.db.selectFrom('outbox').select('attempts').executeTakeFirstOrThrow()).attempts;
  await deliverDue(parts);
  t.equal(await attempts(), 1, 'not before its time');
  for (const minutes of [1, 5, 30, 120, 360, 720]) {
    wait(minutes - 0.5);
    const before = await attempts();
    await deliverDue(parts);
    t.equal(await attempts(), before, `not before ${minutes} minutes`);
    wait(0.5);
    await deliverDue(parts);
    t.equal(await attempts(), before + 1);
  }
  t.same(await state(), ['failed']);
  t.equal(office.letters.length, 0);
});

t.test('a mail that was refused for a while arrives once, and the link in it works', async (t) => {
  const { office, world, vetting, parts, candidateId, wait } = await posting(t);
  office.manner = 'later';
  await queueMail(
    world.db,
    vetting,
    candidateId,
    'aoba@example.com',
    { kind: 'invitation' },
    world.clock.now,
  );
  await deliverDue(parts);
  office.manner = 'slow';
  wait(1);
  await deliverDue(parts);
  t.equal(office.letters.length, 1);
  const link = /\/i\/[\w-]{43}/.exec(office.letters[0]?.text ?? '')?.[0] ?? '';
  t.equal((await world.browser().get(link)).statusCode, 200);
});

t.test('an unknown mailbox is not asked again, and the owner sees why', async (t) => {
  const { office, owner, world, vetting, parts, page, candidateId, state } = await posting(t);
  office.manner = 'refuse';
  await queueMail(
    world.db,
    vetting,
    candidateId,
    'aoba@example.com',
    { kind: 'invitation' },
    world.clock.now,
  );
  await deliverDue(parts);
  t.same(await state(), ['failed']);
  t.match((await owner.browser.get(page)).body, 'no such mailbox');
});

t.test(
  'a server that dies after it took the letter leaves it uncertain: nothing is sent twice',
  async (t) => {
    const { office, world, vetting, parts, candidateId, wait, state } = await posting(t);
    office.manner = 'die';
    await queueMail(
      world.db,
      vetting,
      candidateId,
      'aoba@example.com',
      { kind: 'invitation' },
      world.clock.now,
    );
    await deliverDue(parts);
    t.same(await state(), ['uncertain']);
    wait(10_000);
    await deliverDue(parts);
    t.same(await state(), ['uncertain']);
  },
);

t.test('a server that cannot be reached is tried again', async (t) => {
  const { office, world, vetting, parts, candidateId, state } = await posting(t);
  await office.close();
  await queueMail(
    world.db,
    vetting,
    candidateId,
    'aoba@example.com',
    { kind: 'invitation' },
    world.clock.now,
  );
  await deliverDue(parts);
  t.same(await state(), ['queued']);
});

t.test(
  'what was being sent when the process ended is uncertain after a restart; what waited goes out',
  async (t) => {
    const { office, world, vetting, parts, candidateId } = await posting(t);
    const never: OutboxParts = { ...parts, send: () => new Promise<Delivery>(() => undefined) };
    await queueMail(
      world.db,
      vetting,
      candidateId,
      'first@example.com',
      { kind: 'invitation' },
      world.clock.now,
    );
    deliverDue(never);
    while (
      (await world.db.selectFrom('outbox').select('state').executeTakeFirstOrThrow()).state !== 'sending'
    )
      await new Promise((resolve) => setTimeout(resolve, 5));
    await queueMail(
      world.db,
      vetting,
      candidateId,
      'second@example.com',
      { kind: 'reminder', until: '2027-01-01T00:00:00.000Z' },
      world.clock.now,
    );
    await settleInterrupted(world.db, world.clock.now, { all: true });
    await deliverDue(parts);
    t.same(
      office.letters.map(({ to }) => to),
      [['second@example.com']],
    );
  },
);

t.test('stopping waits for the mail that is being sent, and keeps that it was sent', async (t) => {
  const { world, vetting, parts, candidateId, state } = await posting(t);
  const details = { kind: 'invitation' } as const;
  await queueMail(world.db, vetting, candidateId, 'aoba@example.com', details, world.clock.now);
  const begun = Promise.withResolvers<void>();
  const delivery = Promise.withResolvers<Delivery>();
  const send = (): Promise<Delivery> => {
    begun.resolve();
    return delivery.promise;
  };
  const stop = await startOutbox({ ...parts, send }, () => t.fail('nothing breaks'));
  await begun.promise;
  const order: string[] = [];
  const stopping = stop().then(() => order.push('stopped'));
  await new Promise((resolve) => setImmediate(resolve));
  order.push('delivered');
  delivery.resolve({ outcome: 'sent' });
  await stopping;
  t.same(order, ['delivered', 'stopped']);
  t.same(await state(), ['sent']);
});

t.test('a subject carries no line break and no turned writing, whatever the owner is called', async (t) => {
  const { office, world, vetting, parts, candidateId } = await posting(t);
  const brief = {
    ...vetting.brief,
    business: { ...vetting.brief.business, name: 'Evil\r\nBcc: all@example.com\u202e' },
  };
  await world.db
    .updateTable('vettings')
    .set({ brief: JSON.stringify(brief) })
    .execute();
  await queueMail(
    world.db,
    vetting,
    candidateId,
    'aoba@example.com',
    { kind: 'invitation' },
    world.clock.now,
  );
  await deliverDue(parts);
  t.equal(office.letters.length, 1);
  t.notMatch(office.letters[0]?.raw.split('\r\n\r\n')[0], /^Bcc:/m);
  t.notMatch(office.letters[0]?.subject, '\u202e');
});

t.test(
  'a mail that waits is taken back with the link, with an answer, and with the end of the vetting',
  async (t) => {
    const waiting = async (act: (made: Awaited<ReturnType<typeof posting>>) => Promise<unknown>) => {
      const made = await posting(t);
      await made.owner.browser.submit(`${made.page}/${made.candidateId}/mails`, {});
      t.same(await made.state(), ['queued']);
      await act(made);
      t.same(await made.state(), []);
      await deliverDue(made.parts);
      t.equal(made.office.letters.length, 0);
      const alive = await made.world.db
        .selectFrom('invitations')
        .select('id')
        .where('revoked_at', 'is', null)
        .execute();
      return alive.length;
    };
    t.equal(
      await waiting(({ owner, page, candidateId }) =>
        owner.browser.submit(`${page}/${candidateId}/revocation`, {}),
      ),
      0,
      'no link comes back',
    );
    await waiting(({ world, candidateId }) => setDeclined(world.db, candidateId, '', world.clock.now));
    await waiting(({ owner, vetting }) => owner.browser.submit(`/vettings/${vetting.id}/closure`, {}));
    await waiting(({ owner, vetting }) =>
      owner.browser.submit(`/vettings/${vetting.id}/decision`, { chosen: 'nobody', reason: 'None fits.' }),
    );
    await waiting(async ({ world, candidateId }) => {
      const { token } = await issueInvitation(world.db, candidateId, world.clock.now);
      const vetting = await world.db.selectFrom('vettings').selectAll().executeTakeFirstOrThrow();
      const response = world.sampleResponse('partner');
      await world.takeInterviewUpTo({ candidateId, token }, 'terms', response, toVetting(vetting));
      await world.lastBrowser.submit(`/interview/${candidateId}/check`, {});
    });
  },
);

t.test('a link that is withdrawn while its mail is on its way is not made anew', async (t) => {
  const { office, owner, world, parts, page, candidateId, state } = await posting(t);
  const revoke = () => owner.browser.submit(`${page}/${candidateId}/revocation`, {});
  await owner.browser.submit(`${page}/${candidateId}/mails`, {});
  const mail = await claimMail(parts.db, world.clock.now);
  await revoke();
  t.notOk(await isStillWanted(parts.db, mail?.id ?? ''));
  await deliverDue(parts);
  t.equal(office.letters.length, 0);

  // While the mail server has it in hand: it leaves, and stands there as sent; its link opens nothing.
  await world.db.deleteFrom('outbox').execute();
  await owner.browser.submit(`${page}/${candidateId}/mails`, {});
  await deliverDue({
    ...parts,
    send: async () => {
      await revoke();
      return { outcome: 'sent' };
    },
  });
  t.same(await state(), ['sent']);
  const alive = await world.db
    .selectFrom('invitations')
    .select('id')
    .where('revoked_at', 'is', null)
    .execute();
  t.same(alive, []);

  // Where the server did not take it, it is gone, and nobody is told of a mail that nobody wants.
  await world.db.deleteFrom('outbox').execute();
  await owner.browser.submit(`${page}/${candidateId}/mails`, {});
  await deliverDue({
    ...parts,
    send: async () => {
      await revoke();
      return { outcome: 'later', error: 'busy' };
    },
  });
  t.same(await state(), []);
  const receipt = {
    kind: 'receipt',
    submittedAt: world.clock.now.toISOString(),
    answers: 'All of it.',
  } as const;
  const vetting = await world.db.selectFrom('vettings').select('id').executeTakeFirstOrThrow();
  await queueMail(world.db, vetting, candidateId, 'a@example.com', receipt, world.clock.now);
  await revoke();
  await deliverDue(parts);
  t.equal(office.letters.length, 0, 'nor does a receipt bring a link back');
});

t.test('a reminder that was held up names the deadline of the day on which it leaves', async (t) => {
  const { office, owner, vetting, parts, page, candidateId, wait } = await posting(t);
  await owner.browser.submit(`${page}/${candidateId}/mails`, {});
  await deliverDue(parts);
  wait(5);
  await owner.browser.submit(`${page}/${candidateId}/mails`, {});
  await owner.browser.submit(`/vettings/${vetting.id}/deadline`, { answersBy: '2027-03-31' });
  await deliverDue(parts);
  const reminder = office.letters.at(-1);
  t.match(reminder?.subject, /[Rr]eminder/);
  t.match(reminder?.text, '31 March 2027');
});

t.test('a mail that cannot be prepared or read keeps no other waiting', async (t) => {
  const { office, owner, world, vetting, parts, page, candidateId, wait, state } = await posting(t);
  await queueMail(world.db, vetting, candidateId, 'a@example.com', { kind: 'invitation' }, world.clock.now);
  await world.db.updateTable('outbox').set({ details: '{"kind":"nothing known"}' }).execute();
  await owner.browser.submit(page, { name: 'Midori', email: 'midori@example.com' });
  const midori = await world.db
    .selectFrom('candidates')
    .select('id')
    .where('name', '=', 'Midori')
    .executeTakeFirstOrThrow();
  const failures: unknown[] = [];
  const deliver = (from: OutboxParts) => deliverDue(from, undefined, (error) => failures.push(error));
  wait(1);
  await owner.browser.submit(`${page}/${midori.id}/mails`, {});
  const config = {
    ...parts.config,
    get publicUrl(): string {
      throw new Error('out of order');
    },
  };
  await deliver({ ...parts, config });
  t.same(await state(), ['failed', 'queued'], 'one is given up, the other waits');
  t.equal(failures.length, 1);
  wait(2);
  await deliver(parts);
  t.same(await state(), ['failed', 'sent']);
  t.same(
    office.letters.map(({ to }) => to),
    [['midori@example.com']],
  );
});

t.test('two windows send one invitation', async (t) => {
  const { office, owner, parts, page, candidateId } = await posting(t);
  await Promise.all(
    ['one', 'two', 'three'].map((_form) => owner.browser.submit(`${page}/${candidateId}/mails`, {})),
  );
  await deliverDue(parts);
  t.equal(office.letters.length, 1);
});

t.test('errors are read by what the server said, or by how far the talk had come', async (t) => {
  t.match(deliveryOf({ message: 'busy', responseCode: 450 }, false), { outcome: 'later' });
  t.match(deliveryOf({ message: 'no', responseCode: 554 }, true), { outcome: 'refused' });
  t.match(deliveryOf({ message: 'reset' }, true), { outcome: 'unknown' });
  t.match(deliveryOf({ message: 'refused' }, false), { outcome: 'later' });
  t.match(deliveryOf('odd', true), { outcome: 'unknown', error: 'odd' });
});

t.test('without a mail server no page offers to send mail', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const vetting = await world.vetting(id);
  const page = `/vettings/${vetting.id}/candidates`;
  t.notMatch((await browser.submit(page, { name: 'Aoba', email: 'aoba@example.com' })).body, 'by e-mail');
  const { id: candidateId } = await world.db.selectFrom('candidates').select('id').executeTakeFirstOrThrow();
  t.equal((await browser.submit(`${page}/${candidateId}/mails`, {})).statusCode, 409);
  t.equal((await world.db.selectFrom('outbox').selectAll().execute()).length, 0);
});

t.test('a mail server that says nothing holds no stop up, and the mail is given back', async (t) => {
  const silent = createServer();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  t.teardown(() => silent.close());
  const held = new Set<Socket>();
  silent.on('connection', (socket) => {
    held.add(socket);
    t.teardown(() => socket.destroy());
  });
  const { world, owner, vetting, parts, page, candidateId, state } = await posting(t);
  await owner.browser.submit(`${page}/${candidateId}/mails`, {});
  const { port } = silent.address() as AddressInfo;
  const send = smtpSender({ url: `smtp://127.0.0.1:${port}`, from: FROM }, parts.config.publicUrl);
  const stop = await startOutbox({ ...parts, send }, (error) => t.fail(String(error)));
  while (held.size === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await stop();
  t.same(await state(), ['queued'], 'nothing was handed over, so nothing is uncertain');
  const row = await world.db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
  t.match(row.last_error, 'stopped before the mail server answered');
  t.equal(row.vetting_id, vetting.id);
});
