import t, { type Test } from 'tap';
import { BRIEF_PAGES } from '../../src/domain/brief/brief.ts';
import { formBytes } from '../../src/domain/forms/field.ts';
import { LONGEST_STEP } from '../../src/domain/interview/longest-step.ts';
import { fieldsOf } from '../../src/domain/interview/step-fields.ts';
import { ANSWER_STEPS } from '../../src/domain/interview/steps.ts';
import { formsOf } from '../support/forms.ts';
import { ownerPages } from '../support/pages.ts';
import { submittedWorld } from '../support/submitted.ts';
import type { TestBrowser } from '../support/world.ts';

t.setTimeout(240_000);

/** The longest text that each field of a page takes, by what the page itself says. */
const limitsOf = (body: string): Map<string, number> =>
  new Map(
    [...body.matchAll(/data-limit="(\d+)" data-for="([^"]+)"/g)].map(([, limit, name]) => [
      name ?? '',
      Number(limit),
    ]),
  );

const FILLINGS = { 漢字: '漢', emoji: '👨‍👩‍👧‍👦' };

/** Fills the long texts of every form of a page to their limits; nothing may be too large, and all is kept. */
async function fill(t: Test, browser: TestBrowser, path: string, stored: () => Promise<string>) {
  const { body } = await browser.get(path);
  const limits = limitsOf(body);
  let filled = 0;
  for (const { action, typed, shown, added } of formsOf(body)) {
    for (const [name, character] of Object.entries(FILLINGS)) {
      const long = typed.filter((field) => limits.has(field) && field !== 'options');
      // Of many questions at once only fifteen can be asked, each of its own length.
      if (long.length === 0 || /\/(import|reply|deletion|ask)$/.test(action)) continue;
      const texts = long.map((field): [string, string] => [field, character.repeat(limits.get(field) ?? 0)]);
      const fields = { ...shown, ...Object.fromEntries(texts), _base: added._base ?? '' };
      const answer = await browser.submit(action, fields);
      t.not(answer.statusCode, 413, `${action}, ${name}: ${JSON.stringify(fields).length} code units`);
      t.notMatch(answer.body, /Please shorten it to/, `${action}, ${name}: nothing is too long`);
      const kept = `${answer.body}${await stored()}`;
      t.ok(
        texts.every(([, text]) => kept.includes(text)),
        `${action}, ${name}: every word is kept`,
      );
      filled += 1;
    }
  }
  return filled;
}

t.test('every form takes what its fields promise, in any characters', async (t) => {
  const { world, owner, vetting, ids, base } = await submittedWorld(t, 'en');
  const stored = async (): Promise<string> => {
    const tables = await world.db.introspection.getTables();
    const rows = await Promise.all(
      tables
        .filter(({ name }) => name !== 'kept_pages')
        .map(({ name }) =>
          world.db
            .selectFrom(name as 'outbox')
            .selectAll()
            .execute(),
        ),
    );
    return JSON.stringify(rows).replaceAll('\\"', '"');
  };
  const [candidate = ''] = ids;
  let forms = 0;
  for (const path of [
    ...(await ownerPages(world, vetting.id, candidate)),
    ...BRIEF_PAGES.map((page) => `${base}/brief/${page}`),
  ])
    forms += await fill(t, owner.browser, path, stored);
  const invited = await world.invite(vetting, 'Full');
  await world.takeInterviewUpTo(invited, 'terms', world.sampleResponse('partner'), vetting);
  for (const step of ['ask', ...ANSWER_STEPS])
    forms += await fill(t, world.lastBrowser, `/interview/${invited.candidateId}/${step}`, stored);
  t.ok(forms >= 40, `${forms} fillings`);
});

t.test(
  'the limit of the interview covers every step with as many own questions as there can be',
  async (t) => {
    const { world, vetting } = await submittedWorld(t, 'ja');
    t.ok(world);
    const ownQuestions = Array.from({ length: 12 }, (_, index) => ({
      id: `own_${index}`,
      step: 'understand' as const,
      kind: 'text' as const,
      text: 'q',
      required: true,
      weight: 1,
      levels: ['', '', '', '', ''] as [string, string, string, string, string],
    }));
    const brief = { ...(vetting.brief as Parameters<typeof fieldsOf>[1]), ownQuestions };
    for (const step of ANSWER_STEPS)
      t.ok(formBytes(fieldsOf(step, brief, {})) <= formBytes(LONGEST_STEP), step);
  },
);
