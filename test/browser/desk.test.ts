import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import mammoth from 'mammoth';
import type { Download, Page } from 'playwright-core';
import readExcelFile from 'read-excel-file/node';
import t from 'tap';
import { launchBrowser, openSealed } from '../../scripts/browser.ts';
import { CRITERIA } from '../../src/domain/scoring/rubric.ts';
import { SAMPLES } from '../../src/samples/sample.ts';
import { axeFindings, press, scrollsSideways } from '../support/journey.ts';
import { PASSWORD, World } from '../support/world.ts';

t.setTimeout(400_000);
const browser = await launchBrowser();

/** On how many sheets of paper a page prints. */
async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
}

async function download(page: Page, selector: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(selector)]);
  return readFileSync(await (file as Download).path());
}

// The other two combinations of language and JavaScript are walked by the journey.
for (const [locale, javaScript] of [
  ['en', true],
  ['ja', false],
] as const) {
  t.test(
    `${locale}, JavaScript ${javaScript ? 'on' : 'off'}: from the invitation to the agreement sheet, and to the deletion`,
    { timeout: 180_000 },
    async (t) => {
      const { world, base } = await World.listening(t);
      const owner = await world.owner('owner@example.com', locale);
      const vetting = await world.vetting(owner.id, locale);
      for (const sample of SAMPLES)
        await world.takeInterview(vetting, `Agency ${sample}`, world.sampleResponse(sample, locale));
      const open = async (): Promise<Page> => {
        const viewport = { width: javaScript ? 1280 : 360, height: 800 };
        const context = await browser.newContext({
          locale: locale === 'ja' ? 'ja-JP' : 'en-GB',
          javaScriptEnabled: javaScript,
          viewport,
          acceptDownloads: true,
        });
        t.teardown(() => context.close());
        const page = await context.newPage();
        page.setDefaultTimeout(15_000);
        return page;
      };
      const at = `${base}/vettings/${vetting.id}`;
      const page = await open();
      const check = async (where: Page = page): Promise<void> => {
        const name = where
          .url()
          .replace(base, '')
          .replace(/[\w-]{16,}/g, '…');
        t.equal(await where.getAttribute('html', 'lang'), locale, `${name} is in ${locale}`);
        if (!javaScript) return;
        t.notOk(await scrollsSideways(where), `${name} does not scroll sideways`);
        t.same(await axeFindings(where), [], `axe finds nothing on ${name}`);
      };

      await page.goto(`${base}/sign-in`);
      await page.fill('#email', 'owner@example.com');
      await page.fill('#password', PASSWORD);
      await press(page, 'main button');

      // Invite from a list, with a line that has a problem.
      await page.goto(`${at}/candidates/import`);
      await page.fill('#list', 'Aoba,aoba@example.jp\nMidori,not-an@address');
      await press(page, 'main button[value=preview]');
      await check();
      await press(page, 'main button[value=add]');
      await check();
      const link = await page.inputValue('#link');
      const candidate = await open();
      await candidate.goto(link);
      await press(candidate, 'main button');
      await candidate.fill('#respondentName', 'Sato');
      await candidate.check('#consent');
      await press(candidate, 'main form button');
      await candidate.fill(
        '#question',
        locale === 'ja' ? 'フォントの指定はありますか' : 'Which font does the site use?',
      );
      await press(candidate, 'button[value=ask]');

      // Answer what was asked, to all, and keep it as a fact.
      await page.goto(`${at}/questions`);
      await check();
      const question = page
        .locator('section.group')
        .filter({ has: page.locator('form') })
        .first();
      await question.locator('textarea').fill('Noto Sans');
      await question.locator('input[name=toAll]').check();
      await question.locator('input[name=keep]').check();
      await press(page, 'section.group:has(form) button');
      await candidate.reload();
      t.match(await candidate.innerText('main'), 'Noto Sans', 'the candidate sees the reply');

      // Read a report, note something, prepare the meeting.
      await page.goto(at);
      await press(page, '.list a[href$="/report"]');
      await check();
      await openSealed(page);
      await page.fill('#note-text', 'Asked before proposing.');
      await press(page, 'main form.note button');
      await check();
      await press(page, 'main a[href$="/meeting"]');
      await press(page, 'main a[href$="/meeting/questions"]');
      await page.fill('#questions', 'Who would do the work?');
      await press(page, 'main form#page button');
      t.match(await page.inputValue('#questions'), 'Who would do the work?');
      await press(page, 'main .crumb a');
      t.match(await page.innerText('.meeting-item h2'), 'Who would do the work?');
      await page.fill('#note_0', 'Two people.');
      await page.selectOption('#level_fit', '3');
      await press(page, 'main form#page button');
      t.equal(await page.inputValue('#note_0'), 'Two people.');
      await check();

      // A colleague rates before seeing anything.
      await page.goto(`${at}/members`);
      await page.fill('#email', 'eva@example.com');
      await page.check('input[value=evaluator]');
      await press(page, 'main form#page button');
      await check();
      const join = await page.inputValue('#link');
      const eva = await open();
      await eva.goto(join);
      await check(eva);
      await eva.fill('#password', PASSWORD);
      await press(eva, 'main form button');
      await eva.goto(`${at}/comparison`);
      t.match(eva.url(), '/reading?first', 'nothing to compare before reading');
      await check(eva);
      await press(eva, 'section.next a.button');
      for (const [index] of CRITERIA.entries()) {
        t.notMatch(await eva.innerText('main'), /Agency (partner|promising)/, 'no name is told');
        if (index === 0) await check(eva);
        for (let n = 1; n <= SAMPLES.length; n += 1) {
          // By the keyboard on the first page, by the mouse on the others.
          if (index === 0) {
            await eva.focus(`input[name=level_${n}]`);
            await eva.keyboard.press(`Digit${n % 5}`);
            if (!javaScript) await eva.check(`input[name=level_${n}][value="${n % 5}"]`, { force: true });
          } else await eva.check(`input[name=level_${n}][value="${n % 5}"]`, { force: true });
        }
        if (index === 0 && javaScript) {
          await eva.locator('[data-save-status]:not(:empty)').waitFor();
          await eva.reload();
          t.equal(
            await eva.locator('input[name=level_2]:checked').getAttribute('value'),
            '2',
            'saved by itself',
          );
        }
        await press(eva, 'main .buttons button');
      }
      await check(eva);
      await press(eva, 'main form[action$="/end"] button');
      await check(eva);
      await eva.goto(`${at}/reading/levels`);
      await check(eva);
      await eva.goto(`${at}/comparison`);
      await check(eva);

      // Compare: blind, differences only, one pinned, one hidden; the map as a file.
      await page.goto(`${at}/comparison`);
      await check();
      await openSealed(page);
      await page.check('#blind');
      await page.check('#only');
      await press(page, 'main form.view .row button');
      await check();
      t.notMatch(await page.innerText('main'), 'Agency partner', 'blind');
      await page.goto(`${at}/comparison`);
      await page.click('main details summary');
      await page.check('tr:has-text("Agency metric_chaser") input[name=hide]');
      await page.check('tr:has-text("Agency price_deadline") input[name=pin]');
      await press(page, 'main details button');
      const columns = async (): Promise<(string | undefined)[]> =>
        (await page.locator('table.compare').first().locator('thead th').allInnerTexts())
          .slice(1)
          .map((text) => text.split(/\s+/)[1]);
      t.same(await columns(), ['price_deadline', 'partner', 'promising']);
      t.match((await download(page, 'a[href*="map.svg"]')).toString(), '<svg');

      // The envelope is opened; then the terms sort like any other row, and so does an answer.
      await page.goto(at);
      await page.fill('#unsealReason', 'We have to decide today.');
      await page.check('#confirm');
      await press(page, 'main form[action$="/unsealing"] button');
      await check();
      await page.goto(`${at}/comparison`);
      await page.selectOption('#sort', 'terms.initialPrice');
      await press(page, 'main form.view .row button');
      t.same(
        await columns(),
        ['price_deadline', 'metric_chaser', 'promising', 'partner'],
        'the lowest price first',
      );
      t.equal(await page.inputValue('#sort'), 'terms.initialPrice');
      await check();
      await press(page, 'table.compare a[href*="numbers.customersNeeded"]');
      t.equal(await page.locator('table.compare tr.sorted').count(), 1);

      // What is printed: a report and a meeting's sheet stay short.
      const [firstReport = ''] =
        (await page.content()).match(/[^"]*\/candidates\/[\w-]+\/report(?="\s*>Agency partner)/) ?? [];
      await page.goto(`${base}${firstReport}`);
      await openSealed(page);
      t.ok((await sheetsOf(page)) <= 5, 'a report fits five sheets');
      await page.goto(`${base}${firstReport.replace(/report$/, 'meeting')}`);
      t.ok((await sheetsOf(page)) <= 3, "a meeting's sheet fits three");

      // Shortlist, moved by a button, then the decision, the letter and the agreement sheet.
      await page.goto(`${at}/shortlist`);
      for (const sample of ['partner', 'promising'])
        await page.check(`tr:has-text("Agency ${sample}") input[type=checkbox]`);
      await press(page, 'main .buttons button');
      await press(page, 'tr:has-text("Agency promising") button[value^="up:"]');
      t.match(await page.innerText('main tbody tr:first-child'), 'Agency promising');
      await check();
      await page.goto(`${at}/decision`);
      await check();
      await press(page, 'main form#page button');
      await page.locator('.error-summary').waitFor();
      await check();
      await page.check('label:has-text("Agency partner")');
      await page.fill('#reason', 'They asked first.');
      await press(page, 'main form#page button');
      await check();
      await press(page, 'main a[href$="/letter"] >> nth=0');
      await check();
      await page.goto(`${at}/agreement`);
      await check();
      const { value } = await mammoth.extractRawText({ buffer: await download(page, 'a[href$=".docx"]') });
      t.match(value, vetting.brief.kgi?.statement ?? 'no goal');

      // Exports of the same candidates, the history, and everything gone.
      await page.goto(`${at}/shortlist`);
      const csv: string[][] = parse(await download(page, 'a[href$="export.csv"]'), { bom: true });
      const [sheet] = await readExcelFile(await download(page, 'a[href$="export.xlsx"]'));
      t.same(
        sheet?.data.map((line) => String(line[3])),
        csv.map((line) => line[3]),
      );
      await page.goto(`${at}/history`);
      await check();
      await page.selectOption('#act', 'decided');
      await press(page, 'main form.row button');
      t.equal(await page.locator('main tbody tr').count(), 1);
      await page.goto(`${at}/settings`);
      await press(page, 'main form[action$="/archive"] button');
      await page.goto(`${at}/deletion`);
      await page.fill('#title', vetting.brief.title);
      await press(page, 'main form#page button');
      await page.waitForURL('**/vettings?deleted');
      await check();
      t.equal((await page.goto(at))?.status(), 404);
    },
  );
}

t.test('the browser closes', () => browser.close());
