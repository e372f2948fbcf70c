import type { Brief } from '../brief/brief.ts';
import { situationsOf } from '../brief/situations.ts';
import { problemsOf } from '../economics/economics.ts';
import type { Response } from '../response/response.ts';

/**
 * Paths of the answers that the interview requires and this response leaves empty, and how many it requires.
 */
export function unansweredPaths(
  brief: Brief,
  response: Response,
): { required: number; unanswered: string[] } {
  const filled = (text: string | undefined): boolean => (text ?? '').trim() !== '';
  const { understand, numbers, propose, measure, partner } = response;
  const answers: [string, boolean][] = [
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
  return {
    required: answers.length,
    unanswered: answers.filter(([, given]) => !given).map(([path]) => path),
  };
}
