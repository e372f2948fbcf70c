import { type Brief, wordsOfFact } from '../../brief/brief.ts';
import { distinct, type Evidence, type Finding, sentenceEvidence, toLevel } from '../findings.ts';
import type { Flag } from '../flag.ts';
import { capFor } from '../flags.ts';
import { knownFrom, together, type Unit, weightWithin } from '../insight.ts';
import { type Reading, UNDERSTANDING } from '../reading.ts';

/** So much of the owner's particulars makes a part of the business model fully grounded. */
const FULL_WEIGHT = 4;
/** A consequence stands on this much of the brief, in its own sentence or its answer. */
const CONSEQUENCE_WEIGHT = 2;
/** Restating a part without adding anything earns half of it. */
const RESTATED = 0.5;
/** The most that fragments earn: they name facts, but say nothing about them. */
const FRAGMENTS_ONLY = 2;

/**
 * Who buys, what value they get, how it reaches them and earns, and a consequence that the brief does not
 * hold: one level each. The parts are looked for in all three answers, wherever the candidate put them.
 */
export function judgeBusinessModel(brief: Brief, reading: Reading, flags: readonly Flag[]): Finding {
  const { facts } = brief;
  const units = UNDERSTANDING.flatMap((answer) => reading.units.get(answer) ?? []);
  const parts: Record<string, { texts: (string | undefined)[]; answer: string }> = {
    who: { texts: [wordsOfFact(facts.target), wordsOfFact(facts.market)], answer: 'understand.who' },
    value: {
      texts: [wordsOfFact(facts.value), wordsOfFact(facts.unit_price), brief.business.summary],
      answer: 'understand.value',
    },
    delivery: {
      texts: [
        wordsOfFact(facts.sales_process),
        wordsOfFact(facts.profit),
        wordsOfFact(facts.constraints),
        wordsOfFact(facts.current_state),
      ],
      answer: 'understand.delivery',
    },
  };
  const missing: string[] = [];
  const evidence: Evidence[] = [];
  let sum = 0;
  for (const [part, { texts, answer }] of Object.entries(parts)) {
    const known = knownFrom(texts);
    const own = units.filter((unit) => unit.answer === answer || weightWithin(unit.anchors, known) >= 1);
    const { anchors, adds } = together(own);
    const grounded = Math.min(1, weightWithin(anchors, known) / FULL_WEIGHT);
    const earned = grounded * (RESTATED + (1 - RESTATED) * adds);
    if (earned < 0.9) missing.push(part);
    sum += earned;
    evidence.push(
      ...evidenceOf(
        own.filter((unit) => weightWithin(unit.anchors, known) >= 1),
        'own_fact',
      ),
    );
  }
  const drawn = units.filter(
    (unit) => unit.relates && unit.adds > 0 && weightOfAnswer(unit, units) >= CONSEQUENCE_WEIGHT,
  );
  const consequence = together(drawn).adds;
  if (consequence < 0.9) missing.push('consequence');
  evidence.push(...evidenceOf(drawn, 'consequence'));
  const saysSomething = units.some((unit) => unit.sentences.some((sentence) => sentence.propositional));
  const caps = UNDERSTANDING.map((answer) => capFor(flags, answer)).filter((cap) => cap !== null);
  return {
    level: Math.min(toLevel(sum + consequence), ...caps, saysSomething ? 4 : FRAGMENTS_ONLY),
    evidence: distinct(evidence),
    missing,
  };
}

/** How much of the brief the answer of a unit stands on. */
function weightOfAnswer({ answer }: Unit, units: readonly Unit[]): number {
  const { anchors } = together(units.filter((unit) => unit.answer === answer));
  return [...anchors.values()].reduce((sum, weight) => sum + weight, 0);
}

const evidenceOf = (units: readonly Unit[], reason: 'own_fact' | 'consequence'): Evidence[] =>
  units.flatMap(({ sentences }) => sentences.map((sentence) => sentenceEvidence(sentence, reason)));
