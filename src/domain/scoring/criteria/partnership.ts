import type { Brief } from '../../brief/brief.ts';
import { SITUATIONS, situationsOf } from '../../brief/situations.ts';
import type { Response } from '../../response/response.ts';
import { type Evidence, type Finding, toLevel, wholeAnswer } from '../findings.ts';
import { capFor, type Flag } from '../flags.ts';
import { ground, type Reading } from '../reading.ts';

const BEST_RIGHT = 1;
const WORST_RIGHT = 0.5;
const SITUATION_LEVELS = 3;
const CHALLENGE_LEVELS = 1;

/**
 * Reactions in the four situations, and a challenge to the owner's plan that names something in it and says
 * why.
 */
export function judgePartnership(
  brief: Brief,
  response: Response,
  reading: Reading,
  flags: readonly Flag[],
): Finding {
  const asked = situationsOf(brief);
  const evidence: Evidence[] = [];
  const missing: string[] = [];
  let right = 0;
  for (const situation of asked) {
    const answer = response.partner?.situations?.[situation];
    const path = `partner.situations.${situation}`;
    const bestRight = answer?.best === SITUATIONS[situation].partner;
    const worstRight = answer?.worst === SITUATIONS[situation].vendor && answer.best !== answer.worst;
    if (bestRight) evidence.push(wholeAnswer(`${path}.best`, SITUATIONS[situation].partner, 'reaction_best'));
    if (worstRight)
      evidence.push(wholeAnswer(`${path}.worst`, SITUATIONS[situation].vendor, 'reaction_worst'));
    if (!bestRight) missing.push(situation);
    right += (bestRight ? BEST_RIGHT : 0) + (worstRight ? WORST_RIGHT : 0);
  }
  const sentences = (reading.answers.get('partner.challenge') ?? []).filter(
    (sentence) => sentence.propositional,
  );
  const grounding = ground(sentences, reading.briefVocabulary, reading);
  const founded =
    grounding.consequence > 0 ||
    sentences.some((sentence) => sentence.orientation !== 'terms' && /\d/.test(sentence.normalised));
  const challenge =
    grounding.weight < 1 || capFor(flags, 'partner.challenge') !== null ? 0 : founded ? 1 : 0.5;
  if (challenge > 0)
    evidence.push(...grounding.evidence.map((item): Evidence => ({ ...item, reason: 'challenge' })));
  if (challenge < 1) missing.push('challenge');
  const most = asked.length * (BEST_RIGHT + WORST_RIGHT);
  return {
    level: toLevel((SITUATION_LEVELS * right) / most + CHALLENGE_LEVELS * challenge),
    evidence,
    missing,
  };
}
