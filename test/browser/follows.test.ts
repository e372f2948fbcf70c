import t from 'tap';
import { launchBrowser } from '../../scripts/browser.ts';
import { PASSWORD, World } from '../support/world.ts';

for (const [locale, words, past] of [
  ['ja', '粗利は、お付き合いの全期間で約', '今日より前'],
  ['en', 'brings about', 'is in the past'],
] as const)
  t.test(`${locale}: what follows from the numbers is shown while they are typed`, async (t) => {
    const { world, base } = await World.listening(t);
    const owner = await world.owner('owner@example.com', locale);
    const made = await owner.browser.submit('/vettings', {
      template: 'empty',
      locale,
      currency: 'JPY',
      timeZone: 'Asia/Tokyo',
    });
    const brief = String(made.headers.location).replace('/business', '');
    await owner.browser.submit(`${brief}/profit`, { text: 'From work.', grossMarginPercent: '42' });
    const browser = await launchBrowser();
    t.teardown(() => browser.close());
    const page = await (
      await browser.newContext({
        locale: locale === 'ja' ? 'ja-JP' : 'en-GB',
        viewport: { width: 360, height: 780 },
      })
    ).newPage();
    await page.goto(`${base}/sign-in`);
    await page.fill('#email', 'owner@example.com');
    await page.fill('#password', PASSWORD);
    await page.click('main form#page button');
    await page.waitForURL('**/vettings');
    await page.goto(`${base}${brief}/unit_price`);
    t.notMatch(await page.textContent('#follows'), words, 'nothing follows yet');
    await page.fill('#averageOrderValue', '4万8千円');
    await page.fill('#ordersPerYear', '3');
    await page.fill('#yearsRetained', '4年');
    await page.locator('#follows', { hasText: words }).waitFor();
    // 48,000 × 3 × 4 × 42 %
    t.match(await page.textContent('#follows'), '241,920');
    await page.fill('#averageOrderValue', 'nonsense');
    await page.locator('#follows', { hasText: words }).waitFor({ state: 'detached' });
    t.pass('what cannot be read leads to nothing');
    const stored = await world.db.selectFrom('vettings').select('brief').executeTakeFirstOrThrow();
    t.notMatch(stored.brief, '48000', 'looking saves nothing');

    await page.goto(`${base}${brief}/goal`);
    await page.fill('#statement', 'More factories');
    await page.check('input[name="measure"][value="customers"]');
    await page.fill('#current', '40');
    await page.fill('#target', '60');
    await page.fill('#by', '2020-12-31');
    await page.locator('#follows', { hasText: past }).waitFor();
    const wide = Number(await page.evaluate('document.scrollingElement.scrollWidth'));
    t.ok(wide <= 360, `${wide} pixels wide`);
  });
