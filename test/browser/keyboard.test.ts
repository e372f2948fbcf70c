import type { Page } from 'playwright-core';
import t from 'tap';
import { launchBrowser } from '../../scripts/browser.ts';
import { ANSWER_STEPS } from '../../src/domain/interview/steps.ts';
import { readSample } from '../../src/samples/sample.ts';
import { typedValues } from '../../src/samples/sample-interview.ts';
import { World } from '../support/world.ts';

t.setTimeout(400_000);
const browser = await launchBrowser();
const MOST_TABS = 150;

/** A person without a mouse: only Tab, arrows, Space, Enter and letters. */
class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Tabs on until something that matches has the focus. */
  async tabTo(selector: string): Promise<void> {
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await this.page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${selector} cannot be reached with the Tab key on ${this.page.url()}`);
  }

  async press(selector: string): Promise<void> {
    await this.tabTo(selector);
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')]);
  }

  async write(selector: string, text: string): Promise<void> {
    await this.tabTo(selector);
    await this.page.keyboard.insertText(text);
  }

  /** Moves with the arrow keys until the field with the focus has the value. */
  async choose(name: string, value: string): Promise<void> {
    await this.tabTo(`[name="${name}"]`);
    if (await this.page.evaluate("document.activeElement.type === 'radio'"))
      await this.page.keyboard.press('Space');
    for (let moves = 0; moves < 30; moves += 1) {
      if ((await this.page.evaluate('document.activeElement.value')) === value) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`${name} cannot be set to ${value} with the arrow keys`);
  }
}

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: the whole interview by keyboard alone, 360 pixels wide`,
    { timeout: 180_000 },
    async (t) => {
      const { world, base } = await World.listening(t);
      const owner = await world.owner('owner@example.com', locale);
      const { candidateId, token } = await world.invite(await world.vetting(owner.id, locale));
      const context = await browser.newContext({
        locale: locale === 'ja' ? 'ja-JP' : 'en-GB',
        viewport: { width: 360, height: 740 },
      });
      t.teardown(() => context.close());
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const keys = new Keyboard(page);
      const { response } = readSample(locale, 'partner');

      await page.goto(`${base}/i/${token}`);
      await keys.press('main form button');
      for (const step of ANSWER_STEPS) {
        if (step === 'welcome') await page.waitForURL('**/welcome');
        if (!new URL(page.url()).pathname.endsWith(`/${step}`)) continue;
        for (const [name, value] of Object.entries(typedValues(step, response, 'Aoi'))) {
          const field = page.locator(`[name="${name}"]`).first();
          if (value === '' || (await field.count()) === 0) continue;
          // Another channel or metric is asked for first.
          if (!(await field.isVisible())) {
            await keys.tabTo('details.more:not([open]) > summary');
            await page.keyboard.press('Enter');
          }
          const kind = await field.evaluate(
            (element) => `${element.tagName} ${element.getAttribute('type')}`,
          );
          if (kind.includes('checkbox')) {
            await keys.tabTo(`[name="${name}"]`);
            await page.keyboard.press('Space');
          } else if (kind.includes('radio') || kind.startsWith('SELECT')) await keys.choose(name, value);
          else await keys.write(`[name="${name}"]`, value);
        }
        await keys.press('main form button:not(.quiet):not(.link)');
        if (step !== 'welcome') continue;
        await keys.write('#question', response.askedQuestions?.[0]?.text ?? '');
        await keys.press('button[value="ask"]');
        // A question of two is shown as read first.
        if ((await page.locator('#item_0').count()) > 0) await keys.press('button[value="ask"]');
        await keys.press('button[value="continue"]');
        if (page.url().includes('/ask')) await keys.press('button[value="continue"]');
        await keys.press('main form button:not(.quiet):not(.link)');
      }
      t.match(new URL(page.url()).pathname, /\/check$/, 'every step was filled in without a mouse');
      await keys.press('main form button:not(.quiet):not(.link)');
      t.match(new URL(page.url()).pathname, new RegExp(`/interview/${candidateId}/receipt$`));
    },
  );
}

t.test('the browser closes', () => browser.close());
