import t from 'tap';
import {
  type Field,
  isSecretName,
  maxLength,
  money,
  quantity,
  secretField,
} from '../../src/domain/forms/field.ts';
import { parseForm, readBack } from '../../src/domain/forms/form.ts';

const one = (field: Field, typed: string) => parseForm([field], { [field.name]: typed });
const codes = (field: Field, typed: string): string[] => one(field, typed).problems.map(({ code }) => code);
const text = (rest: Partial<Field> = {}): Field => ({ name: 'a', kind: 'text', ...rest });

t.test('every field is read on its own, so that one wrong value never loses the others', async (t) => {
  const fields: Field[] = [text({ required: true }), { name: 'b', kind: 'date' }, money('c', 'JPY')];
  t.same(parseForm(fields, { a: ' x ', b: 'soon', c: '4万8千円', d: 'not asked for' }), {
    values: { a: 'x', c: 48_000 },
    problems: [{ field: 'b', code: 'invalid_date', parameters: {} }],
  });
  t.same(parseForm(fields, {}), { values: {}, problems: [{ field: 'a', code: 'required', parameters: {} }] });
});

t.test('each kind has its own word for what is missing', async (t) => {
  t.same(codes(text({ required: true }), '   '), ['required']);
  t.same(codes(text({ required: true }), '\u200b'), ['required'], 'nothing to see');
  t.same(codes({ name: 'a', kind: 'choice', options: ['x'], required: true }, ''), ['requiredChoice']);
  t.same(codes({ name: 'a', kind: 'consent', required: true }, ''), ['consent']);
  t.same(codes({ name: 'a', kind: 'consent', required: true }, 'no'), ['consent']);
  t.same(codes({ name: 'a', kind: 'choice', options: ['x'] }, 'y'), ['invalid_choice']);
  t.same(codes({ name: 'a', kind: 'email' }, 'nobody'), ['invalid_email']);
  t.same(codes({ name: 'a', kind: 'date' }, '2027年3月'), ['date_without_day']);
  t.same(codes({ name: 'a', kind: 'date' }, '3/4/2027'), ['ambiguous_date']);
});

t.test('each kind is read as what it is', async (t) => {
  const read = (field: Field, typed: string) => one(field, typed).values.a;
  t.equal(read({ name: 'a', kind: 'choice', options: ['x', 'y'] }, 'y'), 'y');
  t.equal(read({ name: 'a', kind: 'consent' }, 'yes'), 'yes');
  t.equal(read({ name: 'a', kind: 'email' }, 'aoba@example.com'), 'aoba@example.com');
  t.equal(read({ name: 'a', kind: 'date' }, '2027年3月31日'), '2027-03-31');
  t.same(codes({ name: 'a', kind: 'date', required: true }, '2027年3月32日'), ['invalid_date']);
  t.same(parseForm([text()], { a: '' }), { values: {}, problems: [] }, 'what is empty has no value');
});

t.test('limits are counted as people count, in every kind, and the message says both figures', async (t) => {
  const short = text({ max: 3 });
  t.same(one(short, 'あいう').values, { a: 'あいう' });
  t.same(one(short, '𠮷𠮷𠮷').values, { a: '𠮷𠮷𠮷' });
  t.same(one(short, '👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦').problems, []);
  t.same(one(short, 'abcd').problems, [{ field: 'a', code: 'too_long', parameters: { max: 3, length: 4 } }]);
  t.same(codes(short, 'ﷺﷺﷺ'), ['too_dense'], 'three characters that stand for fifty-four');
  t.same(one(short, 'ﷺﷺﷺ').problems[0]?.parameters, { max: 3 });
  t.same(one(short, 'x'.repeat(60_000)).problems, [
    { field: 'a', code: 'too_long', parameters: { max: 3, length: 60_000 } },
  ]);
  for (const kind of [
    'text',
    'longtext',
    'metric',
    'email',
    'secret',
    'quantity',
    'date',
    'choice',
    'consent',
  ] as const) {
    const field: Field = { name: 'a', kind, wanted: { dimension: 'count' } };
    t.same(codes(field, '1'.repeat(maxLength(field) + 1)), ['too_long'], kind);
  }
});

