import type { Brief, Locale } from '../domain/brief/brief.ts';
import type { Response } from '../domain/response/response.ts';
import type { Reason } from '../domain/scoring/findings.ts';
import type { Score, ScoredCriterion } from '../domain/scoring/score.ts';
import { hasWords, type Translate } from '../locales/translator.ts';
import { metricName, situationName } from './names.ts';

/** What keeps a criterion from its next level, each kind with words of its own (`missing.<kind>`). */
export const MISSING_KINDS = [
  'topic_not_asked',
  'topic_late',
  'no_deeper_question',
  'one_deeper_question',
  'part_thin',
  'no_consequence',
  'consequence_thin',
  'number_missing',
  'number_wrong',
  'no_workings',
  'no_lever',
  'no_channels',
  'channel_unfit',
  'channel_withdrawn_thin',
  'channel_unsure',
  'reason_thin',
  'no_metrics',
  'metric_short',
  'no_target',
  'not_judged',
  'measure_far',
  'needs_unnamed',
  'reaction',
  'no_challenge',
  'challenge_thin',
] as const;
export type MissingKind = (typeof MISSING_KINDS)[number];
/** `key` is the topic, part, sum, channel, metric or situation; empty where the kind says all. */
export type Missing = { kind: MissingKind; key: string };

type Answered = { scored: Score; brief: Brief; response: Response };

/** What a criterion misses; nothing at the highest level. */
export function missingOf(criterion: ScoredCriterion, answered: Answered): Missing[] {
  if (criterion.level >= 4) return [];
  return criterion.missing.map((key) => {
    const kind = kindOf(criterion, key, answered);
    return { kind, key: KEYED.has(kind) ? key : '' };
  });
}

function kindOf(criterion: ScoredCriterion, key: string, { scored, brief, response }: Answered): MissingKind {
  const has = (reason: Reason): boolean => criterion.evidence.some((item) => item.reason === reason);
  switch (criterion.key) {
    case 'questioning': {
      if (key === 'depth') return has('builds_on') ? 'one_deeper_question' : 'no_deeper_question';
      return criterion.evidence.some(({ topic }) => topic === key) ? 'topic_late' : 'topic_not_asked';
    }
    case 'business_model':
      if (key !== 'consequence') return 'part_thin';
      return has('consequence') ? 'consequence_thin' : 'no_consequence';
    case 'unit_economics': {
      if (key === 'workings') return 'no_workings';
      if (key === 'lever') return 'no_lever';
      const isGiven = scored.numbers.some((number) => number.key === key && number.given !== null);
      return isGiven ? 'number_wrong' : 'number_missing';
    }
    case 'fit':
      return kindOfChannel(key, brief, response);
    case 'kpi_link':
      return key === 'metrics' ? 'no_metrics' : key === 'no_target' ? 'no_target' : 'metric_short';
    case 'evaluation_axis':
      return key === 'judged_by' ? 'not_judged' : key === 'closer_measure' ? 'measure_far' : 'needs_unnamed';
    case 'partnership':
      if (key !== 'challenge') return 'reaction';
      return has('challenge') ? 'challenge_thin' : 'no_challenge';
  }
}

function kindOfChannel(key: string, brief: Brief, response: Response): MissingKind {
  if (key === 'channels') return 'no_channels';
  const chosen = response.propose?.channels?.find(({ channel }) => channel === key);
  const fit = chosen && brief.channelFit?.[chosen.channel]?.fit;
  if (fit === 'unfit')
    return chosen?.probe?.choice === 'withdraw' ? 'channel_withdrawn_thin' : 'channel_unfit';
  return fit === 'fits' ? 'reason_thin' : 'channel_unsure';
}

/** Kinds that are about one topic, part, sum, channel, metric or situation. */
const KEYED: ReadonlySet<MissingKind> = new Set([
  'topic_not_asked',
  'topic_late',
  'part_thin',
  'number_missing',
  'number_wrong',
  'channel_unfit',
  'channel_withdrawn_thin',
  'channel_unsure',
  'reason_thin',
  'metric_short',
  'reaction',
]);

/** What is missing in the reader's language: a whole phrase that says what is meant. */
export function missingText({ kind, key }: Missing, locale: Locale, t: Translate): string {
  return t(`missing.${kind}`, { name: key === '' ? '' : nameOf(kind, key, locale, t) });
}

function nameOf(kind: MissingKind, key: string, locale: Locale, t: Translate): string {
  if (kind === 'metric_short') return metricName(key, locale, t);
  if (kind === 'reaction') return situationName(key, t);
  const scope = SCOPES[kind];
  // An earlier rubric may have named what is no more.
  return scope && hasWords(locale, `${scope}.${key}`) ? t(`${scope}.${key}`) : key;
}

const SCOPES: Partial<Record<MissingKind, string>> = {
  topic_not_asked: 'topics',
  topic_late: 'topics',
  part_thin: 'parts',
  number_missing: 'interview.numbers',
  number_wrong: 'interview.numbers',
  channel_unfit: 'channels',
  channel_withdrawn_thin: 'channels',
  channel_unsure: 'channels',
  reason_thin: 'channels',
};
