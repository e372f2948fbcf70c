import type { FastifyRequest } from 'fastify';
import { assembleResponse } from '../../../domain/interview/answers.ts';
import {
  type AnswerStep,
  furthestStep,
  isOpen,
  type Step,
  stepsOf,
} from '../../../domain/interview/steps.ts';
import { minutesLeft } from '../../../domain/interview/time-left.ts';
import { withEstimates } from '../../../domain/interview/whole-time.ts';
import type { Response } from '../../../domain/response/response.ts';
import { formatInstant } from '../../../locales/formats.ts';
import { listOpenings } from '../../../store/candidate-links.ts';
import type { Question } from '../../../store/conversation.ts';
import type { Database } from '../../../store/database.ts';
import type { Interview } from '../../../store/interviews.ts';
import { inTransaction } from '../../../store/transactions.ts';
import { isOver } from '../../../store/vettings.ts';
import { isNewReply } from '../../kept/replies-shown.ts';
import { PageError } from '../../plugins/errors.ts';

/** The address of a page of this interview. */
export const at = (interview: Interview, step: string): string =>
  `/interview/${interview.link.candidateId}/${step}`;

/** A change of this interview, with the candidate locked. */
export const changing = <Result>(
  { db, interview }: FastifyRequest,
  change: (trx: Database, candidateId: string) => Promise<Result>,
): Promise<Result> => {
  const { candidateId } = interview.link;
  return inTransaction(db, `candidate:${candidateId}`, (trx) => change(trx, candidateId));
};

/** The response as it stands: what was typed and what was asked. */
export function responseOf(interview: Interview): Response {
  const known = RESPONSES.get(interview) ?? assemble(interview);
  RESPONSES.set(interview, known);
  return known;
}

/** One interview is loaded a request, and several parts of a page ask for its response. */
const RESPONSES = new WeakMap<Interview, Response>();

function assemble({ brief, typed, questions, probedChannels }: Interview): Response {
  const asked = questions.map(({ text, phase, facts }) => ({ text, asked: phase, disclosed: facts }));
  const response = assembleResponse(brief, typed, asked);
  const proposed = response.propose?.channels ?? [];
  const swapped = probedChannels.filter((each) => !proposed.some(({ channel }) => channel === each));
  return swapped.length > 0 ? { ...response, propose: { ...response.propose, swapped } } : response;
}

/** Whether answers are still taken: until the deadline, while the vetting is open. */
export const isOpenYet = ({ link }: Interview): boolean => link.state === 'valid' && !isOver(link.vetting);

const progressOf = (interview: Interview): { consented: boolean; factsOpened: boolean } => ({
  consented: interview.complete.has('welcome'),
  factsOpened: interview.factsOpened,
});

/**
 * Where somebody is sent instead of a step: to the receipt once the interview is submitted, and to the latest
 * open step before this one is open. Null where the step can be shown.
 */
export function elsewhere(interview: Interview, step: Step): string | null {
  if (interview.submittedAt) return at(interview, 'receipt');
  const progress = progressOf(interview);
  return isOpen(step, progress) ? null : at(interview, furthestStep(progress));
}

/** Refuses a form that would be sent elsewhere, so that what was typed is not lost on the way. */
export function refuseElsewhere(interview: Interview, step: Step): void {
  if (elsewhere(interview, step) === null) return;
  throw new PageError(409, interview.submittedAt ? 'submittedMeanwhile' : 'stepNotOpen');
}

/** The list of steps beside every page, each with its state in words. */
function stepList(
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

/** What the steps that are still to be done are likely to take; null where nothing is left. */
function timeLeft({ interview, stepDurations, t }: FastifyRequest, ahead: readonly Step[]): string | null {
  const remaining = ahead.filter(
    (step) => step !== 'welcome' && step !== 'facts' && !interview.complete.has(step as AnswerStep),
  );
  const minutes = minutesLeft(
    stepDurations,
    withEstimates(remaining, interview.brief, responseOf(interview)),
  );
  if (minutes === 0) return null;
  return minutes === 1 ? t('interview.timeLeftOne') : t('interview.timeLeft', { n: minutes });
}

/** Replies of the owner that this browser has not shown yet, those to all candidates included. */
const countNewReplies = (request: FastifyRequest): number =>
  [...request.interview.questions, ...request.interview.sharedReplies].filter(({ repliedAt }) =>
    isNewReply(request, repliedAt),
  ).length;

/** What is said of a question that has no reply; null where the facts answered it, or the owner did. */
export function waitingText(
  { t, interview }: FastifyRequest,
  { isClosed, isPassedOn, facts, reply }: Question,
): string | null {
  if (reply !== null || !isPassedOn) return null;
  const what = isClosed ? 'notAnswered' : facts.length > 0 ? 'passed' : 'waiting';
  return t(`interview.ask.${what}`, { business: interview.brief.business.name });
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
  revising: string | null;
  newReplies: string | null;
  repliesHref: string;
  action: string;
  root: string;
  back: string | null;
} {
  const { interview, t } = request;
  const steps = stepsOf(interview.brief, responseOf(interview));
  const before = steps[steps.indexOf(step) - 1];
  const business = interview.brief.business.name;
  const fresh = countNewReplies(request);
  return {
    host: interview.brief.business.name,
    isSample: interview.link.vetting.isSample,
    steps: stepList(request, interview, step),
    timeLeft: timeLeft(request, step === 'check' ? steps : steps.slice(steps.indexOf(step))),
    help: t('interview.help', { owner: interview.link.ownerEmail }),
    revising: revisingText(request),
    // Before the consent there is no page on which they could be read.
    newReplies:
      step === 'welcome' || step === 'ask' || fresh === 0
        ? null
        : t('interview.replies.new', { business, n: fresh }),
    repliesHref: at(interview, 'ask'),
    action: at(interview, step),
    root: at(interview, ''),
    back: before ? at(interview, before) : null,
  };
}

/** That a better version is being written, and which one counts until then. */
function revisingText({ interview, t, locale }: FastifyRequest): string | null {
  const { submission, submittedAt, brief } = interview;
  if (submission === null || submittedAt !== null) return null;
  return t('interview.revision.notice', { when: formatInstant(submission.at, locale, brief.timeZone) });
}

/** When the links of this interview were opened in a new browser: by whom, only the readers can tell. */
export async function openingLines({ interview, db, locale, t }: FastifyRequest): Promise<string[]> {
  const openings = await listOpenings(db, interview.link.candidateId);
  return openings.map((at) =>
    t('interview.openings.line', { when: formatInstant(at, locale, interview.brief.timeZone) }),
  );
}
