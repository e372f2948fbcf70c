import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CHANNELS } from '../../../domain/brief/channels.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { type FieldConflict, isSame } from '../../../domain/interview/merging.ts';
import { fieldsOf, parseStep } from '../../../domain/interview/step-fields.ts';
import {
  type AnswerStep,
  asksBack,
  channelsToProbe,
  type SavedStep,
  stepAfter,
  stepsOf,
} from '../../../domain/interview/steps.ts';
import { formatTime } from '../../../locales/formats.ts';
import type { Translate } from '../../../locales/translator.ts';
import { readBackAny } from '../../../reporting/quantities.ts';
import {
  type Onward as KeptOnward,
  type KeptStep,
  type OpenedPage,
  saveAnswers,
} from '../../../store/answers.ts';
import { recorded } from '../../../store/history.ts';
import { type Interview, loadInterview, sealTerms } from '../../../store/interviews.ts';
import { formValues } from '../../plugins/forms.ts';
import { at, responseOf } from './frame.ts';

const Count = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .nullable()
  .catch(null);

/** The version of a step that a page showed, the page's own id, and which of its saves this is. */
const Opened = z.object({
  version: Count,
  sequence: Count,
  page: z
    .string()
    .regex(/^[\w-]{16}$/)
    .nullable()
    .catch(null),
});

/** Where somebody goes after a complete step: the step, its address, and what was asked back about so far. */
export type Onward = KeptOnward & { address: string };

/** What became of a posted step; `interview` is as it stands afterwards. */
export type Posted = {
  outcome: 'saved' | 'superseded' | 'submitted';
  interview: Interview;
  typed: FormValues;
  problems: Problem[];
  /** What others changed meanwhile and this page did not. */
  news: FormValues;
  conflicts: FieldConflict[];
  /** Where it goes on, in the same commit; null where it does not. */
  onward: Onward | null;
};

/**
 * Keeps what was posted, wrong or not: what was typed is there again whenever the page is opened. `goesOn`
 * says where the interview goes on from there.
 */
export async function keepPosted(
  request: FastifyRequest,
  step: SavedStep,
  raw: FormValues = formValues(request),
  goesOn: (posted: Posted) => Onward | null = () => null,
): Promise<Posted> {
  const { interview, db, server } = request;
  const response = responseOf(interview);
  const from: OpenedPage = { ...Opened.parse(raw), session: request.candidateSession };
  const posted = shownValues(interview, step, raw);
  const now = server.parts.now();
  const problemsOf = (typed: FormValues): Problem[] =>
    parseStep(step, interview.brief, response, typed).problems;
  // What stands in the box for a question is never all that a candidate asks.
  const isComplete = (typed: FormValues): boolean => step !== 'ask' && problemsOf(typed).length === 0;
  const nothing = { typed: posted, problems: [], news: {}, conflicts: [], onward: null };
  let result: Posted = { outcome: 'saved', interview, ...nothing };
  const saved = await saveAnswers(
    db,
    interview.link.candidateId,
    { step, typed: posted, isComplete },
    from,
    now,
    (kept) => {
      const { news, conflicts } = kept;
      const mine = Object.fromEntries(conflicts.map(({ name }) => [name, posted[name] ?? '']));
      const typed = { ...kept.typed, ...mine };
      const fresh = sealTerms(withStep(interview, step, kept, now), request.candidateSession);
      result = {
        ...nothing,
        outcome: 'saved',
        interview: fresh,
        typed,
        problems: problemsOf(typed),
        news,
        conflicts,
      };
      result.onward = goesOn(result);
      return result.onward;
    },
  );
  // What a newer save of the same page has kept stands, and the button leads on from there.
  if (saved.outcome === 'superseded') return { ...result, outcome: saved.outcome };
  if (saved.outcome === 'submitted') {
    const loaded = await loadInterview(db, interview.link);
    const fresh = loaded ? sealTerms(loaded, request.candidateSession) : interview;
    return { outcome: saved.outcome, interview: fresh, ...nothing };
  }
  if (step === 'terms' && interview.termsSealedAt !== null && result.interview.termsSealedAt === null)
    await recordReplacedTerms(request);
  return result;
}

/** The interview with one step as it was just kept. */
function withStep(interview: Interview, step: SavedStep, kept: KeptStep, now: Date): Interview {
  const complete = new Set(interview.complete);
  if (kept.complete) complete.add(step);
  else complete.delete(step);
  return {
    ...interview,
    typed: { ...interview.typed, [step]: kept.typed },
    versions: { ...interview.versions, [step]: kept.version },
    complete,
    ...(step === 'terms'
      ? { termsSession: kept.session, termsSavedAt: now.toISOString(), termsSealedAt: null }
      : {}),
  };
}

