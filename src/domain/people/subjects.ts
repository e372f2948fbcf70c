import type { OwnQuestion } from '../brief/brief.ts';
import { CRITERIA, type Criterion } from '../scoring/rubric.ts';

/** The answers that a criterion is read from, by the beginnings of their paths in a response. */
const READ_FROM: Record<Criterion, readonly string[]> = {
  questioning: ['askedQuestions.'],
  business_model: ['understand.'],
  unit_economics: ['numbers.'],
  fit: ['propose.'],
  kpi_link: ['measure.metrics.', 'addsUp.'],
  evaluation_axis: ['measure.judgedBy.'],
  partnership: ['partner.'],
};

/** Whether a subject, a criterion or an own question by its id, is judged from the answer at a path. */
export function isReadFrom(subject: string, path: string): boolean {
  const beginnings = READ_FROM[subject as Criterion];
  if (beginnings === undefined) return path === `ownAnswers.${subject}`;
  return beginnings.some((beginning) => path === beginning.slice(0, -1) || path.startsWith(beginning));
}

/** What people judge of candidates, in the order of the interview: the criteria scored, then own questions. */
export function subjectsOf(
  candidates: readonly {
    brief: { ownQuestions?: readonly OwnQuestion[] | undefined };
    computed: { criteria: readonly { key: Criterion }[] };
  }[],
): string[] {
  const scored = new Set(candidates.flatMap(({ computed }) => computed.criteria.map(({ key }) => key)));
  const own = candidates.flatMap(({ brief }) => (brief.ownQuestions ?? []).map(({ id }) => id));
  return [...CRITERIA.filter((key) => scored.has(key)), ...new Set(own)];
}
