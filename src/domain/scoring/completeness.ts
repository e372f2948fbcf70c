import type { Brief } from '../brief/brief.ts';
import { situationsOf } from '../brief/situations.ts';
import { problemsOf } from '../economics/economics.ts';
import type { Response } from '../response/response.ts';
import { CRITERIA, type Criterion } from './rubric.ts';

/** Required answers by their paths, and whether each was given. */
function requiredAnswers(brief: Brief, response: Response): [path: string, isGiven: boolean][] {
  const filled = (text: string | undefined): boolean => (text ?? '').trim() !== '';
  const { understand, numbers, propose, measure, partner } = response;
  return [
    ['understand.who', filled(understand?.who)],
    ['understand.value', filled(understand?.value)],
    ['understand.delivery', filled(understand?.delivery)],
    ...problemsOf(brief).map(({ key }): [string, boolean] => [
      `numbers.${key}`,
      numbers?.[key]?.value != null,
    ]),
    ['propose', (propose?.channels?.length ?? 0) > 0 || filled(propose?.wouldNotDo)],
    ['measure.metrics', (measure?.metrics ?? []).some((metric) => filled(metric.metric))],
    ['measure.judgedBy', filled(measure?.judgedBy?.metric)],
    ...situationsOf(brief).map((key): [string, boolean] => [
      `partner.situations.${key}`,
      partner?.situations?.[key]?.best != null,
    ]),
    ['partner.challenge', filled(partner?.challenge)],
  ];
}

/**
 * Paths of the answers that the interview requires and this response leaves empty, and how many it requires.
 */
export function unansweredPaths(
  brief: Brief,
  response: Response,
): { required: number; unanswered: string[] } {
  const answers = requiredAnswers(brief, response);
  return {
    required: answers.length,
    unanswered: answers.filter(([, isGiven]) => !isGiven).map(([path]) => path),
  };
}

/** The answers that each criterion rests on. Who asks no questions has answered: there was nothing to ask. */
const RESTS_ON: readonly [path: RegExp, criterion: Criterion][] = [
  [/^understand\./, 'business_model'],
  [/^numbers\./, 'unit_economics'],
  [/^propose$/, 'fit'],
  [/^measure\.metrics$/, 'kpi_link'],
  [/^measure\.judgedBy$/, 'evaluation_axis'],
  [/^partner\./, 'partnership'],
];
/** What the challenge is of its criterion; the situations share the rest. */
const CHALLENGE_SHARE = 2.5 / 4;

/** Share (0–1) of each criterion's answers that were given; 1 for one that rests on no required answer. */
export function answeredOf(brief: Brief, response: Response): Record<Criterion, number> {
  const answers = requiredAnswers(brief, response);
  const situations = answers.filter(([path]) => path.startsWith('partner.situations.')).length;
  const weightOf = (path: string): number => {
    if (path === 'partner.challenge') return CHALLENGE_SHARE;
    return path.startsWith('partner.') ? (1 - CHALLENGE_SHARE) / situations : 1;
  };
  const shares = Object.fromEntries(CRITERIA.map((criterion) => [criterion, 1])) as Record<Criterion, number>;
  for (const [pattern, criterion] of RESTS_ON) {
    const own = answers.filter(([path]) => pattern.test(path));
    const all = own.reduce((sum, [path]) => sum + weightOf(path), 0);
    const given = own.reduce((sum, [path, isGiven]) => sum + (isGiven ? weightOf(path) : 0), 0);
    if (all > 0) shares[criterion] = given / all;
  }
  return shares;
}
