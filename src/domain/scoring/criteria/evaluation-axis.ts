import type { Brief } from '../../brief/brief.ts';
import type { Sentence } from '../../classifier/analyse.ts';
import { distanceOf } from '../../response/goal-metric.ts';
import type { Response } from '../../response/response.ts';
import { type Evidence, type Finding, sentenceEvidence, toLevel, wholeAnswer } from '../findings.ts';
import { findParticulars } from '../grounding.ts';
import type { Reading } from '../reading.ts';

const LEVEL_BY_DISTANCE = [3, 3, 2, 1, 0];
const NEEDS =
  /必要|共有|開示|いただ|ください|お借り|拝見|見せて|聞かせて|教えて|前提|条件|連携|突合|毎月|月次|need|require|share|access|provided|as long as|on condition|together|monthly|every month/;

/** What can be shared or agreed so that orders and profit can be judged at all. */
const NEEDED =
  /受注|売上|粗利|利益|原価|問い合わせ|商談|見積|来店|予約|データ|数字|結果|記録|台帳|帳簿|試算表|決算|名簿|入校簿|[\p{Script=Han}]表|人数|現場の様子|稼働|order|sale|profit|margin|cost|inquir|enquir|quote|booking|figure|data|outcome|result|record|crm|ledger|accounts|occupancy|till/u;

/** By which one measure the candidate asks to be judged, and whether it says what it would need for that. */
export function judgeEvaluationAxis(brief: Brief, response: Response, reading: Reading): Finding | null {
  const name = response.measure?.judgedBy?.metric ?? '';
  if (name.trim() === '') return { level: 0, evidence: [], missing: ['judged_by'] };
  const distance = distanceOf(name, brief.kgi);
  // What nobody can place is left to people.
  if (distance === null) return null;
  const base = LEVEL_BY_DISTANCE[distance] ?? 0;
  const sentences = (reading.answers.get('measure.judgedBy.reason') ?? []).filter(
    (sentence) =>
      reading.makesSense &&
      sentence.orientation !== 'terms' &&
      sentence.propositional &&
      !reading.contradictions.has(sentence),
  );
  const needs = sentences.filter(
    ({ orientation, normalised }) =>
      orientation === 'business' && NEEDS.test(normalised) && NEEDED.test(normalised),
  );
  const reason =
    base === 0
      ? 0
      : (needs.length > 0 ? 0.5 : 0) + (needs.length > 0 && particularsIn(sentences, reading) >= 1 ? 0.5 : 0);
  const missing = [...(distance > 1 ? ['closer_measure'] : []), ...(reason < 1 ? ['needs'] : [])];
  const evidence: Evidence[] = [wholeAnswer('measure.judgedBy.metric', name, 'judged_by')];
  if (base > 0) evidence.push(...needs.map((sentence) => sentenceEvidence(sentence, 'needs_named')));
  return { level: toLevel(base + reason), evidence, missing };
}

/**
 * A polite phrase may share a word with the brief by chance, or some that any company uses; two particular
 * ones are meant.
 */
const FEWEST_WHEN_NEUTRAL = 2;

/** The weight of the owner's particulars that sentences name in words of their own, each once. */
function particularsIn(sentences: readonly Sentence[], { briefVocabulary, copied }: Reading): number {
  const weights = new Map<string, number>();
  for (const sentence of sentences) {
    if (copied.has(sentence)) continue;
    const particulars = findParticulars(sentence, briefVocabulary);
    const shared = particulars.reduce((sum, { weight }) => sum + weight, 0);
    if (sentence.orientation === 'neutral' && shared < FEWEST_WHEN_NEUTRAL) continue;
    for (const { term, weight } of particulars) weights.set(term, Math.max(weights.get(term) ?? 0, weight));
  }
  return [...weights.values()].reduce((sum, weight) => sum + weight, 0);
}
