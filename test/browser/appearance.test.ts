import type { BrowserContext } from 'playwright-core';
import t from 'tap';
import { launchBrowser } from '../../scripts/browser.ts';
import { SAMPLES } from '../../src/samples/sample.ts';
import { axeFindings, press, scrollsSideways } from '../support/journey.ts';
import { ownerPages } from '../support/pages.ts';
import { PASSWORD, type TestBrowser, World } from '../support/world.ts';

t.setTimeout(400_000);
const browser = await launchBrowser();

/** Gives a window the cookies of a test's browser, so that it is where that browser is. */
async function take(context: BrowserContext, from: TestBrowser, base: string): Promise<void> {
  await context.addCookies([...from.cookies].map(([name, value]) => ({ name, value, url: base })));
}

for (const [locale, colorScheme, width] of [
  ['ja', 'dark', 320],
  ['en', 'dark', 320],
] as const) {
  t.test(
    `${locale}, ${colorScheme}, ${width} pixels: axe finds nothing and no page scrolls sideways`,
    { timeout: 180_000 },
    async (t) => {
      const { world, base } = await World.listening(t);
      const owner = await world.owner('owner@example.com', locale);
      const vetting = await world.vetting(owner.id, locale);
      const ids: string[] = [];
      for (const sample of SAMPLES.slice(0, 2))
        ids.push(
          await world.takeInterview(vetting, `Agency ${sample}`, world.sampleResponse(sample, locale)),
        );
      const { candidateId, token } = await world.invite(vetting, 'Agency three');
      const candidate = await world.enter(token, locale);
      const at = (step: string): string => `/interview/${candidateId}/${step}`;
      await candidate.submit(at('welcome'), { respondentName: 'Aoi', consent: 'yes' });
      await candidate.submit(at('ask'), {
        question: 'What are your average order value and gross margin?',
        intent: 'ask',
      });
      for (let pressed = 0; pressed < 2; pressed += 1)
        await candidate.submit(at('ask'), { intent: 'continue' });
      await candidate.submit(at('propose'), { channel_0: 'instagram', reason_0: 'reach', wouldNotDo: 'x' });

      const context = await browser.newContext({
        locale: locale === 'ja' ? 'ja-JP' : 'en-GB',
        colorScheme,
        viewport: { width, height: 640 },
      });
      t.teardown(() => context.close());
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const check = async (name: string): Promise<void> => {
        t.notOk(await scrollsSideways(page), `${name} does not scroll sideways`);
        t.same(await axeFindings(page), [], `axe finds nothing on ${name}`);
      };

      await page.goto(`${base}/sign-in`);
      await check('sign-in');
      await page.fill('#email', 'owner@example.com');
      await page.fill('#password', PASSWORD);
      await press(page, 'main button');
      await page.waitForURL('**/vettings');
      for (const path of await ownerPages(world, vetting.id, ids[1] ?? '')) {
        await page.goto(base + path);
        await check(path.replace(vetting.id, '…'));
      }
      await take(context, candidate, base);
      for (const step of [
        'welcome',
        'ask',
        'facts',
        'understand',
        'numbers',
        'propose',
        'propose-probe',
        'measure',
        'partner',
        'terms',
        'check',
      ]) {
        await page.goto(base + at(step));
        await check(step);
        if (step === 'understand' || step === 'numbers' || step === 'partner') {
          await press(page, 'main form#page .buttons button:not(.quiet)');
          await page.locator('.error-summary').waitFor();
          await check(`${step}, refused`);
        }
      }
    },
  );
}

t.test('the browser closes', () => browser.close());
