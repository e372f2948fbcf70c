import type { Page } from 'playwright-core';
import t from 'tap';
import { launchBrowser } from '../../scripts/browser.ts';
import { press } from '../support/journey.ts';
import { World } from '../support/world.ts';

t.setTimeout(300_000);
const browser = await launchBrowser();

/** An interview at the step where the business is restated, in a narrow window with JavaScript. */
async function atUnderstand(t: Parameters<typeof World.open>[0], locale: 'ja' | 'en') {
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
  await page.goto(`${base}/i/${token}`);
  await press(page, 'main button');
  await page.fill('#respondentName', 'Aoi');
  await page.check('#consent');
  await press(page, 'main form button');
  for (let pressed = 0; pressed < 2; pressed += 1) await press(page, 'button[value=continue]');
  const address = `${base}/interview/${candidateId}/understand`;
  await page.goto(address);
  const enter = async (): Promise<Page> => {
    const other = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    t.teardown(() => other.close());
    const tab = await other.newPage();
    tab.setDefaultTimeout(15_000);
    await tab.goto(`${base}/i/${token}`);
    await press(tab, 'main button');
    await tab.goto(address);
    return tab;
  };
  return { page, context, address, enter, base, world, candidateId };
}

for (const locale of ['ja', 'en'] as const) {
  const words = {
    ja: {
      saved: /自動で保存しました/,
      failed: /いま保存できていません/,
      conflict: /この欄は別の画面でも書き換えられています/,
      merged: /同僚の方の変更も取り込みました/,
    },
    en: {
      saved: /^Saved at \d{1,2}:\d\d/,
      failed: /Not saved at the moment/,
      conflict: /This field was also changed/,
      merged: /together with what a colleague changed/,
    },
  }[locale];

  t.test(
    `${locale}: what is typed is saved while typing, and kept through a broken connection`,
    { timeout: 90_000 },
    async (t) => {
      const { page, context, address } = await atUnderstand(t, locale);
      const status = page.locator('#save-status');
      await page.fill('#who', 'typed while connected');
      await status.filter({ hasText: words.saved }).waitFor();
      await page.reload();
      t.equal(await page.inputValue('#who'), 'typed while connected', 'saved without pressing a button');
      t.ok(await page.locator('[data-copy-offer]').isHidden(), 'no copy is offered where nothing was lost');

      await context.setOffline(true);
      await page.fill('#value', 'typed while cut off');
      await status.filter({ hasText: words.failed }).waitFor();
      await context.setOffline(false);
      await status.filter({ hasText: words.saved }).waitFor();
      t.pass('saved as soon as the connection is back');

      await context.setOffline(true);
      await page.fill('#delivery', 'typed before the window was closed');
      await status.filter({ hasText: words.failed }).waitFor();
      // A window that is still closing would save as soon as the connection is back: this one sends no more.
      await page.evaluate('window.fetch = () => new Promise(() => {})');
      // As a person closes it: a process that is killed may take along what it has not handed over yet.
      await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })]);
      await context.setOffline(false);
      const later = await context.newPage();
      await later.goto(address);
      t.equal(await later.inputValue('#value'), 'typed while cut off');
      await later.locator('[data-copy-offer]').waitFor();
      await later.click('[data-restore]');
      t.equal(
        await later.inputValue('#delivery'),
        'typed before the window was closed',
        'the copy of the browser is put back',
      );
      await later.locator('#save-status').filter({ hasText: words.saved }).waitFor();
      await later.reload();
      t.equal(await later.inputValue('#delivery'), 'typed before the window was closed');
      t.ok(await later.locator('[data-copy-offer]').isHidden(), 'the copy is gone once it is saved');
    },
  );

  t.test(
    `${locale}: a save that gets no answer does not hold up the buttons`,
    { timeout: 90_000 },
    async (t) => {
      const { page, address } = await atUnderstand(t, locale);
      const isSave = (body: string | null): boolean => body?.includes('intent=autosave') === true;
      await page.route(address, (route) =>
        isSave(route.request().postData()) ? undefined : route.continue(),
      );
      const [held] = await Promise.all([
        page.waitForRequest((request) => isSave(request.postData())),
        page.fill('#who', 'typed on a dead connection'),
      ]);
      t.ok(held);
      await press(page, 'main form#page button:not([type=button])');
      t.equal(await page.inputValue('#who'), 'typed on a dead connection');
      t.ok(await page.isVisible('.error-summary'), 'the page was sent: it says what is missing');
    },
  );

  t.test(
    `${locale}: a save whose answer gets lost is no conflict with oneself`,
    { timeout: 90_000 },
    async (t) => {
      const { page, address } = await atUnderstand(t, locale);
      const status = page.locator('#save-status');
      await page.route(address, async (route) => {
        if (route.request().method() !== 'POST') return route.continue();
        await route.fetch();
        await route.abort();
      });
      await page.fill('#who', 'reached the server');
      await status.filter({ hasText: words.failed }).waitFor();
      await page.unroute(address);
      await page.fill('#who', 'reached the server, and was heard of');
      await status.filter({ hasText: words.saved }).waitFor();
      await page.reload();
      t.equal(await page.inputValue('#who'), 'reached the server, and was heard of');
    },
  );

  t.test(`${locale}: two tabs in conflict show both versions`, { timeout: 90_000 }, async (t) => {
    const { page, enter } = await atUnderstand(t, locale);
    const colleague = await enter();
    await colleague.fill('#who', 'the words of a colleague');
    await colleague.locator('#save-status').filter({ hasText: words.saved }).waitFor();
    await page.fill('#who', 'my own words');
    await page.locator('#save-status').filter({ hasText: words.conflict }).waitFor();
    await press(page, 'main form#page button:not([type=button])');
    const conflict = page.locator('#conflict');
    await conflict.waitFor();
    t.match(await conflict.innerText(), /my own words[\s\S]*the words of a colleague/);
    t.equal(await page.inputValue('#who'), 'my own words', 'the fields keep what was sent');
    t.ok(
      await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'),
      'no sideways scrolling',
    );
    await page.check('#keep_who-theirs');
    await press(page, 'main form#page button:not([type=button])');
    t.equal(await page.inputValue('#who'), 'the words of a colleague');
    t.equal(await page.locator('#conflict').count(), 0, 'the question is answered');
  });

  t.test(
    `${locale}: what a colleague changes elsewhere comes into the page`,
    { timeout: 90_000 },
    async (t) => {
      const { page, enter } = await atUnderstand(t, locale);
      const colleague = await enter();
      await colleague.fill('#value', 'the value, by a colleague');
      await colleague.locator('#save-status').filter({ hasText: words.saved }).waitFor();
      await page.fill('#who', 'my own words');
      await page.locator('#save-status').filter({ hasText: words.merged }).waitFor();
      t.equal(await page.inputValue('#value'), 'the value, by a colleague');
      await page.fill('#value', 'the value, by a colleague and me');
      const status = page.locator('#save-status');
      await status.filter({ hasText: words.saved, hasNotText: words.merged }).waitFor();
      await page.reload();
      t.equal(await page.inputValue('#value'), 'the value, by a colleague and me', 'it can be gone on with');
      t.equal(await page.inputValue('#who'), 'my own words');
    },
  );
}

