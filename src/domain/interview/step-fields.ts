import type { Brief } from '../brief/brief.ts';
import { CHANNELS } from '../brief/channels.ts';
import { SITUATIONS, situationsOf } from '../brief/situations.ts';
import { clashesOf } from '../economics/clashes.ts';
import { problemsOf } from '../economics/economics.ts';
import { type Field, money, quantity } from '../forms/field.ts';
import { type FormValues, type Parsed, type Problem, parseForm } from '../forms/form.ts';
import {
  ANSWER_LENGTH,
  type ClashKey,
  QUESTION_LENGTH,
  type Response,
  TARGET_LENGTH,
  TAXES,
  TERM_LENGTH,
  WORKING_LENGTH,
} from '../response/response.ts';
import { checkLever, leverFields } from './lever-fields.ts';
import { ownFields } from './own-questions.ts';
import {
  ANSWER_STEPS,
  type AnswerStep,
  channelsToProbe,
  MAX_CHANNELS,
  MAX_METRICS,
  MAX_QUESTIONS,
  metricsToProbe,
  probeField,
  type SavedStep,
} from './steps.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** What was typed on each step, as it was typed, so that nothing is lost to a wrong value. */
export type TypedAnswers = Partial<Record<SavedStep, FormValues>>;

/** A question, or a paste of as many as may be asked. */
export const QUESTION: Field = {
  name: 'question',
  kind: 'longtext',
  max: QUESTION_LENGTH * MAX_QUESTIONS,
};

/**
 * The fields of a step. Those of a probe depend on what was answered before; the unit of a lever on the
 * figure that was chosen with it.
 */
export function fieldsOf(step: SavedStep, brief: Brief, response: Response, typed: FormValues = {}): Field[] {
  if (step === 'ask') return [QUESTION];
  return [...standardFields(step, brief, response, typed), ...ownFields(step, brief)];
}

function standardFields(step: AnswerStep, brief: Brief, response: Response, typed: FormValues): Field[] {
  switch (step) {
    case 'welcome':
      return [
        { name: 'respondentName', kind: 'text', required: true },
        { name: 'respondentRole', kind: 'text' },
        { name: 'respondentEmail', kind: 'email' },
        { name: 'consent', kind: 'consent', required: true },
      ];
    case 'understand':
      return ['who', 'value', 'delivery'].map((name) => ({
        name,
        kind: 'longtext',
        required: true,
        max: ANSWER_LENGTH,
      }));
    case 'numbers':
      return [
        ...problemsOf(brief).flatMap(({ key }): Field[] => [
          key === 'customersNeeded'
            ? quantity(key, 'customers', { required: true, least: 0 })
            : money(key, brief.currency, { required: true, least: 0 }),
          { name: `${key}_working`, kind: 'longtext', max: WORKING_LENGTH, worksOut: key },
        ]),
        ...leverFields(brief, typed),
      ];
    case 'propose':
      return [
        ...range(MAX_CHANNELS).flatMap((index): Field[] => [
          { name: `channel_${index}`, kind: 'choice', options: CHANNELS },
          { name: `reason_${index}`, kind: 'longtext', max: ANSWER_LENGTH },
        ]),
        { name: 'wouldNotDo', kind: 'longtext', max: ANSWER_LENGTH },
      ];
    case 'propose-probe':
      return channelsToProbe(brief, response).flatMap((channel): Field[] => [
        { name: `choice_${channel}`, kind: 'choice', required: true, options: ['keep', 'withdraw'] },
        { name: `text_${channel}`, kind: 'longtext', required: true, max: ANSWER_LENGTH },
      ]);
    case 'measure':
      return [
        ...range(MAX_METRICS).flatMap((index): Field[] => [
          { name: `metric_${index}`, kind: 'metric', required: index === 0 },
          { name: `leadsTo_${index}`, kind: 'metric' },
          { name: `target_${index}`, kind: 'text', max: TARGET_LENGTH },
        ]),
        { name: 'judgedBy', kind: 'metric', required: true },
        { name: 'judgedReason', kind: 'longtext', required: true, max: ANSWER_LENGTH },
      ];
    case 'measure-probe':
      return metricsToProbe(brief, response).map((index) => ({
        name: probeField(response.measure?.metrics?.[index]?.metric ?? ''),
        kind: 'longtext',
        required: true,
        max: ANSWER_LENGTH,
      }));
    case 'adds-up':
      return clashesOf(brief, response).map(({ key }) => ({
        name: clashField(key),
        kind: 'longtext',
        max: ANSWER_LENGTH,
      }));
    case 'partner':
      return [
        ...situationsOf(brief).flatMap((situation): Field[] => [
          {
            name: `${situation}_best`,
            kind: 'choice',
            required: true,
            options: SITUATIONS[situation].reactions,
          },
          {
            name: `${situation}_worst`,
            kind: 'choice',
            required: true,
            options: SITUATIONS[situation].reactions,
          },
        ]),
        { name: 'challenge', kind: 'longtext', required: true, max: ANSWER_LENGTH },
      ];
    case 'terms':
      return [
        money('initialPrice', brief.currency, { least: 0, orWords: true, inAll: true }),
        money('monthlyPrice', brief.currency, { least: 0, orWords: true, per: 'month', inAll: true }),
        { name: 'tax', kind: 'choice', options: TAXES },
        quantity('weeksToFirstDelivery', 'weeks', { least: 0, most: 520, orWords: true }),
        ...['schedule', 'includes', 'excludes', 'assumes'].map(
          (name): Field => ({ name, kind: 'longtext', max: TERM_LENGTH }),
        ),
        { name: 'termsText', kind: 'longtext', max: ANSWER_LENGTH },
      ];
  }
}

/** Reads one step, with the checks that need more than one field. */
export function parseStep(step: SavedStep, brief: Brief, response: Response, raw: FormValues): Parsed {
  const parsed = parseForm(fieldsOf(step, brief, response, raw), raw);
  const problems = [...parsed.problems];
  const problem = (field: string, code: string): void => {
    if (!problems.some((known) => known.field === field)) problems.push({ field, code, parameters: {} });
  };
  if (step === 'numbers') checkLever(brief, parsed.values, problem);
  if (step === 'propose') checkProposal(parsed.values, problem);
  if (step === 'partner') {
    for (const situation of situationsOf(brief)) {
      const best = parsed.values[`${situation}_best`];
      if (best !== undefined && best === parsed.values[`${situation}_worst`])
        problem(`${situation}_worst`, 'same_reaction');
    }
  }
  return { values: parsed.values, problems };
}

/** The field in which a clash is asked about. */
export const clashField = (key: ClashKey): string => `clash_${key}`;

function checkProposal(values: Parsed['values'], problem: (field: string, code: string) => void): void {
  const seen = new Set<unknown>();
  for (const index of range(MAX_CHANNELS)) {
    const channel = values[`channel_${index}`];
    if (channel === undefined) continue;
    if (seen.has(channel)) problem(`channel_${index}`, 'channel_twice');
    if (values[`reason_${index}`] === undefined) problem(`reason_${index}`, 'reason_missing');
    seen.add(channel);
  }
  if (seen.size === 0 && values.wouldNotDo === undefined) problem('channel_0', 'channel_or_restraint');
}

/** Every problem that stands between the typed answers and a submission, step by step. */
export function problemsBeforeSubmission(
  brief: Brief,
  typed: TypedAnswers,
  response: Response,
): { step: AnswerStep; problem: Problem }[] {
  return ANSWER_STEPS.flatMap((step) =>
    parseStep(step, brief, response, typed[step] ?? {}).problems.map((problem) => ({ step, problem })),
  );
}
