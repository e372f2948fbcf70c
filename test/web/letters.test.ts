import t from 'tap';
import type { Criterion } from '../../src/domain/scoring/rubric.ts';
import { submittedWorld } from '../support/submitted.ts';
import { World } from '../support/world.ts';

const unescaped = (html: string): string =>
  html
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
const textIn = (body: string): string =>
  unescaped(/<textarea id="text"[^>]*>([^<]*)</.exec(body)?.[1] ?? '').replace(/^\n/, '');
const mailtoIn = (body: string): URL => new URL(unescaped(/href="(mailto:[^"]*)"/.exec(body)?.[1] ?? ''));

const LEVELS: Record<Criterion, number> = {
  questioning: 2.5,
  business_model: 3,
  unit_economics: 4,
  fit: 1,
  kpi_link: 3.5,
  evaluation_axis: 0,
  partnership: 3,
};

t.test('a letter praises what was strong, the strongest first, and nothing else', async (t) => {
  const { owner, ids, base } = await submittedWorld(t, 'en');
  const at = `${base}/candidates/${ids[1]}`;
  for (const [criterion, level] of Object.entries(LEVELS))
    await owner.browser.submit(`${at}/judgements/${criterion}`, { level: String(level), reason: 'Read.' });
  const text = textIn((await owner.browser.get(`${at}/letter?feedback=yes`)).body);
  // Of the two at level 3 the description of the business weighs more than the stand that was taken.
  t.same(
    text.split('\n').filter((line) => line.startsWith('- ')),
    [
      '- You worked through our figures with care.',
      '- You showed step by step how your work would lead to our goal.',
      '- You described our business in your own words and to the point.',
    ],
  );
  t.notMatch(textIn((await owner.browser.get(`${at}/letter`)).body), '- You', 'only where it is wanted');
});

t.test('the mail program opens with the whole letter, whatever stands in it', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const { candidateId } = await world.invite(vetting, 'Smith & Sons = 100 % + tax #1?');
  await world.db.updateTable('candidates').set({ email: 'smith+sons@example.com' }).execute();
  const path = `/vettings/${vetting.id}/candidates/${candidateId}/letter`;
  const { body } = await owner.browser.get(path);
  const text = textIn(body);
  t.match(text, 'Dear Smith & Sons = 100 % + tax #1?,\n');
  t.match(text, 'Kind regards,');
  const mailto = mailtoIn(body);
  t.equal(decodeURIComponent(mailto.pathname), 'smith+sons@example.com');
  // Mail programs take a plus for a plus, unlike forms.
  const parts = Object.fromEntries(
    mailto.search
      .slice(1)
      .split('&')
      .map((part) => part.split('=').map(decodeURIComponent)),
  );
  t.same(Object.keys(parts), ['subject', 'body']);
  t.match(parts.subject, /: result of our selection$/);
  t.equal(parts.body, text);
});
