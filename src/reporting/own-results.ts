import type { Brief, OwnQuestion } from '../domain/brief/brief.ts';
import { combinedFigure } from '../domain/interview/own-questions.ts';
import type { Response } from '../domain/response/response.ts';

/** An own question with its answer and the level that is in force, null where nobody has given one. */
export type OwnResult = { question: OwnQuestion; answer: string | number | null; level: number | null };

/**
 * The owner's own questions of one response with their levels by id, and the figure 0–100 that counts their
 * levels beside understanding; null without any.
 */
export function ownResults(
  { ownQuestions = [] }: Brief,
  { ownAnswers }: Response,
  levels: ReadonlyMap<string, { level: number }>,
  understanding: number,
): { results: OwnResult[]; combined: number | null } {
  const results = ownQuestions.map((question) => ({
    question,
    answer: ownAnswers?.[question.id] ?? null,
    level: levels.get(question.id)?.level ?? null,
  }));
  const given = results.flatMap(({ question, level }) =>
    level === null ? [] : [{ weight: question.weight, level }],
  );
  return { results, combined: combinedFigure(understanding, given) };
}
