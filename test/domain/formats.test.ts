import t from 'tap';
import {
  formatDay,
  formatInstant,
  formatMoney,
  formatNumber,
  formatSortable,
  formatTime,
} from '../../src/locales/formats.ts';

const NEW_YEAR = '2026-12-31T15:03:00Z';

t.test('figures have separators and at most two decimals', async (t) => {
  t.equal(formatNumber(1_234_567.891, 'ja'), '1,234,567.89');
  t.equal(formatNumber(48_000, 'en'), '48,000');
  t.equal(formatNumber(-0.5, 'en'), '-0.5');
});

t.test('yen have no decimals, other currencies two, each with its sign', async (t) => {
  t.equal(formatMoney(48_000, 'JPY', 'ja'), '￥48,000');
  t.equal(formatMoney(48_000, 'JPY', 'en'), '¥48,000');
  t.equal(formatMoney(18_144.4, 'JPY', 'ja'), '￥18,144');
  t.equal(formatMoney(1234.5, 'USD', 'en'), '$1,234.50');
  t.equal(formatMoney(1234.5, 'EUR', 'en'), '€1,234.50');
  t.equal(formatMoney(1234.5, 'GBP', 'ja'), '£1,234.50');
});

t.test('a point in time is told in the zone that it is asked for', async (t) => {
  t.equal(formatInstant(NEW_YEAR, 'ja', 'Asia/Tokyo'), '2027年1月1日 0:03');
  t.equal(formatInstant(NEW_YEAR, 'ja', 'UTC'), '2026年12月31日 15:03');
  t.match(formatInstant(NEW_YEAR, 'en', 'Asia/Tokyo'), /^1 January 2027(?: at|,) 00:03$/);
  t.equal(formatTime(NEW_YEAR, 'ja', 'Asia/Tokyo'), '0:03');
  t.equal(formatTime(NEW_YEAR, 'en', 'UTC'), '15:03');
  t.equal(formatSortable(NEW_YEAR, 'Asia/Tokyo'), '2027-01-01 00:03');
  t.equal(formatSortable(NEW_YEAR, 'America/New_York'), '2026-12-31 10:03');
});

t.test('a day is that day wherever it is read', async (t) => {
  t.equal(formatDay('2027-03-31', 'ja'), '2027年3月31日');
  t.equal(formatDay('2027-03-31', 'en'), '31 March 2027');
});
