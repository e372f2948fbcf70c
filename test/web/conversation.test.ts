import t from 'tap';
import { welcomed } from '../support/welcomed.ts';

const idsIn = (body: string): string[] =>
  [...body.matchAll(/value="withdraw:([\w-]{16})"/g)].map(([, id = '']) => id);

t.test('a paste is shown as read, can be changed, and each question gets an answer of its own', async (t) => {
  const { browser, at, world, vetting, owner } = await welcomed(t);
  const pasted =
    'Dear all,\n1. What is your gross margin?\n2. Which font do you use?\n3. Who are your main customers?';
  const read = await browser.submit(at('ask'), { question: pasted, intent: 'ask' });
  t.match(read.body, 'We read 3 questions');
  t.same(await world.db.selectFrom('asked_questions').select('id').execute(), [], 'nothing is sent yet');
  const back = await browser.submit(at('ask'), { question: pasted, item_0: 'x', intent: 'undo' });
  t.match(back.body, 'Which font do you use?\n3. Who', 'back to the text as pasted');
  const items = { item_0: 'What is your gross margin?', item_1: '', item_2: 'x'.repeat(501) };
  const refused = await browser.submit(at('ask'), { question: pasted, ...items, intent: 'ask' });
  t.equal(refused.statusCode, 422);
  t.match(refused.body, 'x'.repeat(501), 'what was typed stays');
  t.same(await world.db.selectFrom('asked_questions').select('id').execute(), [], 'all or nothing');
  await browser.submit(at('ask'), {
    question: pasted,
    ...items,
    item_2: 'Which font do you use?',
    intent: 'ask',
  });
  const { body } = await browser.get(at('ask'));
  t.equal(body.match(/class="asked"/g)?.length, 2, 'an empty box is not sent');
  t.match(body, 'Gross margin: 42%');
  t.match(body, 'has been passed on to Sample Precision Works');
  const inbox = (await owner.browser.get(`/vettings/${vetting.id}/questions`)).body;
  t.match(inbox, 'Which font do you use?');
  t.notMatch(inbox, 'What is your gross margin?');
});

t.test('an answer that is none is passed on; questions are rewritten and withdrawn', async (t) => {
  const { browser, at, vetting, owner, world } = await welcomed(t);
  for (const question of ['What is your gross margin?', 'Who are your main customers?', 'Which font?'])
    await browser.submit(at('ask'), { question, intent: 'ask' });
  const [margin = '', target = '', font = ''] = idsIn((await browser.get(at('ask'))).body);
  const inbox = async () => (await owner.browser.get(`/vettings/${vetting.id}/questions`)).body;
  await browser.submit(at('ask'), { intent: `yes:${margin}` });
  t.match((await browser.get(at('ask'))).body, 'You said that this answers your question.');
  await browser.submit(at('ask'), { intent: `no:${target}` });
  t.match(await inbox(), 'Who are your main customers?');
  t.match((await browser.get(at('ask'))).body, 'Passed on to Sample Precision Works.');
  await browser.submit(at('ask'), { intent: `rewrite:${font}` });
  t.notMatch(await inbox(), 'Which font?');
  t.match(
    (await browser.get(at('ask'))).body,
    /<textarea id="question"[^>]*>\nWhich font\?/,
    'back in the box',
  );
  await browser.submit(at('ask'), { intent: `withdraw:${margin}` });
  t.same(idsIn((await browser.get(at('ask'))).body), [target]);
  const rival = await world.invite(vetting, 'Rival');
  const theirs = await world.enter(rival.token);
  await theirs.submit(`/interview/${rival.candidateId}/welcome`, { respondentName: 'B', consent: 'yes' });
  await theirs.submit(`/interview/${rival.candidateId}/ask`, { intent: `withdraw:${target}` });
  t.same(idsIn((await browser.get(at('ask'))).body), [target], 'nobody else’s questions');
  const reply = /questions\/([\w-]+)\/reply/.exec(await inbox())?.[1] ?? '';
  world.clock.now = new Date(world.clock.now.getTime() + 1000);
  await owner.browser.submit(`/vettings/${vetting.id}/questions/${reply}/reply`, {
    reply: 'Plant managers.',
  });
  await browser.submit(at('ask'), { intent: `withdraw:${target}` });
  t.match((await browser.get(at('ask'))).body, 'Plant managers.', 'what was replied to stays');
});

