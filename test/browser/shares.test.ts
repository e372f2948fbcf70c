import t from 'tap';
import { launchBrowser } from '../../scripts/browser.ts';
import { press } from '../support/journey.ts';
import { PASSWORD, World } from '../support/world.ts';

t.setTimeout(60_000);
const browser = await launchBrowser();

t.test('the sum of the shares follows what is typed', async (t) => {
  const { world, base } = await World.listening(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 360, height: 800 } });
  t.teardown(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${base}/sign-in`);
  await page.fill('#email', 'owner@example.com');
  await page.fill('#password', PASSWORD);
  await press(page, 'main button');
  await page.goto(`${base}/vettings/${vetting.id}/brief/sales_process`);
  const sum = (): Promise<string> => page.locator('output[data-sum]').innerText();
  t.equal(await sum(), '100');
  await page.fill('#share_instagram', '２.５');
  t.equal(await sum(), '102.5', 'wide digits too');
  await page.fill('#share_instagram', 'a few');
  t.equal(await sum(), '–');
  await page.fill('#share_instagram', '');
  t.equal(await sum(), '100');
});

t.test('the browser closes', () => browser.close());
