import t from 'tap';
import { launchBrowser, openSealed } from '../../scripts/browser.ts';
import { submittedIn } from '../support/submitted.ts';
import { PASSWORD, World } from '../support/world.ts';

t.setTimeout(120_000);

t.test('a mail program gets a letter as it was edited, and a refused copy is said', async (t) => {
  const { world, base: site } = await World.listening(t);
  const { owner, ids, base } = await submittedIn(world, 'en');
  await owner.browser.submit(`${base}/decision`, { chosen: ids[0] ?? '', reason: 'They understood.' });
  const browser = await launchBrowser();
  t.teardown(() => browser.close());
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await page.goto(`${site}/sign-in`);
  await page.fill('#email', 'owner@example.com');
  await page.fill('#password', PASSWORD);
  await page.click('main form#page button');
  await page.waitForURL('**/vettings');
  for (const [path, text] of [
    [`${base}/letters`, `#text_${ids[1]}`],
    [`${base}/candidates/${ids[1]}/letter`, '#text'],
  ] as const) {
    await page.goto(site + path);
    await openSealed(page);
    await page.fill(text, 'Words of my own & more?');
    const link = page.locator(`a[data-text="${text.slice(1)}"]`);
    // The link is followed by no program here; what it leads to is what counts.
    await link.evaluate('(a) => a.addEventListener("click", (event) => event.preventDefault())');
    await link.click();
    t.match(
      decodeURIComponent((await link.getAttribute('href')) ?? ''),
      'body=Words of my own & more?',
      path,
    );
    await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("denied"))');
    await page.click(`button[data-copy="${text.slice(1)}"]`);
    await page.locator('[data-copy-status]', { hasText: 'did not allow copying' }).waitFor();
  }
});
