import type { Page } from 'playwright-core';
import t from 'tap';
import { launchBrowser, openSealed } from '../../scripts/browser.ts';
import { press } from '../support/journey.ts';
import { PASSWORD, World } from '../support/world.ts';

t.setTimeout(120_000);
const browser = await launchBrowser();

t.test('a row of the shortlist that is dragged up numbers the ranks, which are kept', async (t) => {
  const { world, base } = await World.listening(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  for (const name of ['One', 'Two', 'Three'])
    await world.takeInterview(vetting, name, world.sampleResponse('promising'));
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  t.teardown(() => context.close());
  const page: Page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${base}/sign-in`);
  await page.fill('#email', 'owner@example.com');
  await page.fill('#password', PASSWORD);
  await press(page, 'main button');
  await page.goto(`${base}/vettings/${vetting.id}/shortlist`);
  await openSealed(page);
  const ranks = async (): Promise<string[]> => {
    const rows = await page.locator('main tbody tr').all();
    return Promise.all(
      rows.map(async (row) => {
        // Also where the row is folded away.
        const name = (await row.locator('th a').textContent()) ?? '';
        return `${name.trim()} ${await row.locator('.quantity').inputValue()}`.trim();
      }),
    );
  };
  // All three score alike: which of them comes first is nobody's promise.
  const [first = '', second = '', third = ''] = await ranks();
  t.same([first, second, third].sort(), ['One', 'Three', 'Two']);
  for (const name of [first, third]) await page.check(`tr:has-text("${name}") input[type=checkbox]`);
  await page.dragAndDrop(`tr:has-text("${third}") th`, `tr:has-text("${first}") th`, {
    targetPosition: { x: 5, y: 2 },
  });
  t.same(await ranks(), [`${third} 1`, `${first} 2`, second], 'who is not on the shortlist has no rank');
  await press(page, 'main .buttons button');
  t.same(await ranks(), [`${third} 1`, `${first} 2`, second], 'after saving');
});

t.test('the browser closes', () => browser.close());
