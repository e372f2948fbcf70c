import { once } from 'node:events';
import t, { type Test } from 'tap';
import { launchBrowser } from '../../scripts/browser.ts';
import { templateDraft } from '../../src/locales/templates/templates.ts';
import { addCandidate, issueInvitation } from '../../src/store/candidates.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createOwner } from '../../src/store/owners.ts';
import { createVetting, findVetting } from '../../src/store/vettings.ts';
import { press } from '../support/journey.ts';
import { startServer } from '../support/server.ts';

t.setTimeout(180_000);
const browser = await launchBrowser();

/** A database file with one vetting and the token of one candidate's link. */
async function invitedIn(file: string, locale: 'ja' | 'en'): Promise<{ candidateId: string; token: string }> {
  const db = openDatabase(file);
  const now = new Date();
  const owner = await createOwner(db, 'owner@example.com', 'no password', now);
  const id = await createVetting(
    db,
    owner?.id ?? '',
    templateDraft('b2b_manufacturer', locale).draft,
    [],
    now,
  );
  const vetting = await findVetting(db, owner?.id ?? '', id);
  const candidateId = vetting ? await addCandidate(db, vetting, 'Agency', null, now) : null;
  if (!candidateId) throw new Error('the candidate was not kept');
  const { token } = await issueInvitation(db, candidateId, now);
  await db.destroy();
  return { candidateId, token };
}

/** A candidate in a narrow window, at the step where the business is restated. */
async function atUnderstand(t: Test, base: string, token: string, candidateId: string, locale: 'ja' | 'en') {
  const context = await browser.newContext({
    locale: locale === 'ja' ? 'ja-JP' : 'en-GB',
    viewport: { width: 360, height: 740 },
  });
  t.teardown(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${base}/i/${token}`);
  await press(page, 'main button');
  await page.fill('#respondentName', 'Aoi');
  await page.check('#consent');
  await press(page, 'main form button');
  for (let pressed = 0; pressed < 2; pressed += 1) await press(page, 'button[value=continue]');
  const understand = `${base}/interview/${candidateId}/understand`;
  await page.goto(understand);
  return { page, understand };
}

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: the server is killed and started again between two pages, and nothing is lost`,
    async (t) => {
      const file = `${t.testdir()}/banso.sqlite`;
      const { candidateId, token } = await invitedIn(file, locale);
      const first = await startServer(file);
      const { page, understand } = await atUnderstand(t, first.base, token, candidateId, locale);
      for (const name of ['who', 'value', 'delivery']) await page.fill(`#${name}`, `acknowledged ${name}`);
      await page.click('main form button[type=submit]:not([name])');
      await page.waitForURL(/numbers(\?|$)/);
      first.child.kill('SIGKILL');
      await once(first.child, 'exit');
      await page.fill('#grossProfitPerCustomer', '480000');
      await page.locator('#save-status:not(:empty)').waitFor();

      const second = await startServer(file, first.port);
      await page.click('main form button[type=submit]:not([name])');
      await page.waitForSelector('[aria-invalid]');
      t.equal(
        await page.inputValue('#grossProfitPerCustomer'),
        '480000',
        'what was typed while the server was down is there',
      );
      await page.goto(understand);
      t.equal(await page.inputValue('#who'), 'acknowledged who', 'what had been acknowledged is there');
      second.child.kill('SIGTERM');
      await once(second.child, 'exit');
    },
  );

  t.test(`${locale}: while the server stands still, an old save is overtaken by a newer one`, async (t) => {
    const file = `${t.testdir()}/banso.sqlite`;
    const { candidateId, token } = await invitedIn(file, locale);
    const { base, child } = await startServer(file);
    const { page, understand } = await atUnderstand(t, base, token, candidateId, locale);
    const status = page.locator('#save-status');
    await page.fill('#who', 'acknowledged');
    await status.filter({ hasText: /./ }).waitFor();
    child.kill('SIGSTOP');
    await page.fill('#who', 'OLD, sent while nobody answers');
    // The page gives up waiting, keeps a copy and says so.
    await page.locator('#save-status.warn').waitFor();
    await page.fill('#who', 'NEWER');
    for (const name of ['value', 'delivery']) await page.fill(`#${name}`, `newer ${name}`);
    const pressed = page.click('main form button[type=submit]:not([name])');
    await page.waitForTimeout(500);
    child.kill('SIGCONT');
    await pressed;
    await page.waitForURL(/numbers/);
    await page.goto(understand);
    t.equal(await page.inputValue('#who'), 'NEWER', 'the old save changed nothing when it was read at last');
    t.equal(await page.locator('[data-copy-offer]').count(), 0, 'and no copy is offered');
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
}

// A test of its own: while the browser runs, the process never comes to the end at which teardowns are
// called.
t.test('the browser closes', () => browser.close());
