import type { Page } from 'playwright-core';
import t from 'tap';
import { launchBrowser } from '../../scripts/browser.ts';
import { press } from '../support/journey.ts';
import { PASSWORD, World } from '../support/world.ts';

t.setTimeout(180_000);
const browser = await launchBrowser();

/** What each reader gives for “fit”: the owner, and two evaluators. */
const GIVEN = { partner: [4, 4, 3], promising: [2, 2, 2], price_deadline: [0, 1, 0] } as const;
type Sample = keyof typeof GIVEN;

/**
 * Krippendorff's alpha of these, by hand. Levels given: 0 twice, 1 once, 2 three times, 3 once, 4 twice.
 * The ordinal distance counts the levels passed, half at the ends, and is squared: 0–1 and 3–4 2.25, 0–2 and
 * 2–4 12.25, 0–3 and 1–4 30.25, 0–4 49, 1–2 and 2–3 4, 1–3 16. Observed: a candidate on which one of three
 * readers is a level off has two such pairs, 2 × 2.25; two such candidates, 9. Expected: 2/8 of 4.5 + 73.5 +
 * 60.5 + 196 + 12 + 16 + 60.5 + 12 + 73.5 + 4.5 = 513, so 128.25. Alpha = 1 − 9 / 128.25 = 0.93.
 */
const ALPHA = '0.93';

t.test('two evaluators and the owner read three candidates, and see how far they agree', async (t) => {
  const { world, base } = await World.listening(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const samples = Object.keys(GIVEN) as Sample[];
  for (const sample of samples)
    await world.takeInterview(vetting, `Agency ${sample}`, world.sampleResponse(sample));
  const at = `${base}/vettings/${vetting.id}`;

  const people: Page[] = [];
  for (const email of ['owner@example.com', 'eva@example.com', 'ari@example.com']) {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
    t.teardown(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    if (people.length === 0) {
      await page.goto(`${base}/sign-in`);
      await page.fill('#email', email);
      await page.fill('#password', PASSWORD);
      await press(page, 'main button');
    } else {
      const ownersPage = people[0] as Page;
      await ownersPage.goto(`${at}/members`);
      await ownersPage.fill('#email', email);
      await ownersPage.check('input[name=role][value=evaluator]');
      await press(ownersPage, 'main form#page button');
      const link = /https?:\/\/[^"\s<]*\/join\/[\w-]+/.exec(await ownersPage.content())?.[0] ?? '';
      await page.goto(link);
      await page.fill('#password', PASSWORD);
      await press(page, 'main button');
    }
    people.push(page);
  }

  const isBlind = async (page: Page): Promise<boolean> => {
    await page.goto(at);
    return !/Agency (partner|promising|price)/.test(await page.content());
  };
  for (const [reader, page] of people.entries()) {
    if (reader > 0) t.ok(await isBlind(page), 'names are hidden until reading is finished');
    await page.goto(`${at}/reading/fit`);
    for (const sample of samples) {
      const reason = world.sampleResponse(sample).propose?.channels?.[0]?.reason ?? 'no reason';
      const article = page.locator('article.reading', { hasText: reason });
      await article.locator(`input[value="${GIVEN[sample][reader]}"]`).check();
    }
    await press(page, 'main .buttons button');
    await page.goto(`${at}/reading`);
    await press(page, 'form[action$="/end"] button');
    if (reader > 0) t.notOk(await isBlind(page), 'and shown afterwards');
  }

  for (const page of people) {
    await page.goto(`${at}/reading/levels`);
    const text = await page.locator('main').innerText();
    t.match(text, `Agreement: ${ALPHA} `);
    t.match(text, 'People agree well');
    const byRules = await rulesLevels(page);
    const pairs = samples.flatMap((sample) =>
      GIVEN[sample].map((own): [number, number] => [own, byRules[`Agency ${sample}`] ?? Number.NaN]),
    );
    const close = pairs.filter(([own, rules]) => Math.abs(own - rules) <= 0.5).length;
    t.match(text, `Of 9 levels that people gave before seeing those by the rules, ${close} are`);
    t.match(text, new RegExp(`${close} of 9\\s+${kappa(pairs).toFixed(2)}\\s+Fewer than 20 levels`));
  }
});

/** The rules' level of every candidate, as the page of everybody's levels shows it for “fit”. */
async function rulesLevels(page: Page): Promise<Record<string, number>> {
  const panel = page.locator('section[aria-labelledby^="panel-"]', {
    has: page.locator('table'),
  });
  const found: Record<string, number> = {};
  for (const section of await panel.all()) {
    const id = (await section.getAttribute('aria-labelledby')) ?? '';
    const name = await page.locator(`#${id}`).innerText();
    const row = section.locator('tr', { hasText: 'Fit of the channels' });
    const cells = await row.locator('td').allInnerTexts();
    found[name.trim()] = Number(cells.at(-2));
  }
  return found;
}

/** Weighted kappa from the two tables of the textbook: the disagreement seen, by the one that chance would make. */
function kappa(pairs: readonly (readonly [number, number])[]): number {
  const seen = pairs.reduce((sum, [own, rules]) => sum + (own - rules) ** 2, 0) / pairs.length;
  let byChance = 0;
  for (const [own] of pairs) for (const [, rules] of pairs) byChance += (own - rules) ** 2;
  return 1 - seen / (byChance / pairs.length ** 2);
}

t.test('the browser closes', () => browser.close());