t.test('two colleagues in the box for a question keep both texts', { timeout: 90_000 }, async (t) => {
  const { page, address, enter } = await atUnderstand(t, 'en');
  const ask = address.replace(/understand$/, 'ask');
  const colleague = await enter();
  await page.goto(ask);
  await colleague.goto(ask);
  const saved = { hasText: /Saved at/ };
  await page.fill('#question', 'What does a customer pay');
  await page.locator('#save-status').filter(saved).waitFor();
  await colleague.fill('#question', 'Who buys');
  await colleague
    .locator('#save-status')
    .filter({ hasText: /This field was also changed/ })
    .waitFor();
  await colleague.locator('#page').getByRole('button', { name: 'come back later' }).click();
  await colleague.locator('#conflict').waitFor();
  const both = await colleague.locator('#conflict').innerText();
  t.match(both, 'What does a customer pay');
  t.match(both, 'Who buys');
  await colleague.check('#keep_question-theirs');
  await colleague.locator('#page').getByRole('button', { name: 'come back later' }).click();
  await colleague.locator('[role=status]').first().waitFor();
  t.equal(await colleague.inputValue('#question'), 'What does a customer pay');
  await page.reload();
  t.equal(await page.inputValue('#question'), 'What does a customer pay', 'saved without pressing a button');
});

