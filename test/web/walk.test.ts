import { HtmlValidate } from 'html-validate';
import t, { type Test } from 'tap';
import { BRIEF_PAGES } from '../../src/domain/brief/brief.ts';
import { CRITERIA, VERDICTS } from '../../src/domain/scoring/rubric.ts';
import { translator } from '../../src/locales/translator.ts';
import { submittedWorld } from '../support/submitted.ts';
import type { TestBrowser } from '../support/world.ts';

t.setTimeout(180_000);

const documents = new HtmlValidate({
  root: true,
  extends: ['html-validate:document', 'html-validate:a11y'],
  // Nothing comes from another place than the pages themselves. Roles are written out where a table becomes a
  // list on phones.
  rules: { 'require-sri': 'off', 'no-redundant-role': 'off' },
});

/** What a person finds on a page. */
const find = (body: string, pattern: RegExp): string[] =>
  [...body.matchAll(pattern)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&'));
const linksOf = (body: string): string[] => find(body, /<a\b[^>]*\shref="(\/[^"#]*)/g);
const textOf = (body: string): string => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const decoded = (text: string): string =>
  text.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Opens every page that can be reached by links from one, and tells what is wrong with each. */
async function walk(t: Test, browser: TestBrowser, start: string, most = 400): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const queue = [start];
  for (let path = queue.shift(); path !== undefined && seen.size < most; path = queue.shift()) {
    if (seen.has(path)) continue;
    const answer = await browser.get(path);
    const isPage = String(answer.headers['content-type']).startsWith('text/html');
    seen.set(path, isPage ? answer.body : '');
    t.ok([200, 303].includes(answer.statusCode), `${path} leads somewhere (${answer.statusCode})`);
    if (answer.statusCode === 303) queue.push(String(answer.headers.location).replace(/#.*/, ''));
    if (isPage)
      queue.push(
        ...linksOf(answer.body).filter(
          (link) => !link.startsWith('/public/') && !/\?(sort|pin|hide|score)=/.test(link),
        ),
      );
  }
  return seen;
}

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: every link of every page leads somewhere, and every page is a whole document`,
    async (t) => {
      const { world, owner, vetting, ids, base } = await submittedWorld(t, locale);
      await owner.browser.submit(`${base}/own-questions`, {
        text: 'Who?',
        step: 'understand',
        kind: 'text',
        required: 'no',
        weight: '10',
      });
      const pages = await walk(t, owner.browser, '/vettings');
      t.ok(pages.size > 40, `${pages.size} pages`);
      for (const part of [
        'brief',
        'candidates',
        'questions',
        'comparison',
        'shortlist',
        'decision',
        'members',
        'history',
        'settings',
      ])
        t.ok(pages.has(`${base}/${part}`), `there is a way to ${part}`);
      for (const id of ids) t.ok(pages.has(`${base}/candidates/${id}/report`), 'and to every report');
      await world.app.ready();
      const posts = world.app.parts.routes
        .filter(({ method }) => method === 'POST')
        .map(({ url }) => new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`));
      for (const [path, body] of pages) {
        if (body === '') continue;
        const { results } = await documents.validateString(body);
        t.same(
          results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
          [],
          path,
        );
        t.match(body, `<html lang="${locale}">`, path);
        for (const action of find(body, /<form\b[^>]*method="post"[^>]*action="([^"]+)"/g))
          t.ok(
            posts.some((post) => post.test(action.replace(/\?.*/, ''))),
            `${path}: the button that posts to ${action} is heard`,
          );
      }
      t.equal(vetting.state, 'draft');
    },
  );

  t.test(`${locale}: every field has its label, its unit and its hints, tied to it`, async (t) => {
    const { owner, base } = await submittedWorld(t, locale);
    const words = translator(locale);
    const UNITS: [string, string, string][] = [
      ['unit_price', 'averageOrderValue', words('common.perCurrency.JPY')],
      ['unit_price', 'ordersPerYear', words('units.times')],
      ['unit_price', 'yearsRetained', words('units.years')],
      ['profit', 'grossMarginPercent', '%'],
      ['profit', 'fixedCostPerMonth', words('common.perCurrency.JPY')],
      ['sales_process', 'inquiriesPerMonth', words('units.inquiries')],
      ['current_state', 'visitsPerMonth', words('units.visits')],
      ['constraints', 'newCustomersPerMonth', words('units.customersPerMonth')],
    ];
    for (const [page, name, unit] of UNITS) {
      const { body } = await owner.browser.get(`${base}/brief/${page}`);
      const field = new RegExp(
        `<label for="${name}">([\\s\\S]*?)</label>[\\s\\S]*?<input[^>]*id="${name}"[\\s\\S]*?<span class="unit"[^>]*>([^<]*)`,
      ).exec(body);
      t.ok((field?.[1] ?? '').trim().length > 0, `${name} has a label`);
      t.equal(field?.[2], unit, `${name} has its unit`);
    }
    for (const page of BRIEF_PAGES) {
      const { body } = await owner.browser.submit(`${base}/brief/${page}`, {});
      for (const described of find(body, /aria-describedby="([^"]+)"/g)) {
        for (const id of described.split(' ')) t.match(body, `id="${id}"`, `${page}: ${id} is there`);
      }
      for (const wrong of find(body, /<p class="error" id="(\w+)-error"/g))
        t.match(
          body,
          new RegExp(`aria-describedby="[^"]*${wrong}-error`),
          `${page}: ${wrong} says what is wrong with it`,
        );
    }
  });

  t.test(`${locale}: no two verdicts, criteria, levels, figures or units have the same words`, async (t) => {
    const words = translator(locale);
    const different = (name: string, texts: string[]): void => {
      t.equal(new Set(texts).size, texts.length, `${name}: ${texts.join(' / ')}`);
    };
    different(
      'verdicts',
      VERDICTS.map((key) => words(`verdicts.${key}`)),
    );
    different(
      'criteria',
      CRITERIA.map((key) => words(`criteria.${key}`)),
    );
    different(
      'figures',
      ['understanding', 'priceDeadlineFocus', 'metricChasing'].map((key) => words(`figures.${key}`)),
    );
    different(
      'confidence',
      ['high', 'medium', 'low'].map((key) => words(`confidence.${key}`)),
    );
    different(
      'times',
      ['days', 'weeks', 'years'].map((key) => words(`units.${key}`)),
    );
    for (const key of CRITERIA)
      different(
        `levels of ${key}`,
        [0, 1, 2, 3, 4].map((level) => words(`levels.${key}.${level}`)),
      );
    const UNITS = { ja: ['日間', '週間', '年', '%'], en: ['days', 'weeks', 'years', '%'] };
    t.same(
      ['days', 'weeks', 'years', 'percent'].map((key) => words(`units.${key}`)),
      UNITS[locale],
    );
    const BEST = { ja: '伴走パートナー候補', en: 'Partner candidate' };
    t.equal(words('verdicts.partner'), BEST[locale], 'the best verdict by its own name');
  });

  t.test(`${locale}: a candidate is told the goal, until when, and the facts with their units`, async (t) => {
    const { world, vetting } = await submittedWorld(t, locale);
    const { token, candidateId } = await world.invite(vetting, 'Late');
    const landing = (await world.browser(locale).get(`/i/${token}`)).body;
    t.match(
      landing,
      locale === 'ja' ? /回答期限：2026年12月11日金曜日/ : /Deadline: Friday,? 11 December 2026/,
      'the end of the day where the vetting is',
    );
    const browser = await world.enter(token, locale);
    const at = (step: string): string => `/interview/${candidateId}/${step}`;
    await browser.submit(at('welcome'), { respondentName: 'Aoi', consent: 'yes' });
    for (let press = 0; press < 2; press += 1) await browser.submit(at('ask'), { intent: 'continue' });
    const facts = decoded(textOf((await browser.get(at('facts'))).body));
    for (const figure of locale === 'ja'
      ? ['￥48,000', '3回（年間）', '42%', '30%', '14件／月']
      : ['¥48,000', '3 orders a year', '42%', '30%'])
      t.ok(facts.includes(figure), `${figure} in the facts`);
    t.match(
      facts,
      locale === 'ja' ? /紹介 55%、自社サイトから/ : /Referrals? 55%, Own website 35%/i,
      'the largest channel first',
    );
  });
}

t.test('the receipt tells the time where the business is', async (t) => {
  const { world, vetting } = await submittedWorld(t, 'en');
  const { candidateId, token } = await world.invite(vetting, 'Receipt');
  await world.enter(token);
  const { body } = await (async () => {
    const id = await world.takeInterview(vetting, 'Sender', world.sampleResponse('partner'));
    const link = await world.db
      .selectFrom('interviews')
      .select('submitted_at')
      .where('candidate_id', '=', id)
      .executeTakeFirstOrThrow();
    t.equal(link.submitted_at, world.clock.now.toISOString());
    return world.lastBrowser.get(`/interview/${id}/receipt`);
  })();
  t.ok(candidateId);
  t.match(body, /20 November 2026(?: at|,) 10:00/, 'an hour after midnight in UTC is ten in Tokyo');
});
