import type { Brief, Locale } from '../domain/brief/brief.ts';
import { situationsOf } from '../domain/brief/situations.ts';
import { CORE_TOPICS } from '../domain/brief/topics.ts';
import { analyseAnswer } from '../domain/classifier/analyse.ts';
import type { NumberResult } from '../domain/economics/economics.ts';
import type { Response } from '../domain/response/response.ts';
import type { Flag } from '../domain/scoring/flag.ts';
import { ASKED_FOR, freeTexts } from '../domain/scoring/reading.ts';
import type { Score, ScoredCriterion } from '../domain/scoring/score.ts';
import { formatMoney, formatNumber } from '../locales/formats.ts';
import { hasWords, type Translate } from '../locales/translator.ts';
import { clashQuestion, openClashes } from './clashes.ts';
import { answerName, metricName, situationName } from './names.ts';

const MOST_QUESTIONS = 4;
/** Longest quotation in characters; Latin script needs about twice as many for the same. */
const LONGEST_QUOTE: Record<Locale, number> = { ja: 70, en: 140 };
const HIGH_FOCUS = 30;

/** What a question is after: it decides what a good answer would hold. */
export const QUESTION_KINDS = [
  'topics',
  'business',
  'numbers',
  'lever',
  'channel',
  'metric',
  'axis',
  'reaction',
  'challenge',
  'talk',
  'own_words',
  'clash',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];
export type MeetingQuestion = { text: string; kind: QuestionKind };

/** The kind of each question, by the beginning of its key. */
const KINDS: readonly [string, QuestionKind][] = [
  ['questioning', 'topics'],
  ['business_model', 'business'],
  ['number', 'numbers'],
  ['lever', 'lever'],
  ['fit', 'channel'],
  ['kpi', 'metric'],
  ['axis', 'axis'],
  ['judged_amount', 'axis'],
  ['reaction', 'reaction'],
  ['challenge', 'challenge'],
  ['price_deadline', 'talk'],
  ['metric_chasing', 'talk'],
  ['copied_from_brief', 'own_words'],
  ['stuffed', 'own_words'],
  ['foreign', 'own_words'],
  ['contradicts_brief', 'clash'],
];

function ask(t: Translate, key: string, parameters: Record<string, string> = {}): MeetingQuestion {
  const kind = KINDS.find(([beginning]) => key.startsWith(beginning))?.[1];
  if (kind === undefined) throw new Error(`no kind of question for ${key}`);
  return { text: t(`ask.${key}`, parameters), kind };
}

type Context = { scored: Score; brief: Brief; response: Response; locale: Locale; t: Translate };

/**
 * Two to four questions for the meeting, made from what this response left open: what contradicts the owner,
 * figures of its own that do not fit together, the criteria that lost most points, then what the candidate
 * itself proposed to be held to.
 */
export function askInMeeting(
  scored: Score,
  brief: Brief,
  response: Response,
  locale: Locale,
  t: Translate,
): MeetingQuestion[] {
  const context = { scored, brief, response, locale, t };
  const open = [...scored.criteria]
    .filter(({ level }) => level < 4)
    .sort((a, b) => b.outOf - b.points - (a.outOf - a.points));
  const questions = [
    ...scored.flags.map((flag) => aboutFlag(flag, context)),
    ...openClashes(brief, response).map(
      (clash): MeetingQuestion => ({ text: clashQuestion(clash, response, locale, t), kind: 'clash' }),
    ),
    ...(scored.priceDeadlineFocus > HIGH_FOCUS ? [aboutTalk('price_deadline', context)] : []),
    ...(scored.metricChasing > HIGH_FOCUS ? [aboutTalk('metric_chasing', context)] : []),
    ...open.map((criterion) => aboutCriterion(criterion, context)),
    testOfChallenge(context),
    measureOfSuccess(context),
  ];
  const distinct = new Map(
    questions.filter((question) => question !== null).map((question) => [question.text, question]),
  );
  return [...distinct.values()].slice(0, MOST_QUESTIONS);
}

