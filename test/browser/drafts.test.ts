import type { BrowserContext, Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { launchBrowser } from '../../scripts/browser.ts';
import { askQuestions } from '../../src/store/conversation.ts';
import { press } from '../support/journey.ts';
import { PASSWORD, World } from '../support/world.ts';

t.setTimeout(300_000);
const browser = await launchBrowser();
t.teardown(() => browser.close());

/** An owner at the desk, in a real browser with JavaScript, who agrees to leave whatever asks. */
async function desk(t: Test, locale: 'ja' | 'en') {
  const { world, base } = await World.listening(t);
  const owner = await world.owner('owner@example.com', locale);
  const vetting = await world.vetting(owner.id, locale);
  const context = await browser.newContext({ locale: locale === 'ja' ? 'ja-JP' : 'en-GB' });
  t.teardown(() => context.close());
  const asked: string[] = [];
  const open = async (): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    return page;
  };
  const page = await open();
  await page.goto(`${base}/sign-in`);
  await page.fill('#email', 'owner@example.com');
  await page.fill('#password', PASSWORD);
  await press(page, 'main button');
  return { world, vetting, context, page, open, asked, at: `${base}/vettings/${vetting.id}` };
}

const copies = (context: BrowserContext): Promise<string[]> =>
  context
    .pages()[0]
    ?.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('banso:'))) as Promise<
    string[]
  >;

