import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FormValues, parseForm } from '../../../../domain/forms/form.ts';
import { isNudgeDue } from '../../../../domain/interview/disclosure.ts';
import { splitQuestions } from '../../../../domain/interview/split-questions.ts';
import { QUESTION } from '../../../../domain/interview/step-fields.ts';
import { MAX_QUESTIONS } from '../../../../domain/interview/steps.ts';
import { markQuestion } from '../../../../store/conversation.ts';
import { type Interview, moveTo, openFacts, recordNudge } from '../../../../store/interviews.ts';
import { keepRepliesShown } from '../../../kept/replies-shown.ts';
import { PageError } from '../../../plugins/errors.ts';
import { formValues } from '../../../plugins/forms.ts';
import { at, changing, elsewhere, refuseElsewhere } from '../frame.ts';
import { autosaveAnswer, keepPosted } from '../saving.ts';
import { askAll, itemsOf, questionProblems, tellOfQuestions } from './asking.ts';
import { askPage } from './page.ts';

const path = '/interview/:candidateId/ask';
/** "yes:id" and the like: what a candidate says of an answer, or does with its question. */
const MARK = /^(yes|no|withdraw|rewrite):([\w-]{16})$/;
const MARKS = { yes: 'answered', no: 'passedOn', withdraw: 'withdrawn', rewrite: 'withdrawn' } as const;

/** What stands in the box for a question and was not sent. */
const unsent = ({ typed }: Interview): string => typed.ask?.question ?? '';

/** The step in which candidates ask before they propose. */
export default async function askRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;

  app.get(path, { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview, query } = request;
    const other = elsewhere(interview, 'ask');
    if (other) return reply.redirect(other, 303);
    keepRepliesShown(request, reply, now());
    const saved = 'saved' in (query as object);
    return askPage(request, reply, { typed: unsent(interview), saved });
  });

  app.post(
    path,
    { config: { access: 'candidate', once: true, typed: [QUESTION] } },
    async (request, reply) => {
      const { interview } = request;
      const raw = formValues(request);
      const typed = raw.question ?? '';
      const items = itemsOf(raw);
      if (typed.trim() !== '' || items || raw.intent === 'autosave') refuseElsewhere(interview, 'ask');
      const other = elsewhere(interview, 'ask');
      if (other) return reply.redirect(other, 303);
      if (request.switchingLanguage) return askPage(request, reply, { typed, ...(items ? { items } : {}) });
      if (raw.intent === 'autosave')
        return reply.send(autosaveAnswer(request, 'ask', await keepPosted(request, 'ask')));
      const [, mark, id] = MARK.exec(raw.intent ?? '') ?? [];
      if (mark && id) return markOne(request, reply, mark as keyof typeof MARKS, id);
      if (raw.intent === 'whole') return sendItems(request, reply, { item_0: typed }, typed);
      if (raw.intent === 'undo') return askPage(request, reply, { typed });
      if (raw.intent === 'later') return keepForLater(request, reply);
      return items
        ? sendItems(request, reply, items, typed)
        : send(request, reply, typed, raw.intent ?? 'ask');
    },
  );

  async function markOne(
    request: FastifyRequest,
    reply: FastifyReply,
    mark: keyof typeof MARKS,
    id: string,
  ): Promise<unknown> {
    const { interview } = request;
    const question = interview.questions.find((each) => each.id === id);
    const isMarked = await changing(request, (trx, candidateId) =>
      markQuestion(trx, candidateId, id, MARKS[mark], now()),
    );
    if (mark === 'no' && isMarked && question && !question.isPassedOn)
      await tellOfQuestions(request, [question.text]);
    // Under what stands in the box already, which somebody may be in the middle of.
    if (mark === 'rewrite' && question) {
      const both = [unsent(interview), question.text].filter((text) => text.trim() !== '').join('\n');
      await keepPosted(request, 'ask', { question: both });
    }
    const place = mark === 'withdraw' ? '' : mark === 'rewrite' ? '#question' : `#q-${id}`;
    return reply.redirect(`${at(interview, 'ask')}${place}`, 303);
  }

  async function keepForLater(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { outcome, typed, problems, conflicts, interview } = await keepPosted(request, 'ask');
    if (outcome === 'submitted') throw new PageError(409, 'submittedMeanwhile');
    request.interview.versions.ask = interview.versions.ask ?? 0;
    const view = { typed: typed.question ?? '', problems, conflicts };
    if (conflicts.length > 0) return askPage(request, reply.status(409), view);
    if (problems.length > 0) return askPage(request, reply.status(422), view);
    return reply.redirect(`${at(interview, 'ask')}?saved`, 303);
  }

  /** One question is asked at once; of a paste it is shown first how it was read. */
  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    typed: string,
    intent: string,
  ): Promise<unknown> {
    const { interview } = request;
    const { values, problems } = parseForm([QUESTION], { question: typed });
    const questions = problems.length > 0 ? [] : splitQuestions(String(values.question ?? ''));
    if (questions.length > 1) {
      const read = Object.fromEntries(
        questions.slice(0, MAX_QUESTIONS).map((text, n) => [`item_${n}`, text]),
      );
      return askPage(request, reply, { typed, items: read });
    }
    if (questions.length === 0 && problems.length === 0 && intent === 'ask')
      problems.push({ field: 'question', code: 'required', parameters: {} });
    const all =
      problems.length > 0 ? problems : questionProblems(interview, { question: questions[0] ?? '' });
    if (all.length > 0) return askPage(request, reply.status(422), { typed, problems: all });
    await askAll(request, questions);
    if (intent !== 'continue') return reply.redirect(`${at(interview, 'ask')}#latest`, 303);
    return goOn(request, reply);
  }

  async function sendItems(
    request: FastifyRequest,
    reply: FastifyReply,
    items: FormValues,
    typed: string,
  ): Promise<unknown> {
    const given = Object.fromEntries(Object.entries(items).filter(([, text]) => text.trim() !== ''));
    const problems = questionProblems(request.interview, given);
    if (problems.length > 0) return askPage(request, reply.status(422), { typed, items, problems });
    await askAll(request, Object.values(given));
    return reply.redirect(`${at(request.interview, 'ask')}#latest`, 303);
  }

  async function goOn(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { interview } = request;
    if (!interview.factsOpened && !interview.nudged && isNudgeDue(interview.questions)) {
      await changing(request, (trx, id) => recordNudge(trx, id, now()));
      return reply.redirect(`${at(interview, 'ask')}#nudge`, 303);
    }
    await changing(request, async (trx, id) => {
      await openFacts(trx, id, now());
      await moveTo(trx, id, 'facts', now());
    });
    return reply.redirect(at(interview, 'facts'), 303);
  }
}
