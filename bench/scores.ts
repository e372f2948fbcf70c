import type { Brief } from '../src/domain/brief/brief.ts';
import { CHANNELS } from '../src/domain/brief/channels.ts';
import {
  channelsToProbe,
  MAX_CHANNELS,
  MAX_METRICS,
  MAX_QUESTIONS,
  metricsToProbe,
} from '../src/domain/interview/steps.ts';
import { METRICS } from '../src/domain/response/metrics.ts';
import type { AskedQuestion, Response } from '../src/domain/response/response.ts';
import { fitOf } from '../src/domain/scoring/criteria/fit.ts';
import { score } from '../src/domain/scoring/score.ts';
import { makeReport } from '../src/reporting/report.ts';
import { readSample, SAMPLES } from '../src/samples/sample.ts';

const ROUNDS = 25;
const LONG_BYTES = 10_000;
const SAMPLE_DOSSIERS = (['ja', 'en'] as const).flatMap((locale) =>
  SAMPLES.map((sample) => readSample(locale, sample)),
);

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function milliseconds(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

/**
 * Reports of the sample dossiers a second; milliseconds that one score takes, and one with everything the
 * interview can take and 10 kB in every text (medians).
 */
export function measureScores(seconds: number): {
  scores_per_second: number;
  score_ms: number;
  long_score_ms: number;
} {
  const all = (): void => {
    for (const { brief, response } of SAMPLE_DOSSIERS) makeReport(brief, response);
  };
  for (let warm = 0; warm < 20; warm += 1) all();
  const began = performance.now();
  let rounds = 0;
  for (; performance.now() - began < seconds * 1000; rounds += 1) all();
  const elapsed = performance.now() - began;
  const single = Array.from({ length: ROUNDS }, () =>
    SAMPLE_DOSSIERS.map(({ brief, response }) => milliseconds(() => score(brief, response))),
  ).flat();
  const long = SAMPLE_DOSSIERS.filter((_, at) => at % SAMPLES.length === 0).flatMap(({ brief, response }) => {
    const filled = lengthened(brief, response);
    return Array.from({ length: ROUNDS }, () => milliseconds(() => score(brief, filled)));
  });
  return {
    scores_per_second: (rounds * SAMPLE_DOSSIERS.length * 1000) / elapsed,
    score_ms: median(single),
    long_score_ms: median(long),
  };
}

/**
 * The response with everything that the interview can take: each list at its longest, each text 10 kB, no two
 * sentences alike.
 */
function lengthened(brief: Brief, response: Response): Response {
  const texts = /^(text|who|value|delivery|working|reason|wouldNotDo|target|probe|challenge)$/;
  let texted = 0;
  return JSON.parse(JSON.stringify(fullest(brief, response)), (key, value: unknown) => {
    if (typeof value !== 'string' || !texts.test(key)) return value;
    texted += 1;
    let text = value;
    const sentences = value.split(/(?<=[。.?？])/);
    for (let n = 0; Buffer.byteLength(text) < LONG_BYTES; n += 1)
      text += ` ${texted}${n} ${sentences[n % sentences.length]}`;
    return text;
  }) as Response;
}

/**
 * The response with as many questions, channels and metrics as the interview takes, chosen so that it asks
 * back as often as it ever does.
 */
function fullest(brief: Brief, response: Response): Response {
  const { askedQuestions = [], propose, measure, understand } = response;
  const text = understand?.value ?? '';
  const unfitFirst = [...CHANNELS].sort(
    (one, other) => Number(fitOf(brief, other) === 'unfit') - Number(fitOf(brief, one) === 'unfit'),
  );
  const full: Response = {
    ...response,
    askedQuestions: Array.from(
      { length: MAX_QUESTIONS },
      (_, at) => askedQuestions[at % askedQuestions.length] as AskedQuestion,
    ),
    propose: {
      ...propose,
      channels: unfitFirst.slice(0, MAX_CHANNELS).map((channel) => ({ channel, reason: text })),
    },
    measure: {
      ...measure,
      metrics: METRICS.slice(-MAX_METRICS).map((metric) => ({ metric, leadsTo: 'inquiries', target: text })),
    },
  };
  const channels = channelsToProbe(brief, full);
  const metrics = metricsToProbe(brief, full);
  return {
    ...full,
    propose: {
      ...full.propose,
      channels: full.propose?.channels?.map((chosen) =>
        channels.includes(chosen.channel) ? { ...chosen, probe: { choice: 'keep', text } } : chosen,
      ),
    },
    measure: {
      ...full.measure,
      metrics: full.measure?.metrics?.map((metric, at) =>
        metrics.includes(at) ? { ...metric, probe: text } : metric,
      ),
    },
  };
}
