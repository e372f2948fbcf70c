import t from 'tap';
import { BRIEF_PAGES } from '../../src/domain/brief/brief.ts';
import { formsOf } from '../support/forms.ts';
import { ownerPages } from '../support/pages.ts';
import { submittedWorld } from '../support/submitted.ts';

t.setTimeout(120_000);

/** Forms that make something, or that can be sent only once: nothing that was saved can be replaced by them. */
const MAKING =
  /\/(?:vettings|example|members|candidates|import|own-questions|reply|unsealing|deletion|letters?|further)$/;

/** What some forms need besides their text. */
const NEEDED = { level: '3', chosen: 'nobody', retention: 'keep', reminders: 'yes', blind: 'no' };

const filled = (shown: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== ''));

const isText = (name: string, value: string): boolean =>
  !/^(rank_|share_)|Percent$|PerMonth$|PerYear$|Value$|^years|^target|^date|firstReview/i.test(name) &&
  !/^\d+$/.test(value);

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: of two windows with one form, the later save asks before it replaces the earlier`,
    async (t) => {
      const { world, owner, vetting, ids, base } = await submittedWorld(t, locale);
      const [candidate = ''] = ids;
      const pages = new Set([
        ...(await ownerPages(world, vetting.id, candidate)),
        ...BRIEF_PAGES.map((page) => `${base}/brief/${page}`),
      ]);
      let forms = 0;
      for (const page of pages) {
        for (const { action, typed, added, shown } of formsOf((await owner.browser.get(page)).body)) {
          if (MAKING.test(action)) continue;
          t.ok(added._base, `${action} tells what it was based on`);
          forms += 1;
          const [first = ''] = typed.filter((name) => isText(name, shown[name] ?? ''));
          const content = { ...NEEDED, ...filled(shown), _base: added._base ?? '' };
          const one = { ...content, [first]: `AAA ${forms}` };
          const two = { ...content, [first]: `BBB ${forms}` };
          const earlier = await owner.browser.submit(action, one);
          if (earlier.statusCode === 422) {
            t.comment(`${action} wants more than this test fills in`);
            continue;
          }
          const later = await owner.browser.submit(action, two);
          t.equal(later.statusCode, 409, `${action}: ${first}`);
          t.match(later.body, `AAA ${forms}`, 'with what was saved');
          t.match(later.body, `BBB ${forms}`, 'and what was typed');
          const again = formsOf(later.body).find((form) => form.action === action);
          if (!again) continue;
          const known = await owner.browser.submit(action, { ...two, _base: again.added._base ?? '' });
          t.not(known.statusCode, 409, 'sent again knowingly, it is saved');
          t.match((await owner.browser.get(page)).body, `BBB ${forms}`);
        }
      }
      t.ok(forms >= 15, `${forms} forms`);
    },
  );
}
