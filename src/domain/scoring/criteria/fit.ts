import type { Brief } from '../../brief/brief.ts';
import type { Fit } from '../../brief/channels.ts';
import type { ChannelAnswer, Response } from '../../response/response.ts';
import {
  distinct,
  type Evidence,
  type Finding,
  type Reason,
  sentenceEvidence,
  toLevel,
  wholeAnswer,
} from '../findings.ts';
import type { Flag } from '../flag.ts';
import { capFor } from '../flags.ts';
import { together, weightOf } from '../insight.ts';
import type { Reading } from '../reading.ts';

const FIT_VALUE: Record<Fit, number> = { fits: 1, unsure: 0.6, unfit: 0 };
const WITHDRAWN = 0.8;
/** Withdrawn without a reason of one's own: the owner's reason handed back. */
const WITHDRAWN_ECHOING = 0.25;
const DEFENDED = 0.5;
/** Share of a channel's worth that the choice alone earns: the fact sheet suggests it. */
const CHOICE_SHARE = 0.25;
const FULL_REASON_WEIGHT = 2;
/** A reason that adds nothing of its own is worth this much of one that does. */
const RESTATED = 0.4;
/** Adding less than this is not yet a reason of one's own. */
const LEAST_OWN = 0.3;
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
  const chosen = new Map<string, { channel: ChannelAnswer; index: number }>();
  (response.propose?.channels ?? []).forEach((channel, index) => {
    if (!chosen.has(channel.channel)) chosen.set(channel.channel, { channel, index });
  });
  const restraint = judgeReason('propose.wouldNotDo', reading, flags, 'would_not_do');
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
    const judged = judgeChannel(brief, channel, index, reading, flags);
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
  reading: Reading,
  flags: readonly Flag[],
): Judged {
  const path = `propose.channels.${index}`;
  const fit = fitOf(brief, channel.channel);
  const chosen = (reason: Reason): Evidence => wholeAnswer(`${path}.channel`, channel.channel, reason);
  if (fit === 'unfit') return judgeUnfit(channel, path, reading, flags, chosen);
  const reason = judgeReason(`${path}.reason`, reading, flags, 'own_fact');
  const worth = FIT_VALUE[fit] * (CHOICE_SHARE + (1 - CHOICE_SHARE) * reason.share);
  return {
    worth,
    evidence: [chosen(fit === 'fits' ? 'channel_fits' : 'channel_unsure'), ...reason.evidence],
  };
}

function judgeUnfit(
  channel: ChannelAnswer,
  path: string,
  reading: Reading,
  flags: readonly Flag[],
  chosen: (reason: Reason) => Evidence,
): Judged {
  const probe = `${path}.probe.text`;
  const units = reading.units.get(probe) ?? [];
  const { anchors, adds } = together(units);
  const spans = (reason: Reason): Evidence[] =>
    units.flatMap(({ sentences }) => sentences.map((sentence) => sentenceEvidence(sentence, reason)));
  if (channel.probe?.choice === 'withdraw' && units.length > 0) {
    const worth = adds >= LEAST_OWN ? WITHDRAWN : WITHDRAWN_ECHOING;
    return { worth, evidence: [chosen('channel_withdrawn'), ...spans('channel_withdrawn')] };
  }
  const testable = units.some(({ sentences }) =>
    sentences.some(({ normalised }) =>
      /\d|なら|すれば|検証|テスト|試|if |test|within|pilot|trial|measure/.test(normalised),
    ),
  );
  const isDefended = weightOf(anchors) >= FULL_REASON_WEIGHT && testable && adds >= LEAST_OWN;
  if (channel.probe?.choice === 'keep' && isDefended && capFor(flags, probe) === null)
    return { worth: DEFENDED, evidence: [chosen('channel_defended'), ...spans('own_fact')] };
  return { worth: 0, evidence: [chosen('channel_unfit')] };
}

function judgeReason(
  answer: string,
  reading: Reading,
  flags: readonly Flag[],
  reason: Reason,
): { share: number; evidence: Evidence[] } {
  const units = reading.units.get(answer) ?? [];
  const { anchors, adds } = together(units);
  const cap = (capFor(flags, answer) ?? 4) / 4;
  const grounded = Math.min(1, weightOf(anchors) / FULL_REASON_WEIGHT);
  return {
    share: Math.min(grounded * (RESTATED + (1 - RESTATED) * adds), cap),
    evidence: units
      .filter((unit) => weightOf(unit.anchors) > 0)
      .flatMap(({ sentences }) => sentences.map((sentence) => sentenceEvidence(sentence, reason))),
  };
}