for (const locale of ['ja', 'en'] as const) {
  const words = {
    ja: { elsewhere: /ほかのタブでも入力されています/, added: '2社を追加しました', refused: '空欄です' },
    en: { elsewhere: /in another tab as well/, added: '2 candidates added', refused: 'is empty' },
  }[locale];

  t.test(
    `${locale}: what an owner typed is there again after leaving, and gone once it is saved`,
    async (t) => {
      const { context, page, asked, at } = await desk(t, locale);
      await page.goto(`${at}/brief/value`);
      const before = await page.inputValue('#text');
      await page.fill('#text', 'typed and not sent');
      await page.goto(`${at}/brief/market`);
      t.same(asked, ['beforeunload'], 'leaving is asked about');
      await page.goto(`${at}/brief/value`);
      t.equal(await page.inputValue('#text'), before, 'the page shows what is saved');
      const offer = page.locator('[data-copy-offer]');
      t.match(await offer.innerText(), 'typed and not sent');
      t.match(await offer.innerText(), before.slice(0, 12), 'beside what the page holds');
      await page.click('[data-restore]');
      t.equal(await page.inputValue('#text'), 'typed and not sent');
      await press(page, 'main form .buttons button');
      t.same(await copies(context), [], 'the copy goes when the server has it');
      await page.goto(`${at}/brief/value`);
      t.equal(await page.inputValue('#text'), 'typed and not sent');
      t.equal(await offer.count(), 0);
      t.equal(asked.length, 1, 'nothing asked where nothing was typed');
    },
  );

  t.test(
    `${locale}: of two tabs with one form each hears of the other, and nothing is replaced unasked`,
    async (t) => {
      const { page, open, at } = await desk(t, locale);
      const other = await open();
      for (const tab of [page, other]) await tab.goto(`${at}/brief/value`);
      await page.fill('#text', 'written in the first tab');
      await other.locator('form [role=status]').filter({ hasText: words.elsewhere }).waitFor();
      await press(page, 'main form .buttons button');
      await other.fill('#text', 'written in the second tab');
      await press(other, 'main form .buttons button');
      t.match(await other.locator('#conflict').innerText(), 'written in the first tab');
      t.equal(await other.inputValue('#text'), 'written in the second tab');
      await other.reload();
      t.match(await other.locator('#conflict').innerText(), 'written in the first tab', 'and after a reload');
      await press(other, 'main form .buttons button');
      await other.goto(`${at}/brief/value`);
      t.equal(await other.inputValue('#text'), 'written in the second tab');
    },
  );

  t.test(`${locale}: a paste that was sent question by question is offered to nobody again`, async (t) => {
    const { world, vetting, open, at } = await desk(t, locale);
    const { candidateId, token } = await world.invite(vetting);
    const page = await open();
    const site = new URL(at).origin;
    await page.goto(`${site}/i/${token}`);
    await press(page, 'main form button');
    await page.fill('#respondentName', 'Sam');
    await page.check('#consent');
    await press(page, 'main form .buttons button');
    await page.goto(`${site}/interview/${candidateId}/ask`);
    await page.fill('#question', 'Who signs?\nWho else was asked?\nWhy now?');
    await press(page, 'button[value=ask]');
    t.equal(await page.locator('textarea[name^=item_]').count(), 3, 'it is shown as it was read');
    await press(page, 'button[value=ask]');
    t.equal(await page.locator('.talk > li').count(), 3, 'sent');
    t.equal(await page.locator('[data-copy-offer]').count(), 0, 'and nothing is called unsaved');
    t.equal(await page.inputValue('#question'), '');
  });

  t.test(`${locale}: of two replies in the inbox, sending one does not cost the other`, async (t) => {
    const { world, vetting, page, at } = await desk(t, locale);
    const invited = await world.invite(vetting);
    await world.enter(invited.token, locale);
    const about = { phase: 'unprompted' as const, topic: 'other' as const, facts: [] };
    for (const text of ['Which colour is your logo?', 'Where is the garden?', 'Who chose the chairs?'])
      await askQuestions(world.db, invited.candidateId, [{ text, ...about }], world.clock.now);
    await page.goto(`${at}/questions`);
    const fields = page.locator('textarea[name=reply]');
    t.equal(await fields.count(), 3);
    t.equal(await fields.nth(2).isVisible(), false, 'the others are folded away');
    await page.locator('main details > summary').nth(2).click();
    await fields.nth(0).fill('first reply');
    await fields.nth(2).fill('second reply');
    await press(page, 'form[action$=reply] button[type=submit]');
    const left = page.locator('[data-copy-offer]');
    t.match(await left.innerText(), 'second reply', 'also where its form would be folded away');
    await page.click('[data-restore]');
    t.match(await fields.nth(1).inputValue(), 'second reply', 'what was sent stands behind it');
  });

  t.test(
    `${locale}: a double click on import adds each once; reload and Back work after it and after a refusal`,
    async (t) => {
      const { world, vetting, page, at } = await desk(t, locale);
      await page.goto(`${at}/candidates`);
      await press(page, '#page button[type=submit]');
      t.match(await page.locator('.error-summary').innerText(), words.refused);
      await page.reload();
      t.match(await page.locator('.error-summary').innerText(), words.refused, 'reload asks nothing');
      await page.goto(`${at}/candidates/import`);
      await page.goBack();
      t.match(await page.locator('.error-summary').innerText(), words.refused, 'Back finds the refused form');
      await page.goForward();
      await page.fill('#list', 'Aoba\nMidori');
      await press(page, 'button[value=preview]');
      await page.locator('button[value=add]').dblclick({ noWaitAfter: true });
      await page.locator('h1').filter({ hasText: words.added }).waitFor();
      const count = await world.db
        .selectFrom('candidates')
        .select('id')
        .where('vetting_id', '=', vetting.id)
        .execute();
      t.equal(count.length, 2);
      const links = await page.inputValue('#all');
      await page.reload();
      t.equal(await page.inputValue('#all'), links, 'the links stay in view');
      await page.goto(`${at}/candidates`);
      await page.goBack();
      t.equal(await page.inputValue('#all'), links);
      await press(page, 'form[action*=put-away] button');
      t.match(page.url(), /\/candidates$/);
    },
  );

  t.test(`${locale}: signing out takes the drafts along`, async (t) => {
    const { context, page, at } = await desk(t, locale);
    await page.goto(`${at}/brief/value`);
    await page.fill('#text', 'not for whoever comes next');
    t.equal((await copies(context)).length, 1);
    await press(page, 'form[action="/sign-out"] button');
    t.same(await copies(context), []);
  });
}
