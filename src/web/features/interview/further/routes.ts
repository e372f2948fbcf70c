import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Field } from '../../../../domain/forms/field.ts';
import { type FormValues, type Problem, parseForm } from '../../../../domain/forms/form.ts';
import { localDay } from '../../../../domain/language/days.ts';
import { ANSWER_LENGTH } from '../../../../domain/response/response.ts';
import { formatDay } from '../../../../locales/formats.ts';
import { answerFurther, type FurtherQuestion, listFurther } from '../../../../store/further-questions.ts';
import { recorded } from '../../../../store/history.ts';
import { errorSummary, viewFields } from '../../../forms/fields.ts';
import { changedMeanwhile, shownAgainst } from '../../../forms/meanwhile.ts';
import { tell } from '../../../notices/tell.ts';
import { PageError } from '../../../plugins/errors.ts';
import { formValues, typedTexts } from '../../../plugins/forms.ts';
import { at } from '../frame.ts';

const PATH = '/interview/:candidateId/further';
const nameOf = ({ id }: FurtherQuestion): string => `further_${id}`;
const fieldsOf = (asked: readonly FurtherQuestion[]): Field[] =>
  asked.map((question) => ({ name: nameOf(question), kind: 'longtext', max: ANSWER_LENGTH }));
const FIVE: Field[] = Array.from({ length: 5 }, () => ({
  name: 'further',
  kind: 'longtext',
  max: ANSWER_LENGTH,
}));

const isAnswered = (asked: readonly FurtherQuestion[]): boolean => asked.every(({ answer }) => answer !== '');

/** Answering what the owner asked back after reading. */
export default async function interviewFurtherRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;

  app.get(PATH, { config: { access: 'candidate' } }, async (request, reply) => {
    const asked = await listFurther(request.db, request.interview.link.candidateId);
    if (asked.length === 0) return reply.redirect(at(request.interview, 'receipt'), 303);
    return answersPage(request, reply, asked, storedOf(asked), [], 'saved' in (request.query as object));
  });

  app.post(PATH, { config: { access: 'candidate', typed: FIVE } }, async (request, reply) => {
    const { interview, db } = request;
    const { link } = interview;
    const asked = await listFurther(db, link.candidateId);
    const raw = formValues(request);
    if (asked.length === 0 && typedTexts(request).length === 0)
      return reply.redirect(at(interview, 'receipt'), 303);
    if (asked.length === 0 || isOver(request, asked)) throw new PageError(409, 'furtherOver');
    if (request.switchingLanguage) return answersPage(request, reply, asked, raw, []);
    const { values, problems } = parseForm(fieldsOf(asked), raw);
    if (asked.every((question) => (raw[nameOf(question)] ?? '').trim() === ''))
      problems.push({ field: nameOf(asked[0] as FurtherQuestion), code: 'required', parameters: {} });
    if (problems.length > 0) return answersPage(request, reply.status(422), asked, raw, problems);
    if (changedMeanwhile(request, storedOf(asked)))
      return answersPage(request, reply.status(409), asked, raw, []);
    const answers = new Map(
      asked
        .filter((question) => nameOf(question) in raw)
        .map((question) => [question.id, String(values[nameOf(question)] ?? '')]),
    );
    const { candidateId, candidateName: person } = link;
    const details = { candidateId, candidate: person };
    const wasComplete = isAnswered(asked);
    await recorded(db, link.vetting, { person, act: 'further_answered', details }, now(), async (trx) => {
      await answerFurther(trx, candidateId, answers, now());
      if (!wasComplete && isAnswered(await listFurther(trx, candidateId)))
        await tell(request, trx, link.vetting, candidateId, { event: 'further_answered', n: asked.length });
      return true;
    });
    return reply.redirect(`${at(interview, 'further')}?saved`, 303);
  });

  /** Whether the day for the answers is over. */
  function isOver({ interview }: FastifyRequest, [first]: readonly FurtherQuestion[]): boolean {
    return first !== undefined && first.answersBy < localDay(now(), interview.brief.timeZone);
  }

  function answersPage(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: readonly FurtherQuestion[],
    values: FormValues,
    problems: readonly Problem[],
    saved = false,
  ): unknown {
    const { t, interview, locale } = request;
    const business = interview.brief.business.name;
    const texts = new Map(asked.map((question) => [nameOf(question), question.text]));
    const fields = viewFields(t, fieldsOf(asked), values, problems, ({ name }) => ({
      label: texts.get(name) ?? '',
    }));
    return reply.page('interview/further', {
      title: t('further.answerTitle', { business }),
      host: business,
      hasForm: true,
      keepsDrafts: true,
      isSample: interview.link.vetting.isSample,
      text: t('further.answerText', { business, date: formatDay(asked[0]?.answersBy ?? '', locale) }),
      saved,
      isOver: isOver(request, asked),
      rows: asked.map(({ text, answer }) => ({ text, answer })),
      receipt: at(interview, 'receipt'),
      action: at(interview, 'further'),
      fields,
      ...shownAgainst(request, storedOf(asked), fields),
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
      root: at(interview, ''),
      help: t('interview.help', { owner: interview.link.ownerEmail }),
    });
  }
}

const storedOf = (asked: readonly FurtherQuestion[]): FormValues =>
  Object.fromEntries(asked.map((question) => [nameOf(question), question.answer]));
