import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import type { Test } from 'tap';
import { openSealed } from '../../scripts/browser.ts';
import { completeBrief, type Locale } from '../../src/domain/brief/brief.ts';
import {
  SITUATION_KEYS,
  SITUATIONS,
  type Situation,
  situationsOf,
} from '../../src/domain/brief/situations.ts';
import type { AnswerStep } from '../../src/domain/interview/steps.ts';
import type { Response } from '../../src/domain/response/response.ts';
import type { SAMPLES } from '../../src/samples/sample.ts';
import { takeInterview, typedValues } from '../../src/samples/sample-interview.ts';
import { findVetting } from '../../src/store/vettings.ts';
import { PASSWORD, World } from './world.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page: the rule and where. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" | ")))',
  );
}

export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}

/**
 * Presses a button or link and waits for the page that it leads to: a click returns before that when an
 * autosave has to finish first.
 */
export async function press(page: Page, target: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(target).first().click()]);
}

/** One owner, some candidates, and the checks that every page has to pass. */
export class Journey {
  readonly world: World;
  readonly #browser: Browser;
  readonly #t: Test;
  readonly #locale: Locale;
  readonly #javaScript: boolean;
  readonly #base: string;
  #vetting = '';
  /** Pages that axe has seen: the same one with other words has the same structure. */
  readonly #seen = new Set<string>();

  private constructor(
    browser: Browser,
    t_: Test,
    world: World,
    base: string,
    locale: Locale,
    javaScript: boolean,
  ) {
    this.#browser = browser;
    this.#t = t_;
    this.world = world;
    this.#base = base;
    this.#locale = locale;
    this.#javaScript = javaScript;
  }

  static async start(browser: Browser, t_: Test, locale: Locale, javaScript: boolean): Promise<Journey> {
    const { world, base } = await World.listening(t_);
    return new Journey(browser, t_, world, base, locale, javaScript);
  }

