import fc from 'fast-check';
import t from 'tap';
import { briefTexts } from '../../src/domain/brief/brief.ts';
import { gradeNumbers } from '../../src/domain/economics/economics.ts';
import { copiedShare } from '../../src/domain/language/shingles.ts';
import { findFlags } from '../../src/domain/scoring/flags.ts';
import { read } from '../../src/domain/scoring/reading.ts';
import { anyDossier, anyText } from '../support/arbitrary.ts';

const COPIED = 0.6;
const FEWEST = 10;

t.test(
  'an answer is flagged as copied where the share of all its shingles says so, however early that is told',
  async () => {
    let flagged = 0;
    fc.assert(
      fc.property(
        anyDossier,
        fc.array(fc.oneof(fc.nat({ max: 20 }), anyText), { maxLength: 12 }),
        ({ brief }, parts) => {
          const said = briefTexts(brief).filter((text) => text !== '');
          const who = parts
            .map((part) => (typeof part === 'number' ? said[part % said.length] : part))
            .join('。');
          const response = { understand: { who } };
          const reading = read(brief, response);
          const flag = findFlags(brief, response, reading, gradeNumbers(brief, response)).find(
            ({ key }) => key === 'copied_from_brief',
          );
          const sentences = (reading.answers.get('understand.who') ?? []).filter(
            ({ orientation }) => orientation !== 'terms',
          );
          const all = new Set(sentences.flatMap((sentence) => [...(reading.shingles.get(sentence) ?? [])]));
          const share = copiedShare(all, reading.briefShingles);
          if (flag) flagged += 1;
          return all.size >= FEWEST && share > COPIED
            ? flag?.share === Math.round(share * 100) / 100
            : flag === undefined;
        },
      ),
    );
    const { numRuns = 0 } = fc.readConfigureGlobal();
    t.ok(flagged > numRuns / 50, `${flagged} answers were flagged`);
  },
);
