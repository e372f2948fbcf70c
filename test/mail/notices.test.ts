import t, { type Test } from 'tap';
import { keepHouse } from '../../src/housekeeping.ts';
import { deliverDue, type OutboxParts } from '../../src/mail/outbox.ts';
import { smtpSender } from '../../src/mail/transport.ts';
import { NOTICE_EVENTS, type NoticeEvent } from '../../src/store/outbox.ts';
import { PostOffice } from '../support/post-office.ts';
import { PASSWORD, type TestBrowser, World } from '../support/world.ts';

const FROM = 'Banso <banso@example.com>';
const HOUR_MS = 3_600_000;

/** A vetting whose owner is told by mail, with one candidate that is answering. */
async function told(t: Test, locale: 'ja' | 'en') {
  const office = await PostOffice.open(t);
  const mail = { url: office.url, from: FROM };
  const world = await World.open(t, { mail });
  const owner = await world.owner('owner@example.com', locale);
  const vetting = await world.vetting(owner.id, locale);
  const { config } = world.app.parts;
  const parts: OutboxParts = {
    db: world.app.parts.db,
    config,
    send: smtpSender(mail, config.publicUrl),
    now: () => world.clock.now,
  };
  const base = `/vettings/${vetting.id}`;
  const deliver = async () => {
    await deliverDue(parts);
    return office.letters.splice(0);
  };
  return { office, world, owner, vetting, base, config, deliver };
}

type Told = Awaited<ReturnType<typeof told>>;

async function answering({ world, vetting }: Told, locale: 'ja' | 'en') {
  const { candidateId, token } = await world.invite(vetting, 'Agency Aoba');
  await world.db
    .updateTable('candidates')
    .set({ email: 'aoba@example.com' })
    .where('id', '=', candidateId)
    .execute();
  const candidate = await world.enter(token, locale);
  await candidate.submit(`/interview/${candidateId}/welcome`, { respondentName: 'Aoi', consent: 'yes' });
  return { candidateId, token, candidate };
}

/** Brings each event about, in a world of its own. */
const EVENTS: Record<NoticeEvent, (told: Told, locale: 'ja' | 'en') => Promise<unknown>> = {
  submitted: async ({ world, vetting }, locale) => submitThrough(world, vetting, locale),
  question: async (all, locale) => {
    const { candidate, candidateId } = await answering(all, locale);
    const question = locale === 'ja' ? '駐車場は何台ありますか' : 'How many parking spaces are there?';
    await candidate.submit(`/interview/${candidateId}/ask`, { question, intent: 'ask' });
  },
  declined: async (all, locale) => {
    const { token, candidate } = await answering(all, locale);
    await candidate.submit(`/i/${token}/decline`, { reason: 'No time <this> year' });
  },
  further_answered: async (all, locale) => {
    const { world, vetting, owner, base } = all;
    const { candidate, candidateId } = await submitThrough(world, vetting, locale);
    await all.deliver();
    await owner.browser.submit(`${base}/candidates/${candidateId}/further`, {
      question_0: 'Who does the work?',
      answersBy: '2026-12-10',
    });
    const page = (await candidate.get(`/interview/${candidateId}/further`)).body;
    const name = /name="(further_[^"]+)"/.exec(page)?.[1] ?? '';
    await candidate.submit(`/interview/${candidateId}/further`, { [name]: 'Two people.' });
  },
  mail_failed: async ({ office, owner, base, world, deliver }) => {
    await owner.browser.submit(`${base}/candidates`, { name: 'Agency Aoba', email: 'aoba@example.com' });
    const { id } = await world.db.selectFrom('candidates').select('id').executeTakeFirstOrThrow();
    await owner.browser.submit(`${base}/candidates/${id}/mails`, {});
    office.manner = 'refuse';
    // The notice is written while the letter is refused, and has to come through afterwards.
    const send = deliver();
    await send;
    office.manner = 'accept';
    await world.db
      .updateTable('outbox')
      .set({ state: 'queued', next_attempt_at: '2026-01-01' })
      .where('kind', '=', 'notice')
      .execute();
  },
  deadline_passed: async ({ world, vetting, owner, base }) => {
    await world.invite(vetting, 'Agency Aoba');
    await owner.browser.submit(`${base}/deadline`, { answersBy: '2026-11-25' });
    world.clock.now = new Date(Date.parse('2026-11-25T16:00:00Z'));
    const house = { db: world.app.parts.db, sendsMail: true, now: () => world.clock.now };
    await keepHouse(house);
    await keepHouse(house);
    world.clock.now = new Date(world.clock.now.getTime() + HOUR_MS);
    await keepHouse(house);
  },
  reading_ended: async (all, locale) => {
    const { world, vetting, owner, base } = all;
    await world.takeInterview(vetting, 'Agency Aoba', world.sampleResponse('partner', locale));
    await all.deliver();
    const readers: TestBrowser[] = [];
    for (const email of ['eva@example.com', 'ben@example.com']) {
      const invited = (await owner.browser.submit(`${base}/members`, { email, role: 'evaluator' })).body;
      const browser = world.browser(locale);
      await browser.submit(/value="[^"]*(\/join\/[\w-]+)"/.exec(invited)?.[1] ?? '', { password: PASSWORD });
      readers.push(browser);
    }
    for (const reader of readers) await reader.submit(`${base}/reading/end`, {});
  },
};

