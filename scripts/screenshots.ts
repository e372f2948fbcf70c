import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { hashPassword } from '../src/accounts/passwords.ts';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { Locale } from '../src/domain/brief/brief.ts';
import { ANSWER_STEPS } from '../src/domain/interview/steps.ts';
import { createSampleVetting, readSample } from '../src/samples/sample.ts';
import { typedValues } from '../src/samples/sample-interview.ts';
import { addCandidate, issueInvitation } from '../src/store/candidates.ts';
import { openDatabase } from '../src/store/database.ts';
import { createOwner } from '../src/store/owners.ts';
import { findVetting } from '../src/store/vettings.ts';
import { launchBrowser, openSealed } from './browser.ts';

/**
 * Takes pictures of the sample vetting: `node scripts/screenshots.ts FOLDER` every page in both languages and
 * widths, without a folder only those of the README and the owner's guide. Japanese needs a Japanese font on
 * the machine.
 */
const folder = process.argv[2];
const PASSWORD = 'seven quiet herons at dawn';
const OWNER_PATHS = [
  '',
  '/brief',
  '/brief/sales_process',
  '/brief/channels',
  '/own-questions',
  '/candidates',
  '/candidates/import',
  '/comparison?blind=yes&only=differences',
  '/weights',
  '/shortlist',
  '/questions',
  '/members',
  '/reading',
  '/reading/business_model',
  '/reading/differences',
  '/reading/levels',
  '/settings',
  '/deletion',
  '/history',
  '/decision',
];
const browser = await launchBrowser();
mkdirSync(folder ?? 'docs/images', { recursive: true });

for (const locale of ['ja', 'en'] as const) {
  const db = openDatabase(':memory:');
  const app = await buildApp({ config: readConfig({ LOG_LEVEL: 'silent' }), db });
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  const owner = await createOwner(db, 'owner@example.com', await hashPassword(PASSWORD), new Date());
  if (!owner) throw new Error('the database is not empty');
  const vettingId = await createSampleVetting(db, owner.id, locale, new Date());
  for (const width of folder ? [1280, 360] : [1280]) {
    const context = await browser.newContext({
      locale: locale === 'ja' ? 'ja-JP' : 'en-GB',
      viewport: { width, height: 800 },
    });
    const page = await context.newPage();
    const shot = (name: string): Promise<unknown> =>
      page.screenshot(
        folder
          ? { path: `${folder}/${locale}-${width}-${name}.png`, fullPage: true }
          : { path: `docs/images/${locale}-${name}.png` },
      );
    await takePictures(
      page,
      shot,
      base,
      vettingId,
      folder !== undefined,
      async () => {
        const vetting = await findVetting(db, owner.id, vettingId);
        const id = vetting && (await addCandidate(db, vetting, `Sample ${width}`, null, new Date()));
        return `${base}/i/${(await issueInvitation(db, id ?? '', new Date())).token}`;
      },
      locale,
    );
    await context.close();
  }
  await app.close();
  await db.destroy();
}
await browser.close();

