import type { OwnQuestion } from '../../domain/brief/brief.ts';
import { isCriterion } from '../../domain/people/judgements.ts';
import type { Translate } from '../../locales/translator.ts';
import type { Act, ActDetails } from '../../store/history.ts';

type Asked = { ownQuestions?: readonly OwnQuestion[] | undefined };

/** The name of what is judged: of a criterion, or an own question in its own words. */
export function subjectName(subject: string, { ownQuestions = [] }: Asked, t: Translate): string {
  if (isCriterion(subject)) return t(`criteria.${subject}`);
  return ownQuestions.find(({ id }) => id === subject)?.text ?? t('own.title');
}

/** What a whole level means; empty where the owner wrote no words for it. */
export function wholeLevelWords(
  subject: string,
  level: number,
  { ownQuestions = [] }: Asked,
  t: Translate,
): string {
  if (isCriterion(subject)) return t(`levels.${subject}.${level}`);
  return ownQuestions.find(({ id }) => id === subject)?.levels[level] ?? '';
}

/** What a level means; a half level quotes both that it lies between. */
export function levelWords(subject: string, level: number, asked: Asked, t: Translate): string {
  if (Number.isInteger(level)) return wholeLevelWords(subject, level, asked, t);
  const [lower, upper] = [Math.floor(level), Math.ceil(level)];
  const [lowerWords, upperWords] = [lower, upper].map((whole) => wholeLevelWords(subject, whole, asked, t));
  if (!lowerWords || !upperWords) return t('judgement.between', { lower, upper });
  return t('levels.between', { lower, upper, lowerWords, upperWords });
}

/** How the history tells of a level: a criterion by its key, an own question in its words. */
export function levelGiven(subject: string, asked: Asked, t: Translate): { act: Act; details: ActDetails } {
  return isCriterion(subject)
    ? { act: 'level_given', details: { criterion: subject } }
    : { act: 'own_level_given', details: { title: subjectName(subject, asked, t) } };
}
