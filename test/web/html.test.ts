import { HtmlValidate } from 'html-validate';
import t from 'tap';
import { BRIEF_PAGES } from '../../src/domain/brief/brief.ts';
import { ANSWER_STEPS } from '../../src/domain/interview/steps.ts';
import { ownerPages } from '../support/pages.ts';
import { submittedWorld } from '../support/submitted.ts';
import { type TestBrowser, World } from '../support/world.ts';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  // A table that becomes a list on a phone loses its roles in some browsers, unless they are written out.
  rules: { 'no-redundant-role': 'off' },
});

async function check(t: Parameters<typeof World.open>[0], name: string, html: string): Promise<void> {
  const report = await validator.validateString(html);
  const found = report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId}: ${message} (line ${line})`),
  );
  t.same(found, [], name);
}

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: the owner's pages are valid HTML`, async (t) => {
    const { world, owner, vetting, ids, base } = await submittedWorld(t, locale);
    await check(t, 'sign-in', (await world.browser(locale).get('/sign-in')).body);
    const own = {
      text: 'Who?',
      step: 'understand',
      kind: 'choice',
      options: 'a\nb',
      required: 'no',
      weight: '10',
    };
    await owner.browser.submit(`${base}/own-questions`, own);
    const pages = [
      ...(await ownerPages(world, vetting.id, ids[1] ?? '')),
      ...BRIEF_PAGES.map((page) => `${base}/brief/${page}`),
    ];
    t.ok(pages.length > 30, `${pages.length} pages`);
    for (const page of pages) await check(t, page, (await owner.browser.get(page)).body);
    const refused: [string, Record<string, string>][] = [
      [`${base}/brief/profit`, { text: 'x', grossMarginPercent: '140' }],
      [`${base}/candidates/${ids[1]}/judgements/fit`, { level: '', reason: '' }],
      ['/vettings', {}],
      [`${base}/own-questions`, { ...own, text: '', options: '' }],
      [`${base}/candidates`, { name: '' }],
      [`${base}/candidates`, { name: 'Link' }],
      [`${base}/candidates/import`, { list: 'A,a@b\nB', intent: 'preview' }],
      [`${base}/candidates/import`, { list: 'A,a@b\nB', intent: 'add' }],
      [`${base}/settings`, {}],
      [`${base}/deletion`, { title: 'x' }],
    ];
    for (const [page, fields] of refused)
      await check(t, `${page}, refused`, (await owner.browser.submit(page, fields)).body);
    const invited = (
      await owner.browser.submit(`${base}/members`, { email: 'eva@example.com', role: 'evaluator' })
    ).body;
    await check(t, 'the link of a member', invited);
    const join = /(\/join\/[\w-]+)"/.exec(invited)?.[1] ?? '';
    await check(t, 'joining', (await world.browser(locale).get(join)).body);
    await check(
      t,
      'reading, refused',
      (await owner.browser.submit(`${base}/reading/fit`, { note_1: 'A note without a level' })).body,
    );
    await owner.browser.submit(`${base}/decision`, { chosen: ids[0] ?? '', reason: 'x' });
    for (const page of ['decision', 'agreement', `candidates/${ids[1]}/letter`])
      await check(t, page, (await owner.browser.get(`${base}/${page}`)).body);
    await check(t, 'nowhere', (await owner.browser.get('/nowhere')).body);
  });

  t.test(`${locale}: the interview's pages are valid HTML, refused and in conflict as well`, async (t) => {
    const world = await World.open(t);
    const owner = await world.owner('owner@example.com', locale);
    const { candidateId, token } = await world.invite(await world.vetting(owner.id, locale));
    await check(t, 'the link', (await world.browser(locale).get(`/i/${token}`)).body);
    const browser: TestBrowser = await world.enter(token, locale);
    const at = (step: string): string => `/interview/${candidateId}/${step}`;
    await check(t, 'welcome, refused', (await browser.submit(at('welcome'), {})).body);
    await browser.submit(at('welcome'), { respondentName: 'Aoi', consent: 'yes' });
    await browser.submit(at('ask'), { question: '粗利率と客単価を教えてください', intent: 'ask' });
    await browser.submit(at('ask'), { question: 'Which font?', intent: 'ask' });
    await check(t, 'ask', (await browser.get(at('ask'))).body);
    for (let press = 0; press < 2; press += 1) await browser.submit(at('ask'), { intent: 'continue' });
    await check(t, 'facts', (await browser.get(at('facts'))).body);
    await browser.submit(at('propose'), { channel_0: 'instagram', reason_0: 'reach', wouldNotDo: 'x' });
    await browser.submit(at('measure'), {
      metric_0: 'followers',
      leadsTo_0: 'views',
      judgedBy: 'followers',
      judgedReason: 'simple',
    });
    for (const step of ANSWER_STEPS) {
      await check(t, step, (await browser.get(at(step))).body);
      await check(
        t,
        `${step}, refused`,
        (await browser.submit(at(step), { initialPrice: '3〜5', who: '' })).body,
      );
    }
    await browser.submit(at('understand'), { who: 'a', value: 'b', delivery: 'c' });
    await check(
      t,
      'in conflict',
      (await browser.submit(at('understand'), { who: 'z', value: 'b', delivery: 'c', version: '0' })).body,
    );
    await check(t, 'check', (await browser.get(at('check'))).body);
  });
}
