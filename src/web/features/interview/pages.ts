import type { FastifyRequest } from 'fastify';
import type { Brief, Locale } from '../../domain/brief/brief.ts';
import type { Channel } from '../../domain/brief/channels.ts';
import { problemsOf } from '../../domain/economics/economics.ts';
import type { Field, FormValues, Problem } from '../../domain/forms/form.ts';
import { assembleResponse, fieldsOf } from '../../domain/interview/answers.ts';
import { ownQuestionsOn } from '../../domain/interview/own-questions.ts';
import {
  type AnswerStep,
  channelsToProbe,
  isOpen,
  metricsToProbe,
  probeField,
  type Step,
  stepsOf,
} from '../../domain/interview/steps.ts';
import { minutesLeft } from '../../domain/interview/time-left.ts';
import type { Response } from '../../domain/response/response.ts';
import { SITUATION_KEYS, shuffledReactions } from '../../domain/response/situations.ts';
import type { Translate } from '../../locales/translator.ts';
import { sharesText } from '../../reporting/facts.ts';
import { metricName } from '../../reporting/names.ts';
import type { Interview } from '../../store/interviews.ts';
import { type FieldView, type FieldWords, type Group, viewFields, wordsAt } from '../forms/fields.ts';

/** The address of a page of this interview. */
export const at = (interview: Interview, step: string): string =>
  `/interview/${interview.link.candidateId}/${step}`;

/** The response as it stands: what was typed and what was asked before the facts were seen. */
export function responseOf(interview: Interview): Response {
  const known = RESPONSES.get(interview) ?? assemble(interview);
  RESPONSES.set(interview, known);
  return known;
}

/** One interview is loaded a request, and several parts of a page ask for its response. */
const RESPONSES = new WeakMap<Interview, Response>();

function assemble({ brief, typed, questions }: Interview): Response {
  const asked = questions.flatMap(({ text, phase }) =>
    phase === 'after_facts' ? [] : [{ text, asked: phase }],
  );
  return assembleResponse(brief, typed, asked);
}

export const progressOf = (interview: Interview): { consented: boolean; factsOpened: boolean } => ({
  consented: interview.complete.has('welcome'),
  factsOpened: interview.factsOpened,
});

/** The list of steps beside every page, each with its state in words. */
export function stepList(
  request: FastifyRequest,
  interview: Interview,
  here: Step,
): { name: string; href: string | null; here: boolean; state: string; done: boolean }[] {
  const { t } = request;
  return stepsOf(interview.brief, responseOf(interview)).map((step) => {
    const done =
      step === 'ask' || step === 'facts' ? interview.factsOpened : interview.complete.has(step as AnswerStep);
    const started = step in interview.typed || (step === 'ask' && interview.questions.length > 0);
    return {
      name: t(`interview.steps.${step}`),
      href:
        isOpen(step, progressOf(interview)) && step !== here
          ? `/interview/${interview.link.candidateId}/${step}`
          : null,
      here: step === here,
      state: t(`interview.state.${done ? 'done' : started ? 'started' : 'open'}`),
      done,
    };
  });
}

/** The form of a step, in groups with what to read before each. */
export function stepGroups(
  request: FastifyRequest,
  interview: Interview,
  step: AnswerStep,
  values: FormValues,
  problems: readonly Problem[],
): Group[] {
  const { t, locale } = request;
  const response = responseOf(interview);
  const fields = viewFields(
    t,
    fieldsOf(step, interview.brief, response),
    displayed(values, t),
    problems,
    wordsFor(request, interview, response),
  );
  const named = (...names: string[]): FieldView[] => fields.filter((field) => names.includes(field.name));
  const ownNames = ownQuestionsOn(step, interview.brief).map(({ id }) => id);
  const own =
    ownNames.length > 0
      ? [
          {
            legend: t('own.groupTitle', { business: interview.brief.business.name }),
            fields: named(...ownNames),
          },
        ]
      : [];
  switch (step) {
    case 'understand':
      return [{ fields: fields.filter((field) => !ownNames.includes(field.name)) }, ...own];
    case 'numbers':
      return problemsOf(interview.brief).map(({ key, wholeNumber }) => ({
        legend: t(`interview.numbers.${key}`),
        ...(wholeNumber ? { lines: [t('interview.numbers.roundUp')] } : {}),
        fields: named(key, `${key}_working`),
      }));
    case 'propose':
      return [
        ...[0, 1, 2].map((index) => ({
          legend: t('interview.propose.channelGroup', { n: index + 1 }),
          fields: named(`channel_${index}`, `reason_${index}`),
        })),
        { fields: named('wouldNotDo') },
        ...own,
      ];
    case 'propose-probe':
      return channelsToProbe(interview.brief, response).map((channel) => ({
        legend: channelProbe(interview.brief, channel, t, locale),
        fields: named(`choice_${channel}`, `text_${channel}`),
      }));
    case 'measure':
      return [
        ...[0, 1, 2, 3, 4].map((index) => ({
          legend: t('interview.measure.metricGroup', { n: index + 1 }),
          columns: true,
          fields: named(`metric_${index}`, `leadsTo_${index}`, `target_${index}`),
        })),
        { legend: t('interview.measure.judgedTitle'), fields: named('judgedBy', 'judgedReason') },
      ];
    case 'measure-probe':
      return metricsToProbe(interview.brief, response).map((index) => ({
        legend: t('interview.measure-probe.question', {
          metric: metricName(response.measure?.metrics?.[index]?.metric ?? '', locale, t),
          business: interview.brief.business.name,
        }),
        fields: named(probeField(response.measure?.metrics?.[index]?.metric ?? '')),
      }));
    case 'partner':
      return [
        ...SITUATION_KEYS.map((situation) => ({
          legend: t(`interview.situations.${situation}.title`),
          fields: named(`${situation}_best`, `${situation}_worst`),
        })),
        { fields: named('challenge') },
        ...own,
      ];
    default:
      return [{ fields }];
  }
}