async function submitThrough(world: World, vetting: Told['vetting'], locale: 'ja' | 'en') {
  const { typedValues } = await import('../../src/samples/sample-interview.ts');
  const { ANSWER_STEPS } = await import('../../src/domain/interview/steps.ts');
  const { candidateId, token } = await world.invite(vetting, 'Agency Aoba');
  await world.db
    .updateTable('candidates')
    .set({ email: 'aoba@example.com' })
    .where('id', '=', candidateId)
    .execute();
  const candidate = await world.enter(token, locale);
  const response = world.sampleResponse('partner', locale);
  const at = (step: string): string => `/interview/${candidateId}/${step}`;
  for (const step of ANSWER_STEPS) {
    await candidate.submit(at(step), typedValues(step, response, 'Aoi'));
    if (step === 'welcome')
      for (let press = 0; press < 2; press += 1) await candidate.submit(at('ask'), { intent: 'continue' });
  }
  await candidate.submit(at('check'), {});
  return { candidate, candidateId };
}

for (const locale of ['ja', 'en'] as const) {
  for (const event of NOTICE_EVENTS) {
    t.test(
      `${locale}: the owner is told once of “${event}”, and an answer reaches the right person`,
      async (t) => {
        const all = await told(t, locale);
        await EVENTS[event](all, locale);
        const letters = (await all.deliver()).filter(({ to }) => to.includes('owner@example.com'));
        t.equal(letters.length, 1, `one mail: ${letters.map(({ subject }) => subject)}`);
        const [letter] = letters;
        t.match(letter?.text, `${all.config.publicUrl}${all.base}`, 'with the way there');
        t.notMatch(letter?.text, /\{\w+\}|undefined|NaN/, 'no word is left open');
        t.notMatch(letter?.subject, /\{\w+\}|undefined/);
        t.notMatch(letter?.text, /1,?200,?000|180,?000/, 'and no price');
        const isAboutCandidate = !['deadline_passed', 'reading_ended', 'question'].includes(event);
        const replyTo = /^Reply-To: .*$/im.exec(letter?.raw ?? '')?.[0];
        if (isAboutCandidate) {
          t.match(`${letter?.subject} ${letter?.text}`, /Aoba|aoba/);
          t.match(replyTo, 'aoba@example.com');
        } else t.equal(replyTo, undefined, 'nobody in particular could answer');
        if (event === 'question')
          t.notMatch(letter?.raw, /Aoba|aoba/, 'who asks is not told before the answers are read');
      },
    );
  }
}

for (const event of NOTICE_EVENTS) {
  t.test(`switched off, “${event}” is not told`, async (t) => {
    const all = await told(t, 'en');
    const others = NOTICE_EVENTS.filter((other) => other !== event).map((other) => [
      `notice_${other}`,
      'yes',
    ]);
    await all.owner.browser.submit(`${all.base}/settings`, {
      retention: 'keep',
      reminders: 'no',
      blind: 'yes',
      ...Object.fromEntries(others),
    });
    await EVENTS[event](all, 'en');
    const letters = (await all.deliver()).filter(({ to }) => to.includes('owner@example.com'));
    const subjects = letters.map(({ subject }) => subject);
    t.equal(letters.length, 0, subjects.join());
    const page = (await all.owner.browser.get(`${all.base}/settings`)).body;
    t.notMatch(page, new RegExp(`name="notice_${event}"\\s+value="yes"\\s+checked`));
  });
}

t.test('mail to a candidate is answered to the owner', async (t) => {
  const { owner, base, world, deliver } = await told(t, 'en');
  await owner.browser.submit(`${base}/candidates`, { name: 'Aoba', email: 'aoba@example.com' });
  const { id } = await world.db.selectFrom('candidates').select('id').executeTakeFirstOrThrow();
  await owner.browser.submit(`${base}/candidates/${id}/mails`, {});
  const [letter] = await deliver();
  t.same(letter?.to, ['aoba@example.com']);
  t.match(/^Reply-To: .*$/im.exec(letter?.raw ?? '')?.[0], 'owner@example.com');
});

t.test('without mail set up nothing is put aside, and the settings do not offer it', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  await submitThrough(world, vetting, 'ja');
  t.same(await world.db.selectFrom('outbox').selectAll().execute(), []);
  t.notMatch((await owner.browser.get(`/vettings/${vetting.id}/settings`)).body, 'notice_submitted');
});

t.test('a link goes on working until the mail with the new one was taken', async (t) => {
  const { office, owner, base, world, vetting, deliver } = await told(t, 'en');
  const { candidateId, token } = await world.invite(vetting, 'Aoba');
  await world.db.updateTable('candidates').set({ email: 'aoba@example.com' }).execute();
  const opens = async (): Promise<number> => (await world.browser('en').get(`/i/${token}`)).statusCode;
  await owner.browser.submit(`${base}/candidates/${candidateId}/mails`, {});
  for (const manner of ['later', 'refuse'] as const) {
    office.manner = manner;
    await deliver();
    t.equal(await opens(), 200, manner);
    await world.db.updateTable('outbox').set({ next_attempt_at: '2026-01-01' }).execute();
  }
  t.equal(
    (await world.db.selectFrom('invitations').select('id').execute()).length,
    1,
    'no link nobody holds',
  );
  office.manner = 'accept';
  await owner.browser.submit(`${base}/candidates/${candidateId}/mails`, {});
  const letters = (await deliver()).filter(({ to }) => to.includes('aoba@example.com'));
  const fresh = /\/i\/[\w-]{43}/.exec(letters.at(-1)?.text ?? '')?.[0] ?? '';
  t.equal((await world.browser('en').get(fresh)).statusCode, 200);
  t.equal(await opens(), 410, 'now the earlier one has ended');
});
