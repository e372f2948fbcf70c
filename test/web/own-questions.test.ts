import t from 'tap';
import { ANSWER_STEPS } from '../../src/domain/interview/steps.ts';
import { typedValues } from '../../src/samples/sample-interview.ts';
import { World } from '../support/world.ts';

const QUESTION = {
  text: 'Who would do the work <here>?',
  step: 'understand',
  kind: 'text',
  required: 'yes',
  weight: '20',
  level_4: 'names and hours',
  options: '',
};

async function opened(t: Parameters<typeof World.open>[0], locale: 'ja' | 'en' = 'en') {
  const world = await World.open(t);
  const owner = await world.owner('owner@example.com', locale);
  const vetting = await world.vetting(owner.id, locale);
  return { world, browser: owner.browser, vetting, page: `/vettings/${vetting.id}/own-questions` };
}

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: an own question is asked, answered, given a level by hand, and counted`, async (t) => {
    const { world, browser, vetting, page } = await opened(t, locale);
    t.equal((await browser.submit(page, QUESTION)).statusCode, 303);
    await browser.submit(page, {
      ...QUESTION,
      text: 'Which office?',
      kind: 'choice',
      options: 'North\nSouth\n\nSouth ',
      step: 'partner',
      required: 'no',
      weight: '0',
    });
    const list = await browser.get(page);
    t.match(list.body, 'Who would do the work &lt;here&gt;?');
    const [first, second] = [
      ...list.body.matchAll(/edit&#x3D;(own_[0-9a-f]{8})|edit=(own_[0-9a-f]{8})/g),
    ].map((match) => match[1] ?? match[2] ?? '');
    t.match((await browser.get(`/vettings/${vetting.id}/brief`)).body, 'Which office?');

    const { candidateId, token } = await world.invite(vetting);
    const candidate = await world.enter(token, locale);
    const response = world.sampleResponse('partner', locale);
    const at = (step: string): string => `/interview/${candidateId}/${step}`;
    for (const step of ANSWER_STEPS) {
      const typed = typedValues(step, response, 'Aoi');
      if (step === 'understand') {
        const refused = await candidate.submit(at(step), typed);
        t.equal(refused.statusCode, 422, 'a required own question is required');
        t.match(refused.body, `href="#${first}"`);
      }
      const own: Record<string, string> =
        step === 'understand'
          ? { [first ?? '']: 'Two people, ten hours a week' }
          : step === 'partner'
            ? { [second ?? '']: '1' }
            : {};
      await candidate.submit(at(step), { ...typed, ...own });
      if (step === 'welcome')
        for (let press = 0; press < 2; press += 1) await candidate.submit(at('ask'), { intent: 'continue' });
    }
    t.match((await candidate.get(at('check'))).body, 'Two people, ten hours a week');
    t.equal((await candidate.submit(at('check'), {})).headers.location, at('receipt'));
    t.match((await candidate.get(at('receipt'))).body, 'South');

    const report = `/vettings/${vetting.id}/candidates/${candidateId}/report`;
    const before = await browser.get(report);
    t.match(before.body, 'Two people, ten hours a week');
    t.match(before.body, locale === 'ja' ? '未評価' : 'no level yet');
    const judge = `/vettings/${vetting.id}/candidates/${candidateId}/judgements/${first}`;
    t.match((await browser.get(judge)).body, 'names and hours');
    const refused = await browser.submit(judge, { level: '3', reason: '' });
    t.equal(refused.statusCode, 422, 'a level needs a reason');
    t.equal(
      (await browser.submit(judge, { level: '4', reason: 'named both' })).headers.location,
      `${report}#own`,
    );
    const after = await browser.get(report);
    const understanding = Number(/data-figure="understanding">(\d+)/.exec(after.body)?.[1]);
    const combined = Math.round((understanding * 100 + 2000) / 120);
    t.match(after.body, locale === 'ja' ? `${combined}（100点満点）` : `${combined} of 100`);
    t.match(after.body, 'named both');
    const comparison = await browser.get(`/vettings/${vetting.id}/comparison`);
    t.match(comparison.body, 'Who would do the work &lt;here&gt;?');
    t.match(comparison.body, `<span class="figure">${combined}</span>`);

    await browser.submit(`${page}/${first}/removal`, {});
    t.notMatch((await browser.get(page)).body, 'Who would do the work');
    t.match(
      (await browser.get(report)).body,
      'Two people, ten hours a week',
      'a submitted response keeps its question',
    );
    t.match(
      (await browser.get(`/vettings/${vetting.id}/brief`)).body,
      locale === 'ja' ? 'ご自身で加える質問' : 'Your own questions',
    );
  });
}

t.test('wrong input is refused at its field and keeps what was typed', async (t) => {
  const { browser, page } = await opened(t);
  const refused = await browser.submit(page, {
    ...QUESTION,
    text: '',
    kind: 'choice',
    options: 'only one',
    weight: '101',
  });
  t.equal(refused.statusCode, 422);
  for (const field of ['text', 'options', 'weight']) t.match(refused.body, `href="#${field}"`);
  t.match(refused.body, 'only one');
  t.match(refused.body, 'names and hours');
  t.equal((await browser.submit(`${page}/own_00000000/removal`, {})).statusCode, 404);
});

t.test('a question can be changed in place, and there are at most twelve', async (t) => {
  const { browser, page } = await opened(t);
  for (let n = 0; n < 12; n += 1) await browser.submit(page, { ...QUESTION, text: `Question ${n}?` });
  const list = await browser.get(page);
  t.match(list.body, 'which is the most');
  t.equal((await browser.submit(page, QUESTION)).statusCode, 409);
  const id = /own-questions\/(own_[0-9a-f]{8})\/removal/.exec(list.body)?.[1] ?? '';
  t.match((await browser.get(`${page}?edit=${id}`)).body, 'Question 0?</textarea>');
  t.equal((await browser.submit(page, { ...QUESTION, text: 'Changed?', edit: id })).statusCode, 303);
  const changed = await browser.get(page);
  t.match(changed.body, 'Changed?');
  t.notMatch(changed.body, 'Question 0?');
});