/** What a page that saves by itself is told: where it stands now, or in words why nothing was kept. */
export function autosaveAnswer(
  { t, locale, server }: FastifyRequest,
  step: SavedStep,
  { outcome, interview, news, conflicts, typed }: Posted,
): Record<string, unknown> {
  if (outcome !== 'saved') return { outcome, text: t(`interview.autosave.${outcome}`) };
  const time = formatTime(server.parts.now().toISOString(), locale, interview.brief.timeZone);
  return {
    outcome: conflicts.length > 0 ? 'conflict' : 'saved',
    version: interview.versions[step] ?? 0,
    time,
    news,
    read: readBacks(t, interview, step, typed),
  };
}

/** How each quantity of a step was read, and what each working comes to, by field. */
function readBacks(t: Translate, interview: Interview, step: SavedStep, typed: FormValues): FormValues {
  const fields = fieldsOf(step, interview.brief, responseOf(interview), typed);
  return Object.fromEntries(
    fields
      .filter(({ kind, worksOut }) => kind === 'quantity' || worksOut !== undefined)
      .map((field) => [field.name, readBackAny(t, field, fields, typed) ?? '']),
  );
}

/** The fields that the page showed: what was sent for each, nothing for a choice that was left open. */
function shownValues(interview: Interview, step: SavedStep, raw: FormValues): FormValues {
  const stored = interview.typed[step] ?? {};
  // An empty page of somebody who cannot see the sealed terms takes nothing away from them.
  if (step === 'terms' && interview.termsSealedAt !== null && isBlank(interview, raw)) return {};
  const names = fieldsOf(step, interview.brief, responseOf(interview)).map(({ name }) => name);
  const chosen = (name: string): string =>
    raw[`keep_${name}`] === 'theirs' ? (stored[name] ?? '') : (raw[name] ?? '');
  return Object.fromEntries(
    names
      .filter((name) => name in raw || name in stored || interview.termsSealedAt !== null)
      .map((name) => [name, chosen(name)]),
  );
}

/** Whether everything that was posted is stored already, word for word. */
export function isKept(request: FastifyRequest, step: SavedStep): boolean {
  const stored = request.interview.typed[step] ?? {};
  const posted = shownValues(request.interview, step, formValues(request));
  return Object.entries(posted).every(([name, value]) => isSame(value, stored[name] ?? ''));
}

const isBlank = (interview: Interview, raw: FormValues): boolean =>
  fieldsOf('terms', interview.brief, responseOf(interview)).every(
    ({ name }) => (raw[name] ?? '').trim() === '',
  );

/** Where somebody goes after a complete step: to the next one, or back to the check page it came from. */
export function onwardFrom(request: FastifyRequest, step: AnswerStep, interview: Interview): Onward {
  const response = responseOf(interview);
  const next = stepAfter(stepsOf(interview.brief, response), step);
  const fromCheck = formValues(request).from === 'check';
  // A change may call for a question back that is not answered yet; then the way back leads over it.
  const isAskedBack = asksBack(next) && isUnanswered(interview, next as AnswerStep);
  const target = fromCheck && !isAskedBack ? 'check' : next;
  const query = fromCheck && isAskedBack ? '?from=check' : '';
  const probed = step === 'propose' ? channelsToProbe(interview.brief, response) : [];
  return {
    step: target,
    address: `${at(interview, target)}${query}`,
    // Those of earlier times stay.
    probedChannels: CHANNELS.filter(
      (channel) => probed.includes(channel) || interview.probedChannels.includes(channel),
    ),
  };
}

/**
 * Whether a step that asks back lacks an answer; one to a clash in the figures may be left out, once it was
 * seen.
 */
const isUnanswered = (interview: Interview, step: AnswerStep): boolean =>
  step === 'adds-up'
    ? interview.typed[step] === undefined
    : parseStep(step, interview.brief, responseOf(interview), interview.typed[step] ?? {}).problems.length >
      0;

/** Terms that were given in another browser have been given anew: the owner's history says so. */
async function recordReplacedTerms({ interview, db, server, isPreview }: FastifyRequest): Promise<void> {
  const { candidateId, candidateName: candidate, vetting } = interview.link;
  if (isPreview) return;
  const line = { person: candidate, act: 'terms_replaced', details: { candidateId, candidate } } as const;
  await recorded(db, vetting, line, server.parts.now(), async () => true);
}
