import { type Brief, wordsOfFact } from '../../brief/brief.ts';
import { type Finding, toLevel } from '../findings.ts';
import { capFor, type Flag } from '../flags.ts';
import { vocabularyOf } from '../grounding.ts';
import { distinct, ground, type Reading } from '../reading.ts';

const ANSWERS = ['understand.who', 'understand.value', 'understand.delivery'] as const;
/** So many of the owner's particulars make a part of the business model fully grounded. */
const FULL_WEIGHT = 3;

/** The most that fragments earn: they name facts, but say nothing about them. */
const FRAGMENTS_ONLY = 2;

/**
 * Who buys, what value they get, how it is delivered and earns, and a consequence drawn: one level each.
 * The parts are looked for in all three answers, wherever the candidate put them.
 */
export function judgeBusinessModel(brief: Brief, reading: Reading, flags: readonly Flag[]): Finding {
  const { facts } = brief;
  const sentences = ANSWERS.flatMap((answer) => reading.answers.get(answer) ?? []);
  const parts = {
    who: [wordsOfFact(facts.target), wordsOfFact(facts.market)],
    value: [wordsOfFact(facts.value), wordsOfFact(facts.unit_price), brief.business.summary],
    delivery: [
      wordsOfFact(facts.sales_process),
      wordsOfFact(facts.profit),
      wordsOfFact(facts.constraints),
      wordsOfFact(facts.current_state),
    ],
  };
  const missing: string[] = [];
  const evidence = [];
  let sum = 0;
  for (const [part, texts] of Object.entries(parts)) {
    const grounding = ground(sentences, vocabularyOf(texts), reading);
    const earned = Math.min(1, grounding.weight / FULL_WEIGHT);
    if (earned < 1) missing.push(part);
    sum += earned;
    evidence.push(...grounding.evidence);
  }
  const all = ground(sentences, vocabularyOf(Object.values(parts).flat()), reading);
  if (all.consequence < 1) missing.push('consequence');
  evidence.push(...all.consequenceEvidence);
  const saysSomething = sentences.some((sentence) => sentence.propositional);
  const caps = ANSWERS.map((answer) => capFor(flags, answer)).filter((cap) => cap !== null);
  return {
    level: Math.min(toLevel(sum + all.consequence), ...caps, saysSomething ? 4 : FRAGMENTS_ONLY),
    evidence: distinct(evidence),
    missing,
  };
}
