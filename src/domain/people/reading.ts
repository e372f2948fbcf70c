import { CRITERIA } from '../scoring/rubric.ts';
import { type Pair, type Unit, weightedKappa } from './agreement.ts';
import { inForce, isCriterion, type Judgement } from './judgements.ts';

/** A judgement with whose it is, and whether it was given before others' and the rules' levels were seen. */
export type Given = Judgement & { candidateId: string; personId: string | null; independent: boolean };

/** What a person left to the rules or gave a level, of all that there is to judge. */
export type Progress = { done: number; total: number };

/** How far a person has come with each subject. A level that was left to the rules counts as judged. */
export function progressBySubject(
  subjects: readonly string[],
  candidateIds: readonly string[],
  own: readonly Given[],
): Map<string, Progress> {
  const judged = new Set(
    own
      .filter(({ stage }) => stage === 'reading')
      .map(({ candidateId, subject }) => `${candidateId} ${subject}`),
  );
  return new Map(
    subjects.map((subject) => [
      subject,
      {
        done: candidateIds.filter((id) => judged.has(`${id} ${subject}`)).length,
        total: candidateIds.length,
      },
    ]),
  );
}

/** Each person's last level of each subject of each candidate that was given without seeing another's. */
function independentLevels(judgements: readonly Given[]): Map<string, Map<string, number>> {
  const unseen = judgements.filter(({ independent, personId }) => independent && personId !== null);
  const byPerson = Map.groupBy(unseen, ({ personId, candidateId }) => `${personId} ${candidateId}`);
  const levels = new Map<string, Map<string, number>>();
  for (const given of byPerson.values()) {
    for (const [subject, { candidateId, personId, level }] of inForce(given)) {
      const key = `${candidateId} ${subject}`;
      levels.set(key, (levels.get(key) ?? new Map()).set(personId, level));
    }
  }
  return levels;
}

/** The criteria of all candidates with what each person gave independently: the units of an agreement. */
export function unitsOf(judgements: readonly Given[]): Unit[] {
  const levels = independentLevels(judgements.filter(({ subject }) => isCriterion(subject)));
  const people = [...new Set([...levels.values()].flatMap((given) => [...given.keys()]))];
  return [...levels.values()].map((given) => people.map((person) => given.get(person) ?? null));
}

/** How the rules' levels of a criterion agree with people's: the pairs, how many lie close, and kappa. */
export type RulesAgreement = { pairs: number; close: number; kappa: number | null };

/** Levels at most so far apart count as close. */
const CLOSE = 0.5;

/** What people gave independently beside what the rules gave, for each criterion that has both, in their order. */
export function pairsWithRules(
  judgements: readonly Given[],
  byRules: (candidateId: string, criterion: string) => number | undefined,
): Map<string, Pair[]> {
  const pairs = new Map<string, Pair[]>();
  for (const [key, given] of independentLevels(judgements)) {
    const [candidateId = '', subject = ''] = key.split(' ');
    const computed = byRules(candidateId, subject);
    if (computed === undefined) continue;
    const own = [...given.values()].map((level): Pair => [level, computed]);
    pairs.set(subject, [...(pairs.get(subject) ?? []), ...own]);
  }
  return new Map([...pairs].sort(([one], [other]) => placeOf(one) - placeOf(other)));
}

const placeOf = (subject: string): number => {
  const place = (CRITERIA as readonly string[]).indexOf(subject);
  return place < 0 ? CRITERIA.length : place;
};

/** How far pairs of a person's and the rules' level agree. */
export function rulesAgreement(pairs: readonly Pair[]): RulesAgreement {
  return {
    pairs: pairs.length,
    close: pairs.filter(([one, other]) => Math.abs(one - other) <= CLOSE).length,
    kappa: weightedKappa(pairs),
  };
}

/** A level of the person's own that lies a whole level or more from the rules'. */
export const isFarApart = (own: number, computed: number): boolean => Math.abs(own - computed) >= 1;
