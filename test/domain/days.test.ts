import fc from 'fast-check';
import t from 'tap';
import { TIME_ZONES } from '../../src/domain/brief/brief-form.ts';
import { endOfDay, isEndOfDay, localDay } from '../../src/domain/language/days.ts';
import { formatUntil } from '../../src/locales/formats.ts';

t.test('a deadline is the end of a day where the vetting is', async (t) => {
  const now = new Date('2026-11-20T16:30:00Z');
  t.equal(endOfDay(now, 0, 'UTC').toISOString(), '2026-11-20T23:59:59.999Z');
  t.equal(endOfDay(now, 0, 'Asia/Tokyo').toISOString(), '2026-11-21T14:59:59.999Z', 'there it is the 21st');
  t.equal(endOfDay(now, 21, 'Asia/Tokyo').toISOString(), '2026-12-12T14:59:59.999Z');
  t.equal(endOfDay(now, -1, 'America/New_York').toISOString(), '2026-11-20T04:59:59.999Z');
  t.equal(
    endOfDay(new Date('2026-03-28T12:00:00Z'), 1, 'Europe/London').toISOString(),
    '2026-03-29T22:59:59.999Z',
  );
  t.equal(formatUntil('2026-12-12T14:59:59.999Z', 'ja', 'Asia/Tokyo'), '2026年12月12日土曜日');
  t.match(formatUntil('2026-12-12T14:59:59.999Z', 'en', 'Asia/Tokyo'), /^Saturday,? 12 December 2026$/);
  t.match(formatUntil('2026-12-12T03:42:00.000Z', 'ja', 'Asia/Tokyo'), /12:42/, 'an older one says its time');
});

t.test('in every zone and at any time of the year the next millisecond is the next day', async (t) => {
  const zones = [...TIME_ZONES, 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 180 }),
      (zone, now, days) => {
        const end = endOfDay(now, days, zone);
        const day = localDay(end, zone);
        return (
          isEndOfDay(end, zone) &&
          localDay(new Date(end.getTime() + 1), zone) > day &&
          Date.parse(day) - Date.parse(localDay(now, zone)) === days * 86_400_000
        );
      },
    ),
    { numRuns: 600, seed: 1 },
  );
  t.pass('600 times');
});
