import fc from 'fast-check';
import t from 'tap';
import { readDate } from '../../src/domain/language/dates.ts';
import { formatDay } from '../../src/locales/formats.ts';

t.test('a day is read as people write it', async (t) => {
  for (const typed of [
    '2027-03-31',
    '2027/3/31',
    '2027-3-31',
    '2027.3.31',
    '20270331',
    '2027ー3ー31',
    '2027年3月31日',
    '２０２７年３月３１日',
    '2027 年 3 月 31 日',
    '2027年3月31日（水）',
    '2027年3月31日水曜日',
    '2027年3月末',
    '令和9年3月31日',
    'R9.3.31',
    'r9/3/31',
    '31 March 2027',
    '31st March 2027',
    '31 Mar 2027',
    'March 31, 2027',
    'Mar. 31 2027',
    'Wednesday, 31 March 2027',
    '31/3/2027',
    '3/31/2027',
  ])
    t.same(readDate(typed), { day: '2027-03-31' }, typed);
  t.same(readDate('平成31年4月30日'), { day: '2019-04-30' });
  t.same(readDate('令和元年5月1日'), { day: '2019-05-01' });
  t.same(readDate('昭和64年1月7日'), { day: '1989-01-07' });
  t.same(readDate('2028年2月末'), { day: '2028-02-29' });
});

t.test('what is no day, or could be two, is refused', async (t) => {
  for (const typed of ['2027-02-30', '2027/13/1', '31 Foo 2027', 'soon', '2027年3月32日', '0000-01-01'])
    t.same(readDate(typed), { problem: 'invalid' }, typed);
  for (const typed of ['12月20日', '１２月１日', '12/20', '20 December', 'December 20th'])
    t.same(readDate(typed), { problem: 'no_year' }, typed);
  for (const typed of ['end of March 2027', 'the end of Mar 2027'])
    t.same(readDate(typed), { day: '2027-03-31' }, typed);
  for (const typed of ['3 Marketing 2027', 'Maybe 3, 2027', 'Mayor 2027'])
    t.same(readDate(typed), { problem: 'invalid' }, typed);
  for (const typed of ['2027年3月', '2027/3', 'March 2027', '2027年'])
    t.same(readDate(typed), { problem: 'no_day' }, typed);
  t.same(readDate('3/4/2027'), { problem: 'ambiguous' });
  t.same(readDate('4/4/2027'), { day: '2027-04-04' });
  t.same(readDate(' '), { problem: 'empty' });
  t.same(readDate('2'.repeat(60_000)), { problem: 'invalid' });
});

t.test('every day that the product prints is read back as that day', async () => {
  const day = fc
    .date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.constantFrom('ja' as const, 'en' as const), (iso, locale) => {
      const read = readDate(formatDay(iso, locale));
      return 'day' in read && read.day === iso;
    }),
  );
});