/** Leads from what the candidate talks about back to the business, beginning with its own words. */
function aboutTalk(
  kind: 'price_deadline' | 'metric_chasing',
  { response, locale, t }: Context,
): MeetingQuestion {
  const wanted = kind === 'price_deadline' ? 'terms' : 'metric';
  const said = freeTexts(response)
    .filter(([path]) => !ASKED_FOR.test(path))
    .flatMap(([path, text]) => analyseAnswer(path, text))
    .find(({ orientation }) => orientation === wanted)?.text;
  return said ? ask(t, `${kind}_quoted`, { quote: shortened(said, locale) }) : ask(t, kind);
}

function aboutFlag({ key, answer, text = '' }: Flag, { t, locale }: Context): MeetingQuestion | null {
  if (key === 'copied_from_brief' || key === 'stuffed') return ask(t, key, { answer: answerName(answer, t) });
  if (key === 'foreign') return ask(t, 'foreign');
  return key === 'contradicts_brief' ? ask(t, 'contradicts_brief', { quote: shortened(text, locale) }) : null;
}

function aboutCriterion(criterion: ScoredCriterion, context: Context): MeetingQuestion | null {
  const { t, locale } = context;
  switch (criterion.key) {
    case 'questioning':
      return aboutTopics(criterion, context);
    case 'business_model': {
      const [part = ''] = criterion.missing;
      return hasWords(locale, `parts.${part}`)
        ? ask(t, 'business_model', { part: t(`parts.${part}`) })
        : null;
    }
    case 'unit_economics':
      return aboutNumbers(context);
    case 'fit':
      return aboutChannel(criterion, context);
    case 'kpi_link':
      return aboutMetric(criterion, context);
    case 'evaluation_axis':
      return aboutJudging(criterion, context);
    case 'partnership':
      return (
        aboutReaction(context) ??
        (criterion.missing.includes('challenge')
          ? ask(t, 'challenge', { kgi: context.brief.kgi.statement })
          : null)
      );
  }
}

function aboutTopics({ missing, evidence }: ScoredCriterion, { t }: Context): MeetingQuestion | null {
  const never = CORE_TOPICS.find(
    (topic) => missing.includes(topic) && !evidence.some((item) => item.topic === topic),
  );
  // Asked about only when it was prompted; what was asked before by its name alone was not late.
  const late = CORE_TOPICS.find(
    (topic) =>
      missing.includes(topic) &&
      evidence.some((item) => item.topic === topic) &&
      evidence.every((item) => item.topic !== topic || item.reason === 'topic_nudged'),
  );
  const topic = never ?? late;
  if (topic === undefined) return missing.includes('depth') ? ask(t, 'questioning_depth') : null;
  return ask(t, never === undefined ? 'questioning_nudged' : 'questioning', {
    topic: t(`topics.${topic}`),
  });
}

function aboutNumbers({ scored, brief, response, locale, t }: Context): MeetingQuestion | null {
  const worst = [...scored.numbers]
    .filter(({ credit }) => credit < 1)
    .sort((a, b) => Number(b.slip !== null) - Number(a.slip !== null))[0];
  if (!worst) {
    // Who has named a figure to move is not asked for one again.
    const lacksLever = scored.criteria.some(({ missing }) => missing.includes('lever'));
    return lacksLever && response.numbers?.lever === undefined ? ask(t, 'lever') : null;
  }
  const shown = (value: number): string => amountOf(worst.key, value, brief, locale);
  const problem = t(`interview.numbers.${worst.key}`);
  if (worst.given === null) return ask(t, 'number_missing', { problem });
  const parts = { problem, given: shown(worst.given), right: shown(worst.right) };
  return worst.slip
    ? ask(t, 'number_slip', { ...parts, slip: t(`slips.${worst.slip}`) })
    : ask(t, 'number_wrong', parts);
}

