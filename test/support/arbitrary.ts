import fc from 'fast-check';
import type { Brief } from '../../src/domain/brief/brief.ts';
import { CHANNELS } from '../../src/domain/brief/channels.ts';
import { SITUATION_KEYS, SITUATIONS } from '../../src/domain/brief/situations.ts';
import { METRICS } from '../../src/domain/response/metrics.ts';
import type { Response } from '../../src/domain/response/response.ts';
import { freeTexts } from '../../src/domain/scoring/reading.ts';
import { readCorpus } from '../../training/corpus.ts';
import { DOSSIERS } from './dossiers.ts';

/** Every run tries the same cases, so that a red build can be repeated; SEED=… and RUNS=… look further. */
fc.configureGlobal({
  seed: Number(process.env.SEED ?? 20_261_124),
  numRuns: Number(process.env.RUNS ?? 100),
});

const CORPUS = readCorpus();

/** Sentences and questions of the labelled corpus that a test wants. */
export function corpusTexts(wanted: (example: (typeof CORPUS)[number]) => boolean): string[] {
  return CORPUS.filter(wanted).map(({ text }) => text);
}

export const anyDossier = fc.constantFrom(...DOSSIERS);

/**
 * Text as people and machines write it: the corpus, all of Unicode, pieces of the dossiers, and several of
 * them in a row.
 */
const piece = fc.oneof(
  fc.constantFrom(...corpusTexts(() => true)),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.toWellFormed().replaceAll('\u0000', '')),
  fc.constantFrom(...DOSSIERS.flatMap(({ response }) => freeTexts(response).map(([, text]) => text))),
  fc.constantFrom(
    '👩‍👩‍👧‍👦🏭',
    'ｶﾞｽ ﾌｫﾛﾜｰ',
    '１２３４５円',
    '①㌔㈱',
    'e\u0301',
    '\r\n\t',
    '〜−ー',
    '！？。',
    'ﷺ',
  ),
);
export const anyText = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('。'));

const optional = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const amount = fc.option(fc.double({ min: -1e18, max: 1e18, noNaN: true }), { nil: null });
const answer = fc.record({ value: amount, working: anyText });
const metric = fc.oneof(fc.constantFrom(...METRICS), anyText);

/** Any response that the schema accepts. */
export const anyResponse: fc.Arbitrary<Response> = fc
  .record({
    askedQuestions: optional(
      fc.array(
        fc.record({ text: anyText, asked: fc.constantFrom('unprompted' as const, 'nudged' as const) }),
        { maxLength: 12 },
      ),
    ),
    understand: optional(fc.record({ who: anyText, value: anyText, delivery: anyText })),
    numbers: optional(
      fc.record({
        grossProfitPerCustomer: answer,
        customersNeeded: answer,
        maxCostPerCustomer: answer,
        maxCostPerInquiry: answer,
      }),
    ),
    propose: optional(
      fc.record({
        channels: fc.array(
          fc.record({
            channel: fc.constantFrom(...CHANNELS),
            reason: anyText,
            probe: fc.record({
              choice: fc.constantFrom('keep' as const, 'withdraw' as const),
              text: anyText,
            }),
          }),
          { maxLength: 5 },
        ),
        wouldNotDo: anyText,
      }),
    ),
    measure: optional(
      fc.record({
        metrics: fc.array(fc.record({ metric, leadsTo: metric, target: anyText, probe: anyText }), {
          maxLength: 6,
        }),
        judgedBy: fc.record({ metric, reason: anyText }),
      }),
    ),
    partner: optional(
      fc.record({
        situations: fc.constant(
          Object.fromEntries(
            SITUATION_KEYS.map((key) => [
              key,
              { best: SITUATIONS[key].reactions[0], worst: SITUATIONS[key].reactions[1] },
            ]),
          ),
        ),
        challenge: anyText,
      }),
    ),
    terms: optional(fc.record({ initialPrice: fc.nat(1e9), text: anyText })),
  })
  .map((response) => JSON.parse(JSON.stringify(response)) as Response);

/** The paths of the free texts that a response could have, each with a way to put a text there. */
export const TEXT_FIELDS: Record<string, (response: Response, change: (text: string) => string) => Response> =
  {
    who: (response, change) => ({
      ...response,
      understand: { ...response.understand, who: change(response.understand?.who ?? '') },
    }),
    value: (response, change) => ({
      ...response,
      understand: { ...response.understand, value: change(response.understand?.value ?? '') },
    }),
    delivery: (response, change) => ({
      ...response,
      understand: { ...response.understand, delivery: change(response.understand?.delivery ?? '') },
    }),
    working: (response, change) => {
      const profit = response.numbers?.grossProfitPerCustomer;
      return {
        ...response,
        numbers: {
          ...response.numbers,
          grossProfitPerCustomer: { ...profit, working: change(profit?.working ?? '') },
        },
      };
    },
    wouldNotDo: (response, change) => ({
      ...response,
      propose: { ...response.propose, wouldNotDo: change(response.propose?.wouldNotDo ?? '') },
    }),
    reasons: (response, change) => ({
      ...response,
      propose: {
        ...response.propose,
        channels: (response.propose?.channels ?? []).map((each) => ({
          ...each,
          reason: change(each.reason ?? ''),
        })),
      },
    }),
    probes: (response, change) => ({
      ...response,
      propose: {
        ...response.propose,
        channels: (response.propose?.channels ?? []).map((each) =>
          each.probe ? { ...each, probe: { ...each.probe, text: change(each.probe.text ?? '') } } : each,
        ),
      },
    }),
    judgedBy: (response, change) => {
      const judgedBy = response.measure?.judgedBy;
      return {
        ...response,
        measure: { ...response.measure, judgedBy: { ...judgedBy, reason: change(judgedBy?.reason ?? '') } },
      };
    },
    metricProbes: (response, change) => ({
      ...response,
      measure: {
        ...response.measure,
        metrics: (response.measure?.metrics ?? []).map((each) => ({
          ...each,
          probe: change(each.probe ?? ''),
        })),
      },
    }),
    challenge: (response, change) => ({
      ...response,
      partner: { ...response.partner, challenge: change(response.partner?.challenge ?? '') },
    }),
  };
export const anyField = fc.constantFrom(...Object.values(TEXT_FIELDS));

/** Puts one text into every free text field, and asks it as questions. */
export function everywhere(response: Response, text: string, questions: readonly string[] = []): Response {
  const filled = Object.values(TEXT_FIELDS).reduce((sum, put) => put(sum, () => text), response);
  return {
    ...filled,
    askedQuestions: questions.map((question) => ({ text: question, asked: 'unprompted' })),
  };
}

/** Sentences of everything that the owner wrote. */
export function briefSentences(brief: Brief): string[] {
  const texts = [
    brief.business.summary,
    brief.kgi.statement,
    ...Object.values(brief.facts).map((fact) => fact?.text ?? ''),
  ];
  return texts.flatMap((text) => text.split(/(?<=[。.])\s*/)).filter((sentence) => sentence !== '');
}