t.test('quantities keep to their bounds, which are inside', async (t) => {
  const bounded = quantity('a', 'percent', { least: 1, most: 100 });
  t.same(codes(bounded, '1'), []);
  t.same(one(bounded, '0.99').problems, [{ field: 'a', code: 'too_small', parameters: { min: 1 } }]);
  t.same(codes(bounded, '100'), []);
  t.same(one(bounded, '100.01').problems, [{ field: 'a', code: 'too_high', parameters: { max: 100 } }]);
  const positive = quantity('a', 'years', { above: 0 });
  t.same(one(positive, '0').problems, [{ field: 'a', code: 'too_small_exclusive', parameters: { min: 0 } }]);
  t.same(codes(positive, '0.01'), []);
  t.same(codes(quantity('a', 'days', { whole: true }), '1.5'), ['not_whole']);
  t.same(codes(quantity('a', 'days', { whole: true }), '2'), []);
});

t.test('what a quantity was written in is named, with what the field wants', async (t) => {
  t.same(one(money('a', 'JPY'), '$3').problems, [
    { field: 'a', code: 'wrong_currency', parameters: { word: '$', unit: 'money', currency: 'JPY' } },
  ]);
  t.same(one(quantity('a', 'weeks'), '3円').problems, [
    { field: 'a', code: 'wrong_unit', parameters: { word: '円', unit: 'weeks', currency: '' } },
  ]);
  t.same(one(money('a', 'EUR'), '48.000').problems, [
    { field: 'a', code: 'decimal_or_group', parameters: { one: 48, other: 48_000 } },
  ]);
  t.same(codes(money('a', 'JPY'), '3回48,000円'), ['two_numbers']);
  t.same(codes(money('a', 'JPY'), '10〜20万円'), ['range']);
  t.same(codes(money('a', 'JPY'), '9'.repeat(20)), ['too_large']);
  t.same(codes(money('a', 'JPY'), '月額3万円'), ['wrong_period']);
  t.same(codes(money('a', 'JPY'), '1,00'), ['malformed_number']);
  t.same(codes(money('a', 'JPY'), '円'), ['malformed_number'], 'a unit without a number');
  t.same(codes({ name: 'a', kind: 'quantity' }, '3'), ['malformed_number'], 'nothing is wanted');
  t.same(codes(money('a', 'JPY'), '12 apples'), ['unknown_word']);
});

t.test('where words will do, words are no mistake; a slip in a number still is', async (t) => {
  const terms = money('a', 'JPY', { orWords: true });
  t.same(one(terms, '要相談'), { values: {}, problems: [] });
  t.same(one(terms, '10〜20万円'), { values: {}, problems: [] });
  t.same(one(terms, '円'), { values: {}, problems: [] });
  t.same(one(terms, '15万円（税別）').values, { a: 150_000 });
  t.same(codes(terms, '3回48,000円'), ['two_numbers']);
  t.same(codes(terms, '$3,000'), ['wrong_currency']);
});

t.test('a secret is read exactly as it was typed, and says that it is one', async (t) => {
  const secret = secretField('newPassword');
  t.ok(isSecretName(secret.name));
  t.notOk(isSecretName(text().name));
  t.same(one(secret, ' two  spaces ').values, { newPassword: ' two  spaces ' });
});

t.test('a quantity is read back unless it is a few plain digits', async (t) => {
  const field = money('a', 'JPY');
  t.equal(readBack(field, '480'), null);
  t.match(readBack(field, '4800'), { value: 4800 });
  t.match(readBack(field, '12万'), { value: 120_000 });
  t.equal(readBack(field, 'nonsense'), null);
  t.equal(readBack(text(), '12万'), null);
});
