import { readFileSync, writeFileSync } from 'node:fs';
import t from 'tap';
import type { Brief } from '../../src/domain/brief/brief.ts';
import type { Response } from '../../src/domain/response/response.ts';
import { type Score, score } from '../../src/domain/scoring/score.ts';
import { TEMPLATES } from '../../src/locales/templates/templates.ts';
import { ATTACKERS } from '../support/attackers.ts';
import { CASES, DOSSIERS } from '../support/dossiers.ts';
import { briefOf, WRITTEN } from '../support/written.ts';

/**
 * What every response at hand is scored with, so that a change of the rules shows all that it changes:
 * `node test/domain/scores.test.ts --write` keeps the new scores, to be read before they are committed.
 * Nothing here says that a score is right; the bars of imitations.test.ts and verdict.test.ts do.
 */
const FILE = new URL('../readings/scores.json', import.meta.url).pathname;

const counts = (words: readonly string[]): string =>
  [...Map.groupBy(words, (word) => word)]
    .map(([word, all]) => (all.length > 1 ? `${word} ${all.length}` : word))
    .sort()
    .join(', ');

function lines(found: Score): Record<string, string> {
  const { understanding, priceDeadlineFocus, metricChasing, verdict, confidence, range, flags } = found;
  return {
    figures: `${understanding} (${range.join('–')}), price ${priceDeadlineFocus}, metric ${metricChasing}`,
    verdict: `${verdict}, ${confidence}; answered ${found.answeredShare.toFixed(2)} ${JSON.stringify(found.answeredOf)}; floors ${found.floorsMissing.join(' ')}`,
    flags: counts(flags.map(({ key, answer }) => `${key} ${answer}`)),
    numbers: found.numbers.map((number) => JSON.stringify(number)).join(' '),
    ...Object.fromEntries(
      found.criteria.map(({ key, level, points, evidence, missing }) => [
        key,
        [
          `${level} (${points})`,
          counts(evidence.map(({ reason, answer }) => `${reason} ${answer}`)),
          missing.join(' '),
        ].join(' – '),
      ]),
    ),
  };
}

const cases: [string, Brief, Response][] = [
  ...WRITTEN.map(({ name, business, locale, response }): [string, Brief, Response] => [
    name,
    briefOf(business, locale),
    response,
  ]),
  ...DOSSIERS.map(({ brief, response }, index): [string, Brief, Response] => [
    `dossier ${index + 1}`,
    brief,
    response,
  ]),
  ...[
    ...(['ja', 'en'] as const).flatMap((locale) =>
      TEMPLATES.slice(0, 3).map((template) => ({
        name: `${locale} ${template}`,
        brief: briefOf(template, locale),
      })),
    ),
    ...CASES,
  ].flatMap(({ name, brief }) =>
    Object.entries(ATTACKERS)
      .filter(([, attack]) => attack.length === 1)
      .map(([key, attack]): [string, Brief, Response] => [
        `${name}: ${key}`,
        brief,
        (attack as (brief: Brief) => Response)(brief),
      ]),
  ),
];
const now = Object.fromEntries(cases.map(([name, brief, response]) => [name, lines(score(brief, response))]));
if (process.argv.includes('--write')) writeFileSync(FILE, `${JSON.stringify(now, null, 1)}\n`);

t.test('every response at hand is scored as it was when its scores were last read', async (t) => {
  const kept = JSON.parse(readFileSync(FILE, 'utf8')) as typeof now;
  t.same(Object.keys(now).sort(), Object.keys(kept).sort());
  for (const [name, found] of Object.entries(now)) t.same(found, kept[name], name);
});
