import { type Brief, wordsOfFact } from '../../brief/brief.ts';
import type { Fit } from '../../brief/channels.ts';
import type { ChannelAnswer, Response } from '../../response/response.ts';
import { type Evidence, type Finding, type Reason, toLevel, wholeAnswer } from '../findings.ts';
import { capFor, type Flag } from '../flags.ts';
import type { Vocabulary } from '../grounding.ts';
import { findConnective, vocabularyOf } from '../grounding.ts';
import { distinct, ground, type Reading, sentenceEvidence } from '../reading.ts';

const FIT_VALUE: Record<Fit, number> = { fits: 1, unsure: 0.6, unfit: 0 };
const WITHDRAWN = 0.8;
const DEFENDED = 0.5;
/** Share of a channel's worth that the choice alone earns; the rest is earned by the reason. */
const CHOICE_SHARE = 0.5;
const FULL_REASON_WEIGHT = 2;
/** Levels that a good "what we would not do" is worth when nothing is proposed. */
const RESTRAINT = 1;

/** What the owner says of a channel; nothing said counts as unsure. */
export function fitOf(brief: Brief, channel: ChannelAnswer['channel']): Fit {
  return brief.channelFit?.[channel]?.fit ?? 'unsure';
}

/** Channels where this business's orders come from, each with a reason tied to target and sales process. */
export function judgeFit(
  brief: Brief,
  response: Response,
  reading: Reading,
  flags: readonly Flag[],
): Finding {
  const { target, sales_process, value, unit_price, profit, current_state } = brief.facts;
  const vocabulary = vocabularyOf([
    wordsOfFact(target),
    wordsOfFact(sales_process),
    wordsOfFact(value),
    wordsOfFact(unit_price),
    wordsOfFact(profit),
    wordsOfFact(current_state),
    brief.business.summary,
  ]);
  const chosen = new Map<string, { channel: ChannelAnswer; index: number }>();
  (response.propose?.channels ?? []).forEach((channel, index) => {
    if (!chosen.has(channel.channel)) chosen.set(channel.channel, { channel, index });
  });
  const restraint = judgeReason('propose.wouldNotDo', vocabulary, reading, flags, 'would_not_do');
  if (chosen.size === 0) {
    return {
      level: toLevel(RESTRAINT * restraint.share),
      evidence: restraint.evidence,
      missing: ['channels'],
    };
  }
  const evidence: Evidence[] = [...restraint.evidence];
  const missing: string[] = [];
  let sum = 0;
  for (const { channel, index } of chosen.values()) {
    const judged = judgeChannel(brief, channel, index, vocabulary, reading, flags);
    sum += judged.worth;
    evidence.push(...judged.evidence);
    if (judged.worth < 1) missing.push(channel.channel);
  }
  return { level: toLevel((4 * sum) / chosen.size), evidence: distinct(evidence), missing };
}

type Judged = { worth: number; evidence: Evidence[] };

function judgeChannel(
  brief: Brief,
  channel: ChannelAnswer,
  index: number,
  vocabulary: Vocabulary,
  reading: Reading,
  flags: readonly Flag[],
): Judged {
  const path = `propose.channels.${index}`;
  const fit = fitOf(brief, channel.channel);
  const chosen = (reason: Reason): Evidence => wholeAnswer(`${path}.channel`, channel.channel, reason);
  if (fit === 'unfit') return judgeUnfit(channel, path, vocabulary, reading, flags, chosen);
  const reason = judgeReason(`${path}.reason`, vocabulary, reading, flags, 'own_fact');
  const worth = FIT_VALUE[fit] * (CHOICE_SHARE + (1 - CHOICE_SHARE) * reason.share);
  return {
    worth,
    evidence: [chosen(fit === 'fits' ? 'channel_fits' : 'channel_unsure'), ...reason.evidence],
  };
}

function judgeUnfit(
  channel: ChannelAnswer,
  path: string,
  vocabulary: Vocabulary,
  reading: Reading,
  flags: readonly Flag[],
  chosen: (reason: Reason) => Evidence,
): Judged {
  const probe = `${path}.probe.text`;
  const sentences = (reading.answers.get(probe) ?? []).filter((sentence) => sentence.orientation !== 'terms');
  const grounding = ground(sentences, vocabulary, reading);
  const reasoned = sentences.filter(
    ({ propositional, orientation, normalised }) =>
      propositional && orientation === 'business' && findConnective(normalised),
  );
  if (channel.probe?.choice === 'withdraw' && (grounding.weight >= 1 || reasoned.length > 0)) {
    const spans =
      grounding.weight >= 1
        ? grounding.evidence
        : reasoned.map((sentence) => sentenceEvidence(sentence, 'channel_withdrawn'));
    return {
      worth: WITHDRAWN,
      evidence: [
        chosen('channel_withdrawn'),
        ...spans.map((span): Evidence => ({ ...span, reason: 'channel_withdrawn' })),
      ],
    };
  }
  const testable = sentences.some((sentence) =>
    /\d|なら|すれば|検証|テスト|試|if |test|within|pilot|trial|measure/.test(sentence.normalised),
  );
  if (
    channel.probe?.choice === 'keep' &&
    grounding.weight >= 2 &&
    testable &&
    capFor(flags, probe) === null
  ) {
    return { worth: DEFENDED, evidence: [chosen('channel_defended'), ...grounding.evidence] };
  }
  return { worth: 0, evidence: [chosen('channel_unfit')] };
}

function judgeReason(
  answer: string,
  vocabulary: Vocabulary,
  reading: Reading,
  flags: readonly Flag[],
  reason: Reason,
): { share: number; evidence: Evidence[] } {
  const grounding = ground(reading.answers.get(answer) ?? [], vocabulary, reading);
  const cap = (capFor(flags, answer) ?? 4) / 4;
  return {
    share: Math.min(1, grounding.weight / FULL_REASON_WEIGHT, cap),
    evidence: grounding.evidence.map((item) => ({ ...item, reason })),
  };
}
