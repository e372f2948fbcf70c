import fc from 'fast-check';
import t from 'tap';
import { normaliseText } from '../../src/domain/language/normalise.ts';
import { copiedShare, shingles } from '../../src/domain/language/shingles.ts';
import { anyText } from '../support/arbitrary.ts';

/** The stretches themselves: five characters of Japanese, or words in Latin script that count as two each. */
function stretches(text: string): Set<string> {
  const units = text.match(/[a-z0-9]+|[\p{L}\p{N}]/gu) ?? [];
  const found = new Set<string>();
  for (let from = 0; from < units.length; from += 1) {
    let to = from;
    for (let length = 0; length < 5 && to < units.length; to += 1)
      length += /^[a-z0-9]/.test(units[to] ?? '') ? 2 : 1;
    const stretch = units.slice(from, to);
    if (stretch.reduce((length, unit) => length + (/^[a-z0-9]/.test(unit) ? 2 : 1), 0) >= 5)
      found.add(stretch.join(' '));
  }
  return found;
}

t.test(
  'the share of a text that another holds is the one that comparing the stretches themselves gives',
  async () => {
    fc.assert(
      fc.property(anyText, anyText, fc.boolean(), (one, two, copied) => {
        const [own, other] = [normaliseText(copied ? one + two : one), normaliseText(two)];
        const stretched = stretches(own);
        const others = stretches(other);
        const shared = [...stretched].filter((stretch) => others.has(stretch)).length;
        return (
          shingles(own).size === stretched.size &&
          copiedShare(shingles(own), shingles(other)) === (stretched.size === 0 ? 0 : shared / stretched.size)
        );
      }),
    );
  },
);
