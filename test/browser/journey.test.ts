import t from 'tap';
import { launchBrowser } from '../../scripts/browser.ts';
import { Journey } from '../support/journey.ts';

t.setTimeout(600_000);
const browser = await launchBrowser();

// The other two combinations of language and JavaScript are walked by the test of the owner's desk.
for (const [locale, javaScript] of [
  ['ja', true],
  ['en', false],
] as const) {
  t.test(
    `the whole journey in ${locale}, JavaScript ${javaScript ? 'on' : 'off'}`,
    { timeout: 180_000 },
    async (t) => {
      const journey = await Journey.start(browser, t, locale, javaScript);
      const owner = await journey.open();
      await journey.createAccount(owner);
      await journey.writeBrief(owner);
      const link = await journey.invite(owner, locale === 'ja' ? '株式会社あおば' : 'Aoba Ltd');
      const partner = journey.world.sampleResponse('partner', locale);
      await journey.takeInterview(await journey.open(), link, partner);
      await journey.answer(locale === 'ja' ? '株式会社みどり' : 'Midori Ltd', 'price_deadline');
      await journey.judge(owner);
    },
  );
}

// A test of its own: while the browser runs, the process never comes to the end at which teardowns are
// called.
t.test('the browser closes', () => browser.close());
