import mammoth from 'mammoth';
import t from 'tap';
import { findVetting } from '../../src/store/vettings.ts';
import { submittedWorld } from '../support/submitted.ts';
import { World } from '../support/world.ts';

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: the decision with its reasons, the agreement sheet, and letters that give nothing away`,
    async (t) => {
      const { world, owner, vetting, ids, base } = await submittedWorld(t, locale);
      const { browser } = owner;
      const [chosen = '', second = ''] = ids;
      const refused = await browser.submit(`${base}/decision`, {
        reason: 'They asked first.',
        firstReview: 'soon',
        [`declined_${second}`]: 'Too general.',
      });
      t.equal(refused.statusCode, 422);
      t.match(refused.body, 'They asked first.', 'what was typed is kept');
      t.match(refused.body, 'Too general.');
      t.equal((await browser.get(`${base}/agreement`)).statusCode, 404, 'no sheet before the decision');
      const given = {
        chosen,
        reason: 'They asked first.',
        firstReview: '2027/03/31',
        [`declined_${second}`]: 'Too general.',
      };
      t.equal((await browser.submit(`${base}/decision`, given)).statusCode, 303);
      t.match(await findVetting(world.db, owner.id, vetting.id), {
        state: 'decided',
        firstReviewOn: '2027-03-31',
        decisionReason: 'They asked first.',
      });
      const page = (await browser.get(`${base}/decision`)).body;
      t.match(
        page,
        locale === 'ja' ? /Agency partnerに依頼することに決めました/ : /You chose Agency partner/,
      );
      t.equal(page.match(/\/letter"\s*>/g)?.length, 3, 'a letter for each of the others');
      t.match(
        (await browser.get(base)).body,
        locale === 'ja' ? /Agency partnerに決まりました/ : /You chose Agency partner/,
      );

      const response = world.sampleResponse('partner', locale);
      const sealed = (await browser.get(`${base}/agreement`)).body;
      t.notMatch(sealed, response.terms?.text ?? 'no terms', 'assumptions are sealed');
      await browser.submit(`${base}/unsealing`, { confirm: 'yes', unsealReason: 'In a hurry.' });
      const document = await browser.get(`${base}/agreement.docx`);
      const { value: text } = await mammoth.extractRawText({ buffer: document.rawPayload });
      for (const part of [
        response.partner?.challenge,
        response.measure?.judgedBy?.reason,
        response.terms?.text,
        vetting.brief.kgi?.statement,
        'Agency partner',
      ]) {
        const first = (part ?? 'missing').split('\n')[0] ?? '';
        t.match(text, first, `the document holds "${first.slice(0, 30)}"`);
      }
      t.match(text, locale === 'ja' ? '2027年3月31日' : '31 March 2027');

      const letterOf = async (id: string, query = ''): Promise<string> =>
        (await browser.get(`${base}/candidates/${id}/letter${query}`)).body;
      const plain = await letterOf(second);
      t.match(plain, locale === 'ja' ? /ほかの会社様にお願いする/ : /work with another agency/);
      t.match(
        await letterOf(second, `?locale=${locale === 'ja' ? 'en' : 'ja'}`),
        locale === 'ja' ? /work with another agency/ : /ほかの会社様にお願いする/,
      );
      const textarea =
        /<textarea id="text"[^>]*>([^<]*)</.exec(await letterOf(second, '?feedback=yes'))?.[1] ?? '';
      t.ok(textarea.length > 100);
      t.notMatch(
        textarea,
        /Agency partner|Too general|They asked first|\d{2}\s*(?:points|点)|rank|順位/i,
        'no rank, no figure, no reason, nobody else',
      );
    },
  );

  t.test(`${locale}: nobody can be chosen too; a reopened vetting is open again`, async (t) => {
    const { world, owner, vetting, base } = await submittedWorld(t, locale);
    await owner.browser.submit(`${base}/decision`, { chosen: 'nobody', reason: 'None understood us.' });
    t.match(
      (await owner.browser.get(`${base}/decision`)).body,
      locale === 'ja' ? /どの会社にも依頼しないことに決めました/ : /You chose nobody this time/,
    );
    await owner.browser.submit(`${base}/reopening`, {});
    t.match(await findVetting(world.db, owner.id, vetting.id), { state: 'open', decidedAt: null });
  });
}

t.test('a letter goes out once, as it was edited', async (t) => {
  const world = await World.open(t, { mail: { url: 'smtp://localhost:1', from: 'banso@example.com' } });
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const id = await world.takeInterview(vetting, 'Agency', world.sampleResponse('promising'));
  const path = `/vettings/${vetting.id}/candidates/${id}/letter`;
  t.equal((await owner.browser.get(path)).statusCode, 409, 'not before a decision');
  t.equal((await owner.browser.submit(path, { subject: 'No', text: 'x' })).statusCode, 409);
  await world.db.updateTable('candidates').set({ decision: 'declined' }).execute();
  t.equal(
    (await owner.browser.submit(path, { subject: 'No', text: 'Dear Agency' })).statusCode,
    409,
    'not without an address',
  );
  await world.db.updateTable('candidates').set({ email: 'a@example.com' }).execute();
  t.equal((await owner.browser.submit(path, { subject: '', text: 'Dear Agency' })).statusCode, 422);
  t.match(
    (await owner.browser.submit(path, { subject: 'No', text: 'Dear Agency' })).body,
    /Your message will be sent in a moment/,
  );
  t.match(
    (await owner.browser.submit(path, { subject: 'No', text: 'Dear Agency, again' })).body,
    /has been sent or is about to be sent/,
  );
  const mails = await world.db
    .selectFrom('outbox')
    .select(['kind', 'details'])
    .where('kind', '!=', 'notice')
    .execute();
  t.same(
    mails.map(({ details }) => JSON.parse(details)),
    [{ kind: 'letter', subject: 'No', text: 'Dear Agency' }],
  );
});

t.test('the shortlist is moved by buttons, and keeps everything else that was typed', async (t) => {
  const { owner, ids, base } = await submittedWorld(t, 'en');
  const [a = '', b = '', c = ''] = ids;
  const typed = {
    [`keep_${a}`]: 'yes',
    [`rank_${a}`]: '1',
    [`keep_${b}`]: 'yes',
    [`rank_${b}`]: '2',
    [`note_${c}`]: 'later',
  };
  const { body } = await owner.browser.submit(`${base}/shortlist`, { ...typed, move: `up:${b}` });
  const order = [...body.matchAll(/id="rank_([\w-]+)"\s+name="[^"]+"\s+value="(\d*)"/g)].map((match) => [
    match[1],
    match[2],
  ]);
  t.same(order.slice(0, 2), [
    [b, '1'],
    [a, '2'],
  ]);
  t.match(body, 'later');
  t.match(
    (await owner.browser.submit(`${base}/shortlist`, { ...typed, move: 'sideways:x' })).body,
    /shortlist has been saved/,
  );
});
