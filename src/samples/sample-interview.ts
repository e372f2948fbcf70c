import { completeBrief } from '../domain/brief/brief.ts';
import { SITUATION_KEYS } from '../domain/brief/situations.ts';
import type { FormValues } from '../domain/forms/form.ts';
import { assembleResponse } from '../domain/interview/answers.ts';
import { discloseFor } from '../domain/interview/disclosure.ts';
import {
  clashField,
  parseStep,
  problemsBeforeSubmission,
  type TypedAnswers,
} from '../domain/interview/step-fields.ts';
import { ANSWER_STEPS, type AnswerStep, probeField } from '../domain/interview/steps.ts';
import type { LeverAnswer } from '../domain/response/lever.ts';
import { NUMBER_KEYS, type Response } from '../domain/response/response.ts';
import { NO_PAGE, saveAnswers } from '../store/answers.ts';
import { enterInterview, findLinkByToken } from '../store/candidate-links.ts';
import { addCandidate, issueInvitation } from '../store/candidates.ts';
import { askQuestions } from '../store/conversation.ts';
import type { Database } from '../store/database.ts';
import { recorded } from '../store/history.ts';
import { loadInterview, openFacts, recordNudge } from '../store/interviews.ts';
import { submitInterview } from '../store/submissions.ts';
import { inTransaction } from '../store/transactions.ts';
import { findVetting } from '../store/vettings.ts';

/**
 * Takes and submits a whole interview with these answers, by the functions that a candidate's clicks call.
 * Returns the candidate's id.
 */
export async function takeInterview(
  db: Database,
  ownerId: string,
  vettingId: string,
  name: string,
  response: Response,
  now: Date,
): Promise<string> {
  const vetting = await findVetting(db, ownerId, vettingId);
  const candidateId = vetting && (await addCandidate(db, vetting, name, null, now));
  if (!candidateId) throw new Error(`${name} could not be added`);
  const { token } = await issueInvitation(db, candidateId, now);
  const link = await findLinkByToken(db, token, now);
  const brief = vetting && completeBrief(vetting.brief);
  if (!link || !brief) throw new Error('the sample brief is not complete');
  await enterInterview(db, link, now);
  const changing = (change: (trx: Database) => Promise<void>): Promise<void> =>
    inTransaction(db, `candidate:${candidateId}`, change);
  for (const { text, asked } of response.askedQuestions ?? []) {
    if (asked === 'nudged') await changing((trx) => recordNudge(trx, candidateId, now));
    await askQuestions(db, candidateId, [{ text, phase: asked, ...discloseFor(brief, text) }], now);
  }
  await changing((trx) => openFacts(trx, candidateId, now));
  const typed: TypedAnswers = {};
  for (const step of ANSWER_STEPS) {
    typed[step] = typedValues(step, response, name);
    const isComplete = (values: FormValues): boolean =>
      parseStep(step, brief, assembleResponse(brief, typed, []), values).problems.length === 0;
    await saveAnswers(db, candidateId, { step, typed: typed[step] ?? {}, isComplete }, NO_PAGE, now);
  }
  const interview = await loadInterview(db, link);
  const answers = assembleResponse(brief, interview?.typed ?? {}, response.askedQuestions ?? []);
  const open = problemsBeforeSubmission(brief, typed, answers);
  if (open.length > 0) throw new Error(`${name}: ${JSON.stringify(open)}`);
  const details = { candidateId, candidate: name };
  await recorded(db, vetting, { person: name, act: 'submitted', details }, now, (trx) =>
    submitInterview(trx, candidateId, brief, answers, now),
  );
  return candidateId;
}

/** What someone with these answers would type on a step. */
export function typedValues(step: AnswerStep, response: Response, name: string): FormValues {
  const { understand, numbers, propose, measure, addsUp, partner, terms } = response;
  const text = (value: string | number | null | undefined): string => (value == null ? '' : String(value));
  const indexed = <Item>(
    items: readonly Item[] | undefined,
    fields: (item: Item, index: number) => FormValues,
  ): FormValues => Object.assign({}, ...(items ?? []).map(fields));
  switch (step) {
    case 'welcome':
      return { respondentName: name, consent: 'yes' };
    case 'understand':
      return {
        who: text(understand?.who),
        value: text(understand?.value),
        delivery: text(understand?.delivery),
      };
    case 'numbers':
      return Object.assign(
        {},
        ...NUMBER_KEYS.flatMap((key) => {
          const answer = numbers?.[key];
          return answer ? [{ [key]: text(answer.value), [`${key}_working`]: text(answer.working) }] : [];
        }),
        leverValues(numbers?.lever),
      );
    case 'propose':
      return {
        ...indexed(propose?.channels, ({ channel, reason }, index) => ({
          [`channel_${index}`]: channel,
          [`reason_${index}`]: text(reason),
        })),
        wouldNotDo: text(propose?.wouldNotDo),
      };
    case 'propose-probe':
      return indexed(propose?.channels, ({ channel, probe }) =>
        probe ? { [`choice_${channel}`]: probe.choice, [`text_${channel}`]: text(probe.text) } : {},
      );
    case 'measure':
      return {
        ...indexed(measure?.metrics, ({ metric, leadsTo, target }, index) => ({
          [`metric_${index}`]: metric,
          [`leadsTo_${index}`]: text(leadsTo),
          [`target_${index}`]: text(target),
        })),
        judgedBy: text(measure?.judgedBy?.metric),
        judgedReason: text(measure?.judgedBy?.reason),
      };
    case 'measure-probe':
      return indexed(measure?.metrics, ({ metric, probe }) => (probe ? { [probeField(metric)]: probe } : {}));
    case 'adds-up':
      return indexed(addsUp, ({ clash, text: said }) => ({ [clashField(clash)]: text(said) }));
    case 'partner':
      return {
        ...indexed(SITUATION_KEYS, (key) => ({
          [`${key}_best`]: text(partner?.situations?.[key]?.best),
          [`${key}_worst`]: text(partner?.situations?.[key]?.worst),
        })),
        challenge: text(partner?.challenge),
      };
    case 'terms':
      return {
        initialPrice: terms?.asWritten?.initialPrice ?? text(terms?.initialPrice),
        monthlyPrice: terms?.asWritten?.monthlyPrice ?? text(terms?.monthlyPrice),
        weeksToFirstDelivery: terms?.asWritten?.weeksToFirstDelivery ?? text(terms?.weeksToFirstDelivery),
        tax: text(terms?.tax),
        schedule: text(terms?.schedule),
        includes: text(terms?.includes),
        excludes: text(terms?.excludes),
        assumes: text(terms?.assumes),
        termsText: text(terms?.text),
      };
  }
}

function leverValues(lever: LeverAnswer | undefined): FormValues {
  if (!lever) return {};
  const given = Object.entries(lever).filter(([key, value]) => key !== 'from' && value != null);
  return Object.fromEntries(given.map(([key, value]) => [`lever_${key}`, String(value)]));
}
