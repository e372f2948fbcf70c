import t from 'tap';
import { launchBrowser } from '../../scripts/browser.ts';
import { Journey } from '../support/journey.ts';

t.setTimeout(600_000);
const browser = await launchBrowser();

for (const locale of ['ja', 'en'] as const) {
  for (const javaScript of [true, false]) {
    t.test(
      `the whole journey in ${locale}, JavaScript ${javaScript ? 'on' : 'off'}`,
      { timeout: 180_000 },
      async (t) => {
        const journey = await Journey.start(browser, t, locale, javaScript);
        const owner = await journey.open();
        await journey.createAccount(owner);
        await journey.writeBrief(owner);
        const link = await journey.invite(owner, locale === 'ja' ? '株式会社あおば' : 'Aoba Ltd');
        // With JavaScript a partner types every field; without, a seller leaves some out.
        const [typing, other] = javaScript
          ? (['partner', 'price_deadline'] as const)
          : (['price_deadline', 'partner'] as const);
        await journey.takeInterview(await journey.open(), link, journey.world.sampleResponse(typing, locale));
        await journey.answer(locale === 'ja' ? '株式会社みどり' : 'Midori Ltd', other);
        await journey.judge(owner);
      },
    );
  }
}

// A test of its own: while the browser runs, the process never comes to the end at which teardowns are
// called.
t.test('the browser closes', () => browser.close());
