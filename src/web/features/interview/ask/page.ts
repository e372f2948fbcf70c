import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Field } from '../../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../../domain/forms/form.ts';
import type { FieldConflict } from '../../../../domain/interview/merging.ts';
import { QUESTION } from '../../../../domain/interview/step-fields.ts';
import { MAX_QUESTIONS } from '../../../../domain/interview/steps.ts';
import { QUESTION_LENGTH } from '../../../../domain/response/response.ts';
import { disclosedLines } from '../../../../reporting/facts.ts';
import type { Question } from '../../../../store/conversation.ts';
import { newId } from '../../../../store/tokens.ts';
import { errorSummary, type FieldView, viewFields, wordsAt } from '../../../forms/fields.ts';
import { isNewReply } from '../../../kept/replies-shown.ts';
import { frame, waitingText } from '../frame.ts';
import { conflictView } from '../page.ts';

/** One question of a paste, as it was read. */
export const itemField = (index: number): Field => ({
  name: `item_${index}`,
  kind: 'longtext',
  max: QUESTION_LENGTH,
});

/** What stands in the boxes of the page: the one for a question, or those of a paste that was read. */
export type AskView = {
  typed?: string;
  items?: FormValues;
  problems?: readonly Problem[];
  conflicts?: readonly FieldConflict[];
  saved?: boolean;
};

/** The conversation so far, what was read of a paste, and room for the next question. */
export function askPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { typed = '', items, problems = [], conflicts = [], saved = false }: AskView,
): unknown {
  const { t, interview, locale } = request;
  const business = interview.brief.business.name;
  const left = MAX_QUESTIONS - interview.questions.length;
  const fields = viewFields(t, [QUESTION], { question: typed }, problems, () =>
    wordsAt(t, locale, 'interview.fields.question'),
  );
  const read = items ? itemFields(request, items, problems) : [];
  return reply.page('interview/ask', {
    // The box saves itself; what was read of a paste is kept in the browser until it is sent.
    keepsDrafts: read.length > 0,
    ...frame(request, 'ask'),
    title: t('interview.ask.title'),
    hasForm: true,
    intro: t('interview.ask.intro', { business }),
    saved,
    questions: interview.questions.map((question, index) => shownQuestion(request, question, index)),
    shared: interview.sharedReplies.map(({ question, reply: answer, repliedAt }) => ({
      text: question,
      from: t('interview.ask.answerAll', { business }),
      lines: answer.split('\n'),
      isNew: isNewReply(request, repliedAt),
    })),
    read: read.map(withoutNeed),
    readTitle: t('interview.ask.read', { n: read.length }),
    send: t('interview.ask.send', { n: read.length }),
    pasted: typed,
    left: t('interview.ask.left', { n: left }),
    full: left <= 0,
    nudge:
      interview.nudged && !interview.factsOpened
        ? t(interview.questions.length > 0 ? 'interview.ask.nudge' : 'interview.ask.nudgeFirst')
        : null,
    closed: interview.factsOpened,
    fields: read.length > 0 ? [] : fields.map(withoutNeed),
    errors: errorSummary([...fields, ...read]),
    hasErrors: problems.length > 0,
    version: interview.versions.ask ?? 0,
    page: newId(),
    conflict: conflicts.length > 0 ? conflictView(request, fields, conflicts, { question: typed }) : null,
  });
}

const withoutNeed = (field: FieldView): FieldView => ({ ...field, hidesNeed: true });

function itemFields({ t }: FastifyRequest, items: FormValues, problems: readonly Problem[]): FieldView[] {
  const described = Object.keys(items).map((_, index) => itemField(index));
  return viewFields(t, described, items, problems, ({ name }) => ({
    label: t('interview.ask.item', { n: Number(name.slice('item_'.length)) + 1 }),
  }));
}

/** A question with what was shown in answer, or said, and what can be done with it. */
function shownQuestion(request: FastifyRequest, question: Question, index: number): Record<string, unknown> {
  const { t, interview, locale } = request;
  const { id, text, facts, answered, isPassedOn, isClosed, reply, repliedAt } = question;
  const business = interview.brief.business.name;
  return {
    id,
    n: index + 1,
    text,
    from: t('interview.ask.answerFact', { business }),
    facts: facts.map((fact) => ({
      title: facts.length > 1 ? t(`brief.pages.${fact}`) : null,
      lines: disclosedLines(interview.brief, fact, t, locale),
    })),
    replyFrom: t('interview.ask.answerOwner', { business }),
    lines: reply === null ? [] : reply.split('\n'),
    isNew: isNewReply(request, repliedAt),
    waiting: waitingText(request, question),
    isAnswered: answered,
    asksBack: facts.length > 0 && !answered && !isPassedOn,
    passOn: t('interview.ask.no', { business }),
    // Once the facts are seen, a question as it was asked before can be taken back and not rewritten.
    canRewrite: reply === null && !isClosed && !interview.factsOpened,
    canWithdraw: reply === null && !isClosed,
  };
}
