import type { Page } from 'playwright-core';
import t from 'tap';
import { launchBrowser } from '../../scripts/browser.ts';
import { BRIEF_PAGES } from '../../src/domain/brief/brief.ts';
import { ANSWER_STEPS } from '../../src/domain/interview/steps.ts';
import { controlsOf, sharedNames } from '../support/accessible.ts';
import { formsOf } from '../support/forms.ts';
import { ownerPages } from '../support/pages.ts';
import { submittedIn } from '../support/submitted.ts';
import { World } from '../support/world.ts';

t.setTimeout(600_000);
const browser = await launchBrowser();
t.teardown(() => browser.close());

/** Fields whose unit stands beside them and neither in their label nor in what describes them. */
const unitsUnsaid = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('.with-unit .unit')].flatMap((unit) => {
    const field = unit.parentElement.querySelector('input');
    const told = [...(field?.labels ?? []), ...(field?.getAttribute('aria-describedby') ?? '').split(' ')
      .map((id) => document.getElementById(id))].map((element) => element?.textContent ?? '').join(' ');
    return told.includes(unit.textContent.trim()) ? [] : [field?.id + ': ' + unit.textContent];
  })`);

const repeated = (lines: readonly string[]): string[] =>
  lines.filter((line, index) => lines.indexOf(line) !== index);

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: on no page do two controls have one name, nor two lines of an error summary one text`,
    async (t) => {
      const { world, base } = await World.listening(t);
      const { owner, vetting, ids } = await submittedIn(world, locale);
      const context = await browser.newContext({ locale: locale === 'ja' ? 'ja-JP' : 'en-GB' });
      t.teardown(() => context.close());
      const cookies = (from: ReadonlyMap<string, string>) =>
        context.addCookies([...from].map(([name, value]) => ({ name, value, url: base })));
      await cookies(owner.browser.cookies);
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on('dialog', (dialog) => void dialog.accept());
      let seen = 0;
      const look = async (where: string): Promise<void> => {
        seen += 1;
        t.same(sharedNames(await controlsOf(page)), [], `${where}: every control has a name of its own`);
        t.same(await unitsUnsaid(page), [], `${where}: every unit is told with its field`);
        const lines = await page.locator('.error-summary li').allInnerTexts();
        t.same(repeated(lines), [], `${where}: every line of the summary says something else`);
      };
      const [candidate = ''] = ids;
      const pages = [
        ...(await ownerPages(world, vetting.id, candidate)),
        ...BRIEF_PAGES.map((each) => `/vettings/${vetting.id}/brief/${each}`),
      ];
      for (const path of new Set(pages)) {
        await page.goto(base + path);
        await look(path.replace(/[\w-]{16}/g, '…'));
        const submit = page.locator('form#page .buttons button[type=submit]:not([name])').first();
        if ((await submit.count()) === 0) continue;
        await page.evaluate(
          "document.querySelectorAll('form#page textarea, form#page input[type=text]').forEach((field) => { if (!field.readOnly) field.value = ''; })",
        );
        await Promise.all([page.waitForEvent('load'), submit.click()]).catch((error) =>
          t.fail(`${path}: ${error}`),
        );
        if ((await page.locator('.error-summary').count()) > 0) await look(`${path}, refused`);
      }
      const invited = await world.invite(vetting, 'Walking');
      await world.takeInterviewUpTo(invited, 'terms', world.sampleResponse('partner', locale), vetting);
      await cookies(world.lastBrowser.cookies);
      for (const step of ['ask', 'facts', ...ANSWER_STEPS, 'check']) {
        const path = `${base}/interview/${invited.candidateId}/${step}`;
        await page.goto(path);
        await look(step);
        const [form] = formsOf(await page.content());
        const empty = Object.keys(form?.shown ?? {}).map((name): [string, string] => [name, '']);
        const { body } = await world.lastBrowser.submit(path.replace(base, ''), {
          ...form?.added,
          ...Object.fromEntries(empty),
        });
        await page.setContent(body);
        await look(`${step}, refused`);
      }
      t.ok(seen > 50, `${seen} pages`);
    },
  );
}