  async open(): Promise<Page> {
    const context = await this.#browser.newContext({
      locale: this.#locale === 'ja' ? 'ja-JP' : 'en-GB',
      javaScriptEnabled: this.#javaScript,
      viewport: { width: this.#javaScript ? 1280 : 360, height: 800 },
      acceptDownloads: true,
    });
    this.#t.teardown(() => context.close());
    const page = await context.newPage();
    page.on('request', (request) => {
      if (!request.url().startsWith(this.#base) && !request.url().startsWith('data:'))
        this.#t.fail(`a page asked another host: ${request.url()}`);
    });
    page.setDefaultTimeout(15_000);
    return page;
  }

  /** Axe finds nothing, the page does not scroll sideways, and the language is the chosen one. */
  async check(page: Page): Promise<void> {
    const where = page
      .url()
      .replace(this.#base, '')
      .replace(/[\w-]{16,}/g, '…');
    this.#t.equal(await page.getAttribute('html', 'lang'), this.#locale, `${where} is in ${this.#locale}`);
    if (!this.#javaScript) return;
    this.#t.notOk(await scrollsSideways(page), `${where} does not scroll sideways`);
    const state = `${where} ${await page.title()} ${await page.locator('main form').count()}`;
    if (this.#seen.has(state)) return;
    this.#seen.add(state);
    this.#t.same(await axeFindings(page), [], `axe finds nothing on ${where}`);
  }

  async createAccount(page: Page): Promise<void> {
    await page.goto(this.#base);
    await this.check(page);
    await page.fill('#email', 'owner@example.com');
    await page.fill('#password', 'short');
    await press(page, 'main button');
    await this.check(page);
    await page.fill('#password', PASSWORD);
    await press(page, 'main button');
    await page.waitForURL('**/vettings');
    await this.check(page);
  }

  async writeBrief(page: Page): Promise<void> {
    await press(page, 'main a.button');
    await this.check(page);
    await page.check('input[value="b2b_manufacturer"]');
    await press(page, 'main form button');
    for (let n = 0; n < 14; n += 1) {
      await this.check(page);
      if (page.url().endsWith('/profit')) {
        await page.fill('#grossMarginPercent', '140');
        await press(page, 'main form .buttons button:first-child');
        await this.check(page);
        this.#t.equal(
          await page.inputValue('#grossMarginPercent'),
          '140',
          'a refused margin is kept as typed',
        );
        await page.fill('#grossMarginPercent', '４２');
      }
      // The example is made one's own, or nothing could be sent.
      const text = page.locator('main textarea').first();
      if ((await text.count()) > 0) await text.fill(`${await text.inputValue()} +`);
      await press(page, 'main form .buttons button:first-child');
    }
    await page.waitForURL('**/brief');
    this.#vetting = page.url().replace('/brief', '');
    await this.check(page);
    await page.goto(`${this.#vetting}/own-questions`);
    await this.check(page);
    await press(page, 'main form#page .buttons button');
    await this.check(page);
    await page.fill('#text', 'Who would do the work?');
    await page.check('input[name="required"][value="no"]');
    await press(page, 'main form#page .buttons button');
    await this.check(page);
    await page.goto(this.#vetting);
    await press(page, 'form[action$="/preview"] button');
    await this.check(page);
  }

  async invite(page: Page, name: string): Promise<string> {
    await page.goto(`${this.#vetting}/candidates`);
    await this.check(page);
    await page.fill('#name', name);
    await press(page, 'main form:last-of-type .buttons button');
    await this.check(page);
    return page.inputValue('#link');
  }

  async takeInterview(page: Page, link: string, response: Response): Promise<void> {
    await page.goto(link);
    await this.check(page);
    await press(page, 'main button');
    await page.waitForURL('**/welcome');
    await this.check(page);
    await this.#next(page);
    this.#t.ok(await page.isVisible('.error-summary'), 'consent is asked for');
    await this.check(page);
    await page.check('#consent');
    await page.fill('#respondentName', 'Sato');
    await this.#next(page);
    for (const { text } of response.askedQuestions ?? []) {
      await page.fill('#question', text);
      await press(page, 'button[value="ask"]');
      if ((await page.locator('#item_0').count()) === 0) continue;
      await this.check(page);
      await press(page, 'button[value="ask"]');
    }
    await this.check(page);
    await press(page, 'button[value="continue"]');
    if (page.url().includes('/ask')) {
      await this.check(page);
      await press(page, 'button[value="continue"]');
    }
    await page.waitForURL('**/facts');
    await this.check(page);
    await press(page, 'main form button');
    for (let step = this.#step(page); step !== 'check'; step = this.#step(page)) {
      await this.check(page);
      await this.#fill(page, step, response);
      await this.#next(page);
      if (this.#step(page) === step)
        this.#t.fail(`${step} was refused: ${await page.textContent('.error-summary')}`);
    }
    await this.check(page);
    await press(page, 'main form button');
    await page.waitForURL('**/receipt');
    await this.check(page);
    await page.goBack();
    await page.reload();
    this.#t.match(page.url(), '/receipt', 'going back after submitting shows the receipt');
  }

  /** A second candidate, whose interview is taken without a browser. */
  async answer(name: string, sample: (typeof SAMPLES)[number]): Promise<void> {
    const id = this.#vetting.split('/').at(-1) ?? '';
    const { owner_id: ownerId } = await this.world.db
      .selectFrom('vettings')
      .select('owner_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const vetting = await findVetting(this.world.db, ownerId, id);
    const brief = vetting && completeBrief(vetting.brief);
    if (!brief) throw new Error('the brief is complete');
    const response = this.world.sampleResponse(sample, this.#locale);
    // Which situations were drawn for this vetting, no sample knows.
    const situations = Object.fromEntries(
      situationsOf(brief).map((key) => [
        key,
        { best: SITUATIONS[key].partner, worst: SITUATIONS[key].vendor },
      ]),
    );
    const answered = { ...response, partner: { ...response.partner, situations } };
    await takeInterview(this.world.db, ownerId, id, name, answered, this.world.clock.now);
  }

  #step(page: Page): AnswerStep | 'check' {
    return new URL(page.url()).pathname.split('/').at(-1) as AnswerStep | 'check';
  }

  #next(page: Page): Promise<void> {
    return press(page, 'main form .buttons button:first-child');
  }

  async #fill(page: Page, step: AnswerStep | 'check', response: Response): Promise<void> {
    if (step === 'check') return;
    for (const [name, value] of Object.entries(typedValues(step, response, 'Sato'))) {
      const field = page.locator(`[name="${name}"]`).first();
      if (value === '' || (await field.count()) === 0) continue;
      // Another channel or metric is asked for first.
      if (!(await field.isVisible())) await page.click('details.more:not([open]) > summary');
      const kind = await field
        .evaluate((element) => `${element.tagName} ${element.getAttribute('type')}`)
        .catch(() => '');
      if (kind.includes('radio')) await page.check(`[name="${name}"][value="${value}"]`);
      else if (kind.startsWith('SELECT')) await page.selectOption(`[name="${name}"]`, value);
      else await field.fill(value);
    }
    // Which situations were drawn for this vetting, no sample knows.
    if (step === 'partner') for (const key of SITUATION_KEYS) await this.#react(page, key);
  }

  async #react(page: Page, key: Situation): Promise<void> {
    if ((await page.locator(`[name="${key}_best"]`).count()) === 0) return;
    if ((await page.locator(`[name="${key}_best"]:checked`).count()) > 0) return;
    await page.check(`[name="${key}_best"][value="${SITUATIONS[key].partner}"]`);
    await page.check(`[name="${key}_worst"][value="${SITUATIONS[key].vendor}"]`);
  }

  async judge(page: Page): Promise<void> {
    await page.goto(this.#vetting);
    await this.check(page);
    const reports: string[][] = [];
    for (const index of [0, 1]) {
      await page.goto(this.#vetting);
      await press(page, `.list a >> nth=${index}`);
      await this.check(page);
      await openSealed(page);
      await this.check(page);
      reports.push(await page.locator('[data-figure]').allTextContents());
    }
    await page.goto(`${this.#base}/how-the-score-works`);
    await this.check(page);
    await page.goto(this.#vetting);
    await press(page, '.list a[href$="/report"]');
    await press(page, 'a[href$="/judgements/partnership"]');
    await this.check(page);
    await press(page, 'main form#page button');
    await this.check(page);
    await page.goto(`${this.#vetting}/comparison`);
    await this.check(page);
    await openSealed(page);
    await this.check(page);
    await page.selectOption('#sort', 'priceDeadlineFocus');
    await press(page, 'form.view .row button');
    await this.check(page);
    await press(page, 'a[href$="/weights"]');
    await this.check(page);
    await page.locator('input[type=range]').first().fill('0');
    await press(page, 'form .buttons button');
    await this.check(page);
    await page.goto(`${this.#vetting}/shortlist`);
    await page.locator('input[type=checkbox]').first().check();
    await page.locator('input.quantity').first().fill('1');
    await press(page, 'main form .buttons button');
    await this.check(page);
    await page.goto(`${this.#vetting}/questions`);
    await this.check(page);
    await page.goto(`${this.#base}/account`);
    await this.check(page);
    await page.goto(this.#vetting);
    await page.check('#confirm');
    await press(page, 'main form button');
    await page.goto(`${this.#vetting}/comparison`);
    await this.check(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('a[href$="export.csv"]'),
    ]);
    const rows: string[][] = parse(readFileSync(await download.path(), 'utf8'), { bom: true });
    this.#t.same(
      rows.slice(1).map((row) => row.slice(3, 6)),
      reports,
      'the CSV has the figures of the report pages',
    );
    this.#t.match(rows[1]?.[15], this.#locale === 'ja' ? 'はい' : 'Yes');
  }
}