function amountOf(key: NumberResult['key'], value: number, brief: Brief, locale: Locale): string {
  return key === 'customersNeeded' ? formatNumber(value, locale) : formatMoney(value, brief.currency, locale);
}

function aboutChannel(
  { missing }: ScoredCriterion,
  { brief, response, locale, t }: Context,
): MeetingQuestion | null {
  const channels = response.propose?.channels ?? [];
  const unfit = channels.find(
    ({ channel, probe }) => brief.channelFit?.[channel]?.fit === 'unfit' && probe?.choice !== 'withdraw',
  );
  if (unfit) {
    const reason = brief.channelFit?.[unfit.channel]?.reason;
    return ask(t, reason ? 'fit_unfit_because' : 'fit_unfit', {
      channel: t(`channels.${unfit.channel}`),
      reason: shortened(reason ?? '', locale),
    });
  }
  const weak = channels.find(({ channel }) => missing.includes(channel));
  if (weak) return ask(t, 'fit', { channel: t(`channels.${weak.channel}`) });
  return channels.length === 0 ? ask(t, 'fit_none') : null;
}

function aboutMetric(
  { missing, evidence }: ScoredCriterion,
  { brief, response, locale, t }: Context,
): MeetingQuestion | null {
  const metrics = response.measure?.metrics ?? [];
  const weak = metrics.findIndex(({ metric }) => missing.includes(metric));
  const given = metrics[weak];
  if (!given) return metrics.length === 0 ? ask(t, 'kpi_none', { kgi: brief.kgi.statement }) : null;
  const metric = metricName(given.metric, locale, t);
  const jumps = evidence.some(
    (item) => item.answer === `measure.metrics.${weak}.metric` && item.reason === 'path_gap',
  );
  if (jumps && given.leadsTo)
    return ask(t, 'kpi_gap', { metric, leadsTo: metricName(given.leadsTo, locale, t) });
  return ask(t, 'kpi_short', { metric, kgi: brief.kgi.statement });
}

function aboutJudging(
  { missing }: ScoredCriterion,
  { brief, response, locale, t }: Context,
): MeetingQuestion | null {
  const given = response.measure?.judgedBy?.metric ?? '';
  if (given.trim() === '') return ask(t, 'axis_none');
  const parts = { metric: metricName(given, locale, t), kgi: brief.kgi.statement };
  if (missing.includes('closer_measure')) return ask(t, 'axis_far', parts);
  return missing.includes('needs') ? ask(t, 'axis_needs', parts) : null;
}

function aboutReaction({ scored, brief, response, t }: Context): MeetingQuestion | null {
  const missing = scored.criteria.find(({ key }) => key === 'partnership')?.missing ?? [];
  const situation = situationsOf(brief).find(
    (key) => missing.includes(key) && response.partner?.situations?.[key]?.best,
  );
  if (!situation) return null;
  const reaction = response.partner?.situations?.[situation]?.best;
  return ask(t, 'reaction', {
    situation: situationName(situation, t),
    reaction: t(`interview.situations.${situation}.${reaction}`),
  });
}

function testOfChallenge({ response, locale, t }: Context): MeetingQuestion | null {
  const challenge = response.partner?.challenge?.trim() ?? '';
  return challenge === '' ? null : ask(t, 'challenge_test', { quote: shortened(challenge, locale) });
}

function measureOfSuccess({ response, locale, t }: Context): MeetingQuestion | null {
  const given = response.measure?.judgedBy?.metric?.trim() ?? '';
  return given === '' ? null : ask(t, 'judged_amount', { metric: metricName(given, locale, t) });
}

/** The first sentence of a candidate's words, cut where it is long. */
function shortened(text: string, locale: Locale): string {
  const sentence = text.trim().split(/(?<=[。！？!?])|(?<=\.)\s|\n/)[0] ?? '';
  const characters = [...sentence.replace(/[。.]$/, '')];
  const longest = LONGEST_QUOTE[locale];
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest).join('')}…`;
}
