import type { Brief } from '../../brief/brief.ts';
import { SITUATIONS, situationsOf } from '../../brief/situations.ts';
import type { Response } from '../../response/response.ts';
import { type Evidence, type Finding, sentenceEvidence, toLevel, wholeAnswer } from '../findings.ts';
import type { Flag } from '../flag.ts';
import { capFor } from '../flags.ts';
import { together, weightOf } from '../insight.ts';
import type { Reading } from '../reading.ts';

const BEST_RIGHT = 1;
const WORST_RIGHT = 0.5;
/** Reactions can be guessed; a challenge that says something new cannot. */
const SITUATION_LEVELS = 1.5;
const CHALLENGE_LEVELS = 2.5;
const FULL_CHALLENGE_WEIGHT = 3;
const NAMED = 0.35;
const WITHOUT_RELATION = 0.8;

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
  const units = reading.units.get('partner.challenge') ?? [];
  const { anchors, adds } = together(units);
  const isSaid = units.some(({ sentences }) => sentences.some(({ propositional }) => propositional));
  const relation = units.some(({ relates }) => relates) ? 1 : WITHOUT_RELATION;
  const named = Math.min(1, weightOf(anchors) / FULL_CHALLENGE_WEIGHT);
  const challenge =
    !isSaid || capFor(flags, 'partner.challenge') !== null
      ? 0
      : (NAMED * named + (1 - NAMED) * adds) * relation;
  if (challenge > 0)
    evidence.push(
      ...units.flatMap(({ sentences }) =>
        sentences.map((sentence) => sentenceEvidence(sentence, 'challenge')),
      ),
    );
  if (challenge < 0.9) missing.push('challenge');
  const most = asked.length * (BEST_RIGHT + WORST_RIGHT);
  return {
    level: toLevel((SITUATION_LEVELS * right) / most + CHALLENGE_LEVELS * challenge),
    evidence,
    missing,
  };
}
