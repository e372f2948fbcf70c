import t from 'tap';
import {
  drawSituations,
  SITUATION_KEYS,
  SITUATIONS,
  situationsOf,
} from '../../src/domain/brief/situations.ts';
import { translator } from '../../src/locales/translator.ts';

/** The lengths of the reactions of one situation differ by no more than this share of the longest. */
const MOST_DIFFERENCE = 0.2;

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: no reaction stands out by its length, the partner's least of all`, async (t) => {
    const words = translator(locale);
    let partnerLongest = 0;
    let vendorLongest = 0;
    for (const key of SITUATION_KEYS) {
      const { partner, vendor, reactions } = SITUATIONS[key];
      const lengths = new Map(
        reactions.map((each) => [each, words(`interview.situations.${key}.${each}`).length]),
      );
      const all = [...lengths.values()];
      const longest = Math.max(...all);
      t.ok((longest - Math.min(...all)) / longest <= MOST_DIFFERENCE, `${key}: ${all.join(', ')}`);
      if (lengths.get(partner as never) === longest) partnerLongest += 1;
      if (lengths.get(vendor as never) === longest) vendorLongest += 1;
      t.equal(new Set(reactions.map((each) => words(`interview.situations.${key}.${each}`))).size, 4);
      t.match(words(`interview.situations.${key}.title`), /[。.]$/);
    }
    t.ok(
      partnerLongest <= SITUATION_KEYS.length / 4 + 1,
      `the partner's is the longest ${partnerLongest} times`,
    );
    t.ok(vendorLongest >= 1, `the vendor's ${vendorLongest} times`);
  });
}

t.test(
  'a vetting asks about four of the bank, the same ones for the same seed, and all come up',
  async (t) => {
    t.ok(SITUATION_KEYS.length >= 12);
    t.same(drawSituations('seed'), drawSituations('seed'));
    const drawn = Array.from({ length: 200 }, (_, n) => drawSituations(`vetting ${n}`));
    for (const four of drawn) t.equal(new Set(four).size, 4);
    t.equal(new Set(drawn.flat()).size, SITUATION_KEYS.length);
    t.same(situationsOf({}), SITUATION_KEYS.slice(0, 4), 'briefs from before ask about the first four');
  },
);