/** Metrics chosen from the list are kept by key and shown by name. */
function displayed(values: FormValues, t: Translate): FormValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      /^(metric|leadsTo)_\d$|^judgedBy$/.test(name) && value ? metricName(value, 'ja', t) : value,
    ]),
  );
}

function channelProbe(brief: Brief, key: Channel, t: Translate, locale: Locale): string {
  const { business, channelFit } = brief;
  const words = { business: business.name, channel: t(`channels.${key}`) };
  const reason = channelFit?.[key]?.reason;
  if (reason)
    return t('interview.propose-probe.question', { ...words, reason: reason.replace(/[。.]$/, '') });
  const shares = sharesText(brief, t, locale);
  return shares
    ? t('interview.propose-probe.questionShare', { ...words, shares })
    : t('interview.propose-probe.questionPlain', words);
}

function wordsFor(
  { t, locale }: FastifyRequest,
  interview: Interview,
  response: Response,
): (field: Field) => FieldWords {
  const words = (key: string, parameters: Record<string, string> = {}): FieldWords =>
    wordsAt(t, locale, `interview.fields.${key}`, parameters);
  const currency = t(`common.perCurrency.${interview.brief.currency}`);
  const seed = interview.link.candidateId;
  const ownQuestions = new Map(interview.brief.ownQuestions?.map((question) => [question.id, question]));
  return ({ name }) => {
    const ownQuestion = ownQuestions.get(name);
    if (ownQuestion)
      return { label: ownQuestion.text, option: (index) => ownQuestion.options?.[Number(index)] ?? '' };
    if (name in (response.numbers ?? {}) || problemsOf(interview.brief).some(({ key }) => key === name)) {
      return {
        label: t(`interview.numbers.${name}`),
        unit: name === 'customersNeeded' ? t('units.customers') : currency,
      };
    }
    if (name === 'consent') return words('consent', { business: interview.brief.business.name });
    if (name === 'respondentName') return { ...words(name), autocomplete: 'name' };
    if (name === 'respondentRole') return { ...words(name), autocomplete: 'organization-title' };
    if (name === 'respondentEmail') return { ...words(name), autocomplete: 'email' };
    if (name === 'initialPrice' || name === 'monthlyPrice') return { ...words(name), unit: currency };
    if (name === 'weeksToFirstDelivery') return { ...words(name), unit: t('units.weeks') };
    if (name.endsWith('_working')) return words('working');
    if (/^channel_\d$/.test(name))
      return { ...words('channel'), look: 'select', option: (channel) => t(`channels.${channel}`) };
    if (/^reason_\d$/.test(name)) return words('channelReason');
    if (/^choice_/.test(name))
      return { ...words('choice'), option: (choice) => t(`interview.propose-probe.${choice}`) };
    if (/^text_/.test(name)) return words('probeText');
    if (name.startsWith('probe_')) return words('metricProbe');
    if (/^metric_\d$/.test(name)) return words('metric');
    if (/^leadsTo_\d$/.test(name)) return words('leadsTo');
    if (/^target_\d$/.test(name)) return words('metricTarget');
    const situation = SITUATION_KEYS.find((key) => name === `${key}_best` || name === `${key}_worst`);
    if (situation) {
      const kind = name.endsWith('_best') ? 'best' : 'worst';
      return {
        label: t(`interview.partner.${kind}`),
        option: (reaction) => t(`interview.situations.${situation}.${reaction}`),
        order: shuffledReactions(situation, seed),
      };
    }
    return words(name);
  };
}

/**
 * What the steps that are still to be done took the candidates before; null while too few have taken them.
 */
function timeLeft({ interview, stepDurations, t }: FastifyRequest, ahead: readonly Step[]): string | null {
  const remaining = ahead.filter(
    (step) => step !== 'welcome' && step !== 'facts' && !interview.complete.has(step as AnswerStep),
  );
  const minutes = minutesLeft(stepDurations, remaining);
  return minutes === null ? null : t('interview.timeLeft', { n: minutes });
}

/** What every page of the interview shows around its content. */
export function frame(
  request: FastifyRequest,
  step: Step,
): {
  host: string;
  isSample: boolean;
  steps: ReturnType<typeof stepList>;
  timeLeft: string | null;
  help: string;
  action: string;
  back: string | null;
} {
  const { interview, t } = request;
  const steps = stepsOf(interview.brief, responseOf(interview));
  const before = steps[steps.indexOf(step) - 1];
  return {
    host: interview.brief.business.name,
    isSample: interview.link.vetting.isSample,
    steps: stepList(request, interview, step),
    timeLeft: timeLeft(request, steps.slice(steps.indexOf(step))),
    help: t('interview.help', { owner: interview.link.ownerEmail }),
    action: at(interview, step),
    back: before ? at(interview, before) : null,
  };
}
