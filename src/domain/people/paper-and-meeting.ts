import { inForce, type Judgement } from './judgements.ts';

/** One criterion or own question: what was given from reading and what after the meeting. */
export type Shift = { subject: string; paper: number; meeting: number };

/**
 * How a candidate came across in the meeting, beside what it had written: `talks_better` or `writes_better`
 * where the levels moved clearly, `alike` where they hardly did, `few` where too few can be compared to
 * say; null while nothing can be compared.
 */
export type PaperAndMeeting = {
  shifts: Shift[];
  up: number;
  down: number;
  impression: 'talks_better' | 'writes_better' | 'alike' | 'few' | null;
};

/** So few levels say nothing of how somebody comes across. */
const FEWEST = 3;
/** Levels that moved by this much on average, or more, have moved clearly. */
const CLEARLY = 0.75;
/** A single level that moved by this much or more is worth a reason. */
const FAR = 1;

export const isFarShift = ({ paper, meeting }: Shift): boolean => Math.abs(meeting - paper) >= FAR;

/**
 * One person's levels after the meeting beside those on paper. On paper it is the person's own level where
 * there is one, else the one by the rules.
 */
export function paperAndMeeting(
  own: readonly Judgement[],
  byRules: (subject: string) => number | null,
): PaperAndMeeting {
  const reading = inForce(own);
  const shifts = [...inForce(own, 'meeting')].flatMap(([subject, { level: meeting }]): Shift[] => {
    const paper = reading.get(subject)?.level ?? byRules(subject);
    return paper === null ? [] : [{ subject, paper, meeting }];
  });
  const mean = shifts.reduce((sum, { paper, meeting }) => sum + meeting - paper, 0) / shifts.length;
  const clear = mean <= -CLEARLY ? 'writes_better' : mean >= CLEARLY ? 'talks_better' : 'alike';
  return {
    shifts,
    up: shifts.filter(({ paper, meeting }) => meeting > paper).length,
    down: shifts.filter(({ paper, meeting }) => meeting < paper).length,
    impression: shifts.length === 0 ? null : shifts.length < FEWEST ? 'few' : clear,
  };
}
