import t from 'tap';
import { completeBrief } from '../../src/domain/brief/brief.ts';
import { problemsOf } from '../../src/domain/economics/economics.ts';
import { readQuantity } from '../../src/domain/language/quantities.ts';
import { TEMPLATES, templateDraft } from '../../src/locales/templates/templates.ts';
import { translator } from '../../src/locales/translator.ts';
import { welcomed } from '../support/welcomed.ts';

t.test('the figures that are needed stand on the page, with their units, before the problems', async (t) => {
  const { browser, at, openFacts } = await welcomed(t);
  await openFacts();
  const { body } = await browser.get(at('numbers'));
  const figures =
    /<section class="strip" aria-labelledby="figures">([\s\S]*?)<\/section>/.exec(body)?.[1] ?? '';
  const read = [...figures.matchAll(/<dt>([^<]*)<\/dt>\s*<dd>([^<]*)<\/dd>/g)].map(([, label, value]) => [
    label,
    value,
  ]);
  t.same(
    read.map(([, value]) => value),
    ['¥48,000', '3 orders a year', '4 years', '42%', '15%', '14 a month', '30%', '40 → 60'],
  );
  t.ok(body.indexOf('id="figures"') < body.indexOf('id="grossProfitPerCustomer"'));
  t.notMatch((await browser.get(at('propose'))).body, 'id="figures"');
});

t.test('the example of how to write a number is the answer to nothing', async (t) => {
  for (const locale of ['ja', 'en'] as const) {
    const intro = translator(locale)('interview.numbers.intro', { business: 'x' });
    const examples = intro.match(/[0-9][0-9,]*(?:万[0-9]千|k)?/g) ?? [];
    t.ok(examples.length >= 2, examples.join(' '));
    for (const template of TEMPLATES) {
      const brief = completeBrief(templateDraft(template, locale).draft);
      for (const { key, right } of brief ? problemsOf(brief) : [])
        for (const example of examples) {
          const value = readQuantity(example, { dimension: 'number' });
          if ('problem' in value) return t.fail(`${example} is no number`);
          const near = Math.abs(value.value / Number(right) - 1) < 0.25;
          t.notOk(near, `${template}, ${key}: ${example} and ${right}`);
        }
    }
  }
  return undefined;
});
