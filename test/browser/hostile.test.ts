import t from 'tap';
import { launchBrowser } from '../../scripts/browser.ts';
import { CORPUS, hostileCandidate, typeEverywhere } from '../support/hostile.ts';
import { submittedIn } from '../support/submitted.ts';
import { World } from '../support/world.ts';

t.setTimeout(600_000);
const browser = await launchBrowser();
t.teardown(() => browser.close());
const WIDTH = 360;

/** All of the corpus that could run or break something, in one text. */
const TEXT = [
  'scripts',
  'attributes',
  'templates',
  'text that turns around',
  'marks upon marks',
  'a letter that grows',
  'names of objects',
]
  .map((name) => CORPUS[name])
  .join(' ');

t.test('typed everywhere: in a real browser nothing runs and no page breaks', async (t) => {
  const { world, base } = await World.listening(t);
  const { owner, vetting, ids } = await submittedIn(world, 'en');
  const hostile = await hostileCandidate(world, vetting, ids[0] ?? '', TEXT);
  await typeEverywhere(t, owner.browser, hostile.pages, TEXT);
  await typeEverywhere(t, hostile.candidate, hostile.steps, TEXT);
  const context = await browser.newContext({ viewport: { width: WIDTH, height: 800 } });
  t.teardown(() => context.close());
  for (const cookies of [owner.browser.cookies, hostile.candidate.cookies])
    await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: base })));
  const ran: string[] = [];
  const page = await context.newPage();
  await page.exposeFunction('HOSTILE', () => ran.push(`HOSTILE on ${page.url()}`));
  await page.exposeFunction('toldOfViolation', (directive: string) =>
    ran.push(`${directive} on ${page.url()}`),
  );
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', (event) => toldOfViolation(event.violatedDirective))`,
  );
  page.on('dialog', (dialog) => {
    if (dialog.type() !== 'beforeunload') ran.push(`a dialog on ${page.url()}`);
    void dialog.accept();
  });
  page.on('pageerror', (error) => ran.push(`${error.message} on ${page.url()}`));
  let shown = 0;
  for (const path of new Set([...hostile.pages, ...hostile.steps])) {
    await page.goto(base + path);
    const { width, text: seen } = (await page.evaluate(
      `({ width: document.documentElement.scrollWidth, text: document.body.innerText +
          [...document.querySelectorAll('input, textarea')].map((field) => field.value).join() })`,
    )) as { width: number; text: string };
    if (width > WIDTH) t.fail(`${path}: ${width} pixels wide`);
    if (seen.includes('HOSTILE')) shown += 1;
  }
  t.same(ran, [], 'nothing ran');
  t.ok(shown >= 10, `it is shown on ${shown} pages`);
});