t.test('a save that failed is tried again by itself', { timeout: 90_000 }, async (t) => {
  const { page, address } = await atUnderstand(t, 'en');
  const status = page.locator('#save-status');
  let refused = 0;
  await page.route(address, (route) => {
    if (route.request().method() !== 'POST' || refused > 0) return route.continue();
    refused += 1;
    return route.abort();
  });
  await page.fill('#who', 'typed while the line was bad');
  await status.filter({ hasText: /Not saved at the moment/ }).waitFor();
  await status.filter({ hasText: /Saved at/ }).waitFor({ timeout: 30_000 });
  t.equal(refused, 1);
  await page.reload();
  t.equal(await page.inputValue('#who'), 'typed while the line was bad');
});

t.test(
  'what a colleague changes in words that this page has saved comes in without a question',
  { timeout: 90_000 },
  async (t) => {
    const { page, enter } = await atUnderstand(t, 'en');
    const status = page.locator('#save-status');
    await page.fill('#who', 'Plant managers');
    await status.filter({ hasText: /Saved at/ }).waitFor();
    const colleague = await enter();
    t.equal(await colleague.inputValue('#who'), 'Plant managers');
    await colleague.fill('#who', 'Plant managers before an audit');
    await colleague
      .locator('#save-status')
      .filter({ hasText: /Saved at/ })
      .waitFor();
    await page.fill('#value', 'A quiet audit');
    await status.filter({ hasText: /together with what a colleague changed/ }).waitFor();
    t.equal(await page.inputValue('#who'), 'Plant managers before an audit');
    t.equal(await page.inputValue('#value'), 'A quiet audit');
  },
);

t.test('what is typed while a save is under way is saved after it', { timeout: 90_000 }, async (t) => {
  const { page, address, enter } = await atUnderstand(t, 'en');
  const begun = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const saves: string[] = [];
  await page.route(address, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    saves.push(new URLSearchParams(route.request().postData() ?? '').get('delivery') ?? '');
    begun.resolve();
    await held.promise;
    return route.continue();
  });
  await page.fill('#who', 'typed first');
  await begun.promise;
  await page.fill('#delivery', 'typed during the save');
  const second = page.waitForResponse(
    (response) => response.request().method() === 'POST' && saves.length === 2,
  );
  held.resolve();
  await second;
  t.same(saves, ['', 'typed during the save']);
  t.equal(await (await enter()).inputValue('#delivery'), 'typed during the save', 'a colleague finds it');
});

t.test('what is typed during a save that brings news is saved too', { timeout: 90_000 }, async (t) => {
  const { page, address, enter } = await atUnderstand(t, 'en');
  const status = page.locator('#save-status');
  const colleague = await enter();
  await colleague.fill('#value', 'the value, by a colleague');
  await colleague
    .locator('#save-status')
    .filter({ hasText: /Saved at/ })
    .waitFor();
  const held = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    begun.resolve();
    await held.promise;
    return route.continue();
  });
  await page.fill('#who', 'saved');
  await begun.promise;
  await page.fill('#delivery', 'typed during the save');
  held.resolve();
  await status.filter({ hasText: /together with what a colleague changed/ }).waitFor();
  await status.filter({ hasText: /^Saved at/, hasNotText: /together with/ }).waitFor();
  await colleague.reload();
  t.equal(await colleague.inputValue('#delivery'), 'typed during the save');
  await page.reload();
  t.equal(await page.inputValue('#delivery'), 'typed during the save', 'after a reload');
});
t.test('what a colleague did not get into the submission is shown on the receipt', async (t) => {
  const { page, address, world, candidateId } = await atUnderstand(t, 'en');
  await page.route(address, (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await page.fill('#who', 'words that never arrived');
  await page
    .locator('#save-status')
    .filter({ hasText: /Not saved at the moment/ })
    .waitFor();
  await world.db
    .updateTable('interviews')
    .set({ submitted_at: new Date().toISOString() })
    .where('candidate_id', '=', candidateId)
    .execute();
  await page.goto(address.replace('/understand', '/receipt'));
  const leftover = page.locator('[data-leftover]');
  await leftover.filter({ hasText: 'words that never arrived' }).waitFor();
  await leftover.locator('button').click();
  await leftover.waitFor({ state: 'hidden' });
  await page.reload();
  t.ok(await leftover.isHidden(), 'it is gone once it was taken away');
});

t.test('the browser closes', () => browser.close());
