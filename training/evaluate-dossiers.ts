import type { Brief } from '../src/domain/brief/brief.ts';
import type { Response } from '../src/domain/response/response.ts';
import { CRITERIA } from '../src/domain/scoring/rubric.ts';
import { score } from '../src/domain/scoring/score.ts';
import { TEMPLATES } from '../src/locales/templates/templates.ts';
import { readSample, SAMPLES } from '../src/samples/sample.ts';
import { ATTACKERS, shuffled } from '../test/support/attackers.ts';
import { CASES } from '../test/support/dossiers.ts';
import { kappaOf, orderShare, READINGS, scored, verdictShare } from '../test/support/readings.ts';
import { briefOf, WRITTEN } from '../test/support/written.ts';

/** One table of every real response and every imitation: total, foci, verdict and levels. */
type Row = {
  brief: string;
  who: string;
  kind: 'partner' | 'other' | 'attacker';
  response: Response;
  of: Brief;
};

const rows: Row[] = [];
for (const locale of ['ja', 'en'] as const) {
  for (const template of TEMPLATES) {
    const of = briefOf(template, locale);
    const brief = `${locale} ${template}`;
    for (const { kind, response } of WRITTEN.filter(
      (each) => each.business === template && each.locale === locale,
    )) {
      const isPartner = kind.startsWith('partner');
      rows.push({ brief, who: kind, kind: isPartner ? 'partner' : 'other', response, of });
      if (isPartner)
        rows.push({ brief, who: `${kind}, shuffled`, kind: 'attacker', response: shuffled(response), of });
    }
    for (const [who, attack] of Object.entries(ATTACKERS))
      rows.push({ brief, who, kind: 'attacker', response: attack(of), of });
  }
  for (const sample of SAMPLES) {
    const { brief: of, response } = readSample(locale, sample);
    rows.push({
      brief: `${locale} sample`,
      who: sample,
      kind: sample === 'partner' ? 'partner' : 'other',
      response,
      of,
    });
  }
}
for (const { name, brief: of, candidates } of CASES)
  for (const [who, { response, verdict }] of Object.entries(candidates))
    rows.push({
      brief: name,
      who: `${who} (${verdict})`,
      kind: verdict === 'partner' ? 'partner' : 'other',
      response,
      of,
    });

console.log(`| brief | response | total | price | metric | verdict | ${CRITERIA.join(' | ')} |`);
console.log(`|---|---|---:|---:|---:|---|${CRITERIA.map(() => '---:|').join('')}`);
const totals = new Map<string, number[]>();
for (const { brief, who, kind, response, of } of rows) {
  const { understanding, priceDeadlineFocus, metricChasing, verdict, criteria } = score(of, response);
  const levels = CRITERIA.map((key) => criteria.find((each) => each.key === key)?.level ?? '–');
  console.log(
    `| ${brief} | ${who} | ${understanding} | ${priceDeadlineFocus} | ${metricChasing} | ${verdict} | ${levels.join(' | ')} |`,
  );
  const group =
    kind === 'attacker'
      ? who.endsWith('shuffled')
        ? 'shuffled'
        : who
      : kind === 'partner'
        ? 'partner'
        : who;
  totals.set(group, [...(totals.get(group) ?? []), understanding]);
}
console.log('\n| group | least | mean | most | how many |\n|---|---:|---:|---:|---:|');
for (const [group, all] of totals) {
  const mean = Math.round(all.reduce((sum, each) => sum + each, 0) / all.length);
  console.log(`| ${group} | ${Math.min(...all)} | ${mean} | ${Math.max(...all)} | ${all.length} |`);
}

const ours = scored();
const [first = ours, second = ours] = READINGS;
const columns = [
  [ours, first],
  [ours, second],
  [first, second],
] as const;
const line = (name: string, figure: (own: typeof ours, other: typeof ours) => number): void =>
  console.log(`| ${name} | ${columns.map(([own, other]) => figure(own, other).toFixed(2)).join(' | ')} |`);
console.log('\n| agreement | score, first reading | score, second | first, second |\n|---|---:|---:|---:|');
line('order of pairs (share)', orderShare);
line('verdict (share)', verdictShare);
for (const key of CRITERIA) line(`${key} (kappa)`, (own, other) => kappaOf(key, own, other));
