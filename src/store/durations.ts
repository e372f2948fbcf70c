import { ANSWER_STEPS, type Step } from '../domain/interview/steps.ts';
import type { Database } from './database.ts';

/** Of so many interviews of a vetting, the latest, the times are taken. */
const MOST = 200;
/** Longer than this is a break, not work on a step. */
const BREAK_SECONDS = 30 * 60;

/**
 * How long candidates of this vetting took for each step, in seconds: from the moment the step before was
 * complete for the first time. Only submitted interviews count; breaks and steps that were done out of turn
 * are left out.
 */
export async function listStepDurations(
  db: Database,
  vettingId: string,
): Promise<Partial<Record<Step, number[]>>> {
  const interviews = await db
    .selectFrom('interviews')
    .innerJoin('candidates', 'candidates.id', 'interviews.candidate_id')
    .select(['interviews.candidate_id', 'interviews.facts_opened_at', 'interviews.submitted_at'])
    .where('candidates.vetting_id', '=', vettingId)
    .where('interviews.submitted_at', 'is not', null)
    .orderBy('interviews.submitted_at', 'desc')
    .limit(MOST)
    .execute();
  if (interviews.length === 0) return {};
  const answers = await db
    .selectFrom('answers')
    .select(['candidate_id', 'step', 'completed_at'])
    .where(
      'candidate_id',
      'in',
      interviews.map(({ candidate_id }) => candidate_id),
    )
    .execute();
  const durations: Partial<Record<Step, number[]>> = {};
  for (const { candidate_id, facts_opened_at, submitted_at } of interviews) {
    const completed = new Map(
      answers
        .filter((answer) => answer.candidate_id === candidate_id)
        .map(({ step, completed_at }) => [step, completed_at]),
    );
    const ends: [Step, string | null][] = [
      ...ANSWER_STEPS.map((step): [Step, string | null] => [step, completed.get(step) ?? null]),
      ['check', submitted_at],
    ];
    ends.splice(1, 0, ['ask', facts_opened_at]);
    let before: string | null = null;
    for (const [step, at] of ends) {
      if (!at) continue;
      const seconds = before ? (Date.parse(at) - Date.parse(before)) / 1000 : -1;
      if (seconds >= 0 && seconds <= BREAK_SECONDS) durations[step] = [...(durations[step] ?? []), seconds];
      before = at;
    }
  }
  return durations;
}
