import type { Locale } from '../domain/brief/brief.ts';
import { findMetric } from '../domain/response/metrics.ts';
import type { Verdict } from '../domain/scoring/rubric.ts';
import { type Translate, translator } from '../locales/translator.ts';

/** The name of a metric in the given language; a metric of the candidate's own stays as written. */
export function metricName(given: string, locale: Locale, t: Translate = translator(locale)): string {
  const metric = findMetric(given);
  return metric && given === metric ? t(`metrics.${metric}`) : given;
}

/** The name of an answer, such as "question 3" for `askedQuestions.2.text`. */
export function answerName(path: string, t: Translate): string {
  const [first, second, index] = path.split('.');
  if (first === 'askedQuestions') return t('answers.askedQuestions', { n: Number(second) + 1 });
  if (second === 'lever') return t('interview.lever.title');
  if (first === 'addsUp') return t('interview.steps.adds-up');
  if (first === 'numbers') return second ? t(`interview.numbers.${second}`) : t('answers.numbers');
  if (second === undefined) return t(`answers.${first}.all`);
  const n = Number(index) + 1;
  return t(`answers.${first}.${second}`, { n });
}

/** The name of a verdict; a partner that no person has judged is to be confirmed. */
export const verdictName = (
  { verdict, confirmed }: { verdict: Verdict; confirmed: boolean },
  t: Translate,
): string => t(`verdicts.${verdict === 'partner' && !confirmed ? 'toBeConfirmed' : verdict}`);

/** A situation within a sentence: its description without the full stop. */
export const situationName = (situation: string, t: Translate): string =>
  t(`interview.situations.${situation}.title`).replace(/[。.]$/, '');
