import t from 'tap';
import { ANSWER_STEPS } from '../../src/domain/interview/steps.ts';
import { deliverDue } from '../../src/mail/outbox.ts';
import { smtpSender } from '../../src/mail/transport.ts';
import { typedValues } from '../../src/samples/sample-interview.ts';
import { formsOf } from '../support/forms.ts';
import { CORPUS } from '../support/hostile.ts';
import { PostOffice } from '../support/post-office.ts';
import { World } from '../support/world.ts';

for (const [what, text] of Object.entries(CORPUS))
  t.test(`${what}: a letter about it is one letter, to whom it was meant`, async (t) => {
    const office = await PostOffice.open(t);
    const mail = { url: office.url, from: 'Banso <banso@example.com>' };
    const world = await World.open(t, { mail });
    const owner = await world.owner();
    const vetting = await world.vetting(owner.id);
    const base = `/vettings/${vetting.id}`;
    const name = text.replace(/\s+/g, ' ').slice(0, 60);
    await owner.browser.submit(`${base}/candidates`, { name, email: 'aoba@example.com' });
    const [form] = formsOf((await owner.browser.get(`${base}/brief/business`)).body);
    await owner.browser.submit(`${base}/brief/business`, { ...form?.shown, title: name, business: text });
    const { id } = await world.db.selectFrom('candidates').select('id').executeTakeFirstOrThrow();
    await owner.browser.submit(`${base}/candidates/${id}/mails`, { message: text });
    await deliver();
    const token = /\/i\/([\w-]{43})/.exec(office.letters.at(-1)?.text ?? '')?.[1] ?? '';
    const candidate = await world.enter(token);
    const at = (step: string): string => `/interview/${id}/${step}`;
    const response = world.sampleResponse('partner');
    for (const step of ANSWER_STEPS) {
      const typed = typedValues(step, response, name);
      const words: Record<string, string> =
        step === 'understand'
          ? { who: text, value: text, delivery: text }
          : { respondentEmail: 'aoba@example.com' };
      await candidate.submit(at(step), { ...typed, ...words });
      if (step !== 'welcome') continue;
      await candidate.submit(at('ask'), {
        question: `${text} and where does profit come from?`,
        intent: 'ask',
      });
      for (let press = 0; press < 2; press += 1) await candidate.submit(at('ask'), { intent: 'continue' });
    }
    await candidate.submit(at('check'), {});
    await deliver();
    t.ok(office.letters.length >= 3, `${office.letters.length} letters`);
    for (const { to, raw } of office.letters) {
      const head = raw.split('\r\n\r\n')[0] ?? '';
      t.equal(to.length, 1, 'one recipient');
      t.match(to[0], /^(?:aoba|owner)@example\.com$/);
      t.equal(head.match(/^to:/gim)?.length, 1, 'one line of recipients');
      t.notMatch(head, /^b?cc:/im);
      t.equal(head.match(/^content-type:/gim)?.length, 1);
      t.match(head, /^content-type: text\/plain; charset=utf-8/im, 'plain text, in which nothing runs');
    }
    t.ok(
      office.letters.some((letter) => letter.text.includes('HOST')),
      'and says it',
    );

    async function deliver(): Promise<void> {
      const { config } = world.app.parts;
      await deliverDue({
        db: world.db,
        config,
        send: smtpSender(mail, config.publicUrl),
        now: () => world.clock.now,
      });
    }
  });