async function takePictures(
  page: Page,
  shot: (name: string) => Promise<unknown>,
  base: string,
  vettingId: string,
  all: boolean,
  invite: () => Promise<string>,
  locale: Locale,
): Promise<void> {
  const vetting = `${base}/vettings/${vettingId}`;
  await page.goto(`${base}/sign-in`);
  if (all) await shot('sign-in');
  await page.fill('#email', 'owner@example.com');
  await page.fill('#password', PASSWORD);
  await page.click('main button');
  if (!all) {
    // Before a report is opened: afterwards the levels by the rules have been seen.
    await page.goto(vetting);
    await shot('overview');
    await page.goto(`${vetting}/reading/business_model`);
    await scrollTo(page, 'article.reading');
    await shot('reading');
  }
  await page.goto(`${vetting}/comparison`);
  if (all) await shot('opening-levels');
  await openSealed(page);
  if (!all) await scrollTo(page, '.compare');
  await shot('comparison');
  await page.goto(vetting);
  await page.click('.list a[href$="/report"]');
  if (all) await shot('opening');
  await openSealed(page);
  await shot('report');
  if (!all) {
    await page.goto(page.url().replace(/\/report$/, '/meeting'));
    await shot('meeting');
  }
  if (all) {
    await page.click('a[href$="/judgements/fit"]');
    await shot('override');
    await page.selectOption('#level', '2');
    await page.fill('#reason', locale === 'ja' ? '理由の多くが一般論でした。' : 'Most reasons were general.');
    await page.click('main form#page button');
    await shot('report-overridden');
    await page.goto(`${base}/how-the-score-works`);
    await shot('score-guide');
    for (const path of OWNER_PATHS) {
      await page.goto(`${vetting}${path}`);
      await shot(`owner${path.replace(/\?.*/, '-view').replaceAll('/', '-')}`);
    }
    await page.goto(vetting);
    await page.click('.list a[href$="/report"]');
    const candidate = page.url().replace(/\/report$/, '');
    for (const path of ['', '/meeting', '/letter?feedback=yes']) {
      await page.goto(`${candidate}${path}`);
      await shot(`candidate${path.replace(/\?.*/, '').replaceAll('/', '-')}`);
    }
    await page.goto(`${vetting}/decision`);
    await page.locator('input[name=chosen]').first().check();
    await page.fill(
      '#reason',
      locale === 'ja'
        ? '提案の前に、事業の稼ぎ方を尋ねてくれたため。'
        : 'They asked how we earn before they proposed.',
    );
    await page.click('main form#page button');
    await shot('decided');
    await page.goto(`${vetting}/agreement`);
    await shot('agreement');
    await page.goto(`${vetting}/settings`);
    await page.click('form[action$="/reopening"] button');
    await page.goto(`${vetting}/candidates`);
    await page.fill('#name', `Sample link ${page.viewportSize()?.width}`);
    await page.click('main form#page button');
    await shot('link');
    await page.goto(`${base}/vettings/new`);
    await shot('new');
  }
  await page.goto(await invite());
  if (all) await shot('landing');
  await page.click('main button');
  const interview = page.url().replace(/\/\w+$/, '');
  const { response } = readSample(locale, 'metric_chaser');
  await page.check('#consent');
  await page.fill('#respondentName', 'Sample');
  if (all) await shot('welcome');
  await page.click('main form#page .buttons button');
  for (const { text } of readSample(locale, 'partner').response.askedQuestions?.slice(0, 3) ?? []) {
    await page.fill('#question', text);
    await page.click('button[value="ask"]');
    // What was read as several is shown before it is sent.
    if ((await page.locator('#item_0').count()) > 0) await page.click('button[value="ask"]');
  }
  await page.goto(`${interview}/ask`);
  await shot('ask');
  if (!all) return;
  await page.click('button[value="continue"]');
  await shot('nudge');
  await page.goto(`${interview}/ask`);
  await page.click('button[value="continue"]');
  await shot('facts');
  for (const step of ANSWER_STEPS.slice(1)) {
    await page.goto(`${interview}/${step}`);
    await shot(`${step}-empty`);
    await unfold(page);
    for (const [name, value] of Object.entries(typedValues(step, response, 'Sample'))) {
      const field = page.locator(`[name="${name}"]`).first();
      if (value === '' || (await field.count()) === 0) continue;
      const kind = await field.evaluate((element) => `${element.tagName} ${element.getAttribute('type')}`);
      if (kind.includes('radio')) await page.check(`[name="${name}"][value="${value}"]`);
      else if (kind.startsWith('SELECT')) await page.selectOption(`[name="${name}"]`, value);
      else await field.fill(value);
    }
    if (step === 'understand') await page.fill('#who', '');
    await page.click('main form#page .buttons button');
    if (step === 'understand') await shot('understand-error');
  }
  await page.goto(`${interview}/check`);
  await shot('check');
  await page.goto(`${interview}/understand?from=check`);
  await page.fill('#who', response.understand?.who ?? '');
  await page.click('main form#page .buttons button');
  await page.click('main form .buttons button');
  await shot('receipt');
  await page.goto(vetting);
  await page.click('form[action$="/preview"] button');
  await shot('preview');
}

/** Opens what is folded, so that it can be filled in. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
}

async function scrollTo(page: Page, selector: string): Promise<void> {
  const top = (await page.locator(selector).first().boundingBox())?.y ?? 0;
  await page.mouse.wheel(0, top - 140);
  await page.waitForTimeout(300);
}