t.test('a reply is told on every page until it was seen; what was not sent is there again', async (t) => {
  const { browser, at, vetting, owner, world, openFacts } = await welcomed(t);
  await browser.submit(at('ask'), { question: 'Which font?', intent: 'ask' });
  await browser.submit(at('ask'), { question: 'half a quest', intent: 'later' });
  t.match((await browser.get(`${at('ask')}?saved`)).body, 'half a quest');
  await browser.submit(at('ask'), { question: 'Which paper?', intent: 'ask' });
  t.notMatch((await browser.get(at('ask'))).body, 'half a quest', 'the box is empty once something was sent');
  await openFacts();
  const inbox = (await owner.browser.get(`/vettings/${vetting.id}/questions`)).body;
  world.clock.now = new Date(world.clock.now.getTime() + 1000);
  const reply = /questions\/([\w-]+)\/reply/.exec(inbox)?.[1] ?? '';
  await owner.browser.submit(`/vettings/${vetting.id}/questions/${reply}/reply`, { reply: 'Gothic.' });
  for (const step of ['facts', 'understand', 'numbers', 'propose', 'measure', 'partner', 'terms', 'check'])
    t.match((await browser.get(at(step))).body, 'New replies from Sample Precision Works: 1', step);
  world.clock.now = new Date(world.clock.now.getTime() + 1000);
  t.match((await browser.get(at('ask'))).body, 'New reply');
  t.notMatch((await browser.get(at('understand'))).body, 'New replies', 'once it was seen');
  await browser.submit(at('ask'), { question: 'What is your gross margin?', intent: 'ask' });
  const after = (await owner.browser.get(`/vettings/${vetting.id}/questions`)).body;
  t.match(after, 'What is your gross margin?', 'asked after the facts, a question reaches the owner');
});

t.test(
  'the box for a question saves as every step does: in order, and with both texts in view',
  async (t) => {
    const { browser, at } = await welcomed(t);
    const page = async (): Promise<string> =>
      /name="page" value="([\w-]{16})"/.exec((await browser.get(at('ask'))).body)?.[1] ?? '';
    const save = async (from: string, version: number, sequence: number, question: string) =>
      JSON.parse(
        (
          await browser.save(at('ask'), {
            question,
            page: from,
            version: String(version),
            sequence: String(sequence),
            intent: 'autosave',
          })
        ).body,
      );
    const [mine, theirs] = [await page(), await page()];
    t.match(await save(mine, 0, 2, 'the newer text'), { outcome: 'saved', version: 1 });
    t.equal((await save(mine, 0, 1, 'an older text')).outcome, 'superseded');
    t.match((await browser.get(at('ask'))).body, />\nthe newer text</);
    t.equal(
      (await save(theirs, 0, 1, 'a colleague’s')).outcome,
      'conflict',
      'nobody’s text replaces another’s',
    );
    const later = { question: 'a colleague’s', page: theirs, version: '0', sequence: '2', intent: 'later' };
    const asked = await browser.submit(at('ask'), later);
    t.equal(asked.statusCode, 409);
    t.match(asked.body, 'the newer text');
    t.match(asked.body, 'a colleague’s');
    await browser.submit(at('ask'), { ...later, intent: 'ask', keep_question: 'mine' });
    const { body } = await browser.get(at('ask'));
    t.match(body, /class="asked">a colleague’s/);
    t.match(body, />\nthe newer text</, 'what the other has not sent stays in the box');
    const [id = ''] = idsIn(body);
    await browser.submit(at('ask'), { intent: `rewrite:${id}` });
    t.match(
      (await browser.get(at('ask'))).body,
      />\nthe newer text\na colleague’s</,
      'under what stands there',
    );
  },
);
