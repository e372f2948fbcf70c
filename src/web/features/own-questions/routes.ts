import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MOST_OWN_QUESTIONS, OWN_KINDS, OWN_STEPS, type OwnQuestion } from '../../domain/brief/brief.ts';
import { type Field, type FormValues, type Problem, parseForm } from '../../domain/forms/form.ts';
import { saveOwnQuestions } from '../../store/vettings.ts';
import { errorSummary, type FieldWords, viewFields } from '../forms/fields.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';

const LEVELS = [0, 1, 2, 3, 4] as const;
const FIELDS: Field[] = [
  { name: 'text', kind: 'longtext', required: true, max: 500 },
  { name: 'step', kind: 'choice', required: true, options: OWN_STEPS },
  { name: 'kind', kind: 'choice', required: true, options: OWN_KINDS },
  { name: 'options', kind: 'longtext', max: 1000 },
  { name: 'required', kind: 'choice', required: true, options: ['yes', 'no'] },
  { name: 'weight', kind: 'amount', required: true, least: 0, most: 100, whole: true },
  ...LEVELS.map((level): Field => ({ name: `level_${level}`, kind: 'longtext', max: 300 })),
];
const EMPTY: FormValues = { step: 'understand', kind: 'text', required: 'yes', weight: '10' };
const PATH = '/vettings/:vettingId/own-questions';

const optionsIn = (text: unknown): string[] => [
  ...new Set(
    String(text ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

/** Reads a question from its form; a choice needs something to choose from. */
function readQuestion(raw: FormValues, id: string): { question: OwnQuestion | null; problems: Problem[] } {
  const { values, problems } = parseForm(FIELDS, raw);
  const options = optionsIn(values.options);
  if (values.kind === 'choice' && (options.length < 2 || options.length > 12))
    problems.push({ field: 'options', code: 'own_options', parameters: {} });
  if (problems.length > 0) return { question: null, problems };
  const [zero = '', one = '', two = '', three = '', four = ''] = LEVELS.map((level) =>
    String(values[`level_${level}`] ?? ''),
  );
  const question: OwnQuestion = {
    id,
    step: z.enum(OWN_STEPS).parse(values.step),
    kind: z.enum(OWN_KINDS).parse(values.kind),
    text: String(values.text),
    ...(values.kind === 'choice' ? { options } : {}),
    required: values.required === 'yes',
    weight: Number(values.weight),
    levels: [zero, one, two, three, four],
  };
  return { question, problems };
}

const typedOf = (question: OwnQuestion): FormValues => ({
  text: question.text,
  step: question.step,
  kind: question.kind,
  options: question.options?.join('\n') ?? '',
  required: question.required ? 'yes' : 'no',
  weight: String(question.weight),
  ...Object.fromEntries(question.levels.map((words, level) => [`level_${level}`, words])),
});

/** Questions that an owner adds to the interview. */
export function registerOwnQuestions(app: FastifyInstance): void {
  const { db, now } = app.parts;

  const wordsFor =
    ({ t }: FastifyRequest) =>
    ({ name }: Field): FieldWords => {
      const level = /^level_(\d)$/.exec(name)?.[1];
      if (level) return { label: t('own.fields.level.label', { level }) };
      if (name === 'step')
        return { label: t('own.fields.step.label'), option: (step) => t(`interview.steps.${step}`) };
      if (name === 'kind')
        return { label: t('own.fields.kind.label'), option: (kind) => t(`own.kinds.${kind}`) };
      if (name === 'required')
        return { label: t('own.fields.required.label'), option: (answer) => t(`common.${answer}`) };
      if (name === 'options' || name === 'weight')
        return { label: t(`own.fields.${name}.label`), hint: t(`own.fields.${name}.hint`) };
      return { label: t(`own.fields.${name}.label`) };
    };

  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    typed: FormValues,
    editing: string | null,
    problems: readonly Problem[],
  ): unknown => {
    const { t, vetting } = request;
    const questions = vetting.brief.ownQuestions ?? [];
    const fields = viewFields(t, FIELDS, typed, problems, wordsFor(request));
    return reply.page('own-questions/list', {
      title: t('own.title'),
      hasForm: true,
      isSample: vetting.isSample,
      vettingId: vetting.id,
      changed: vetting.firstInvitedAt !== null,
      questions: questions.map((question) => ({
        id: question.id,
        text: question.text,
        line: t('own.line', {
          step: t(`interview.steps.${question.step}`),
          kind: t(`own.kinds.${question.kind}`),
          need: t(question.required ? 'common.required' : 'common.optional'),
          weight: question.weight,
        }),
        options: question.options ?? [],
      })),
      full: questions.length >= MOST_OWN_QUESTIONS && !editing,
      editing,
      formTitle: t(editing ? 'own.change' : 'own.add'),
      groups: [
        { fields: fields.filter(({ name }) => !name.startsWith('level_')) },
        {
          legend: t('own.levelsTitle'),
          lines: [t('own.levelsText')],
          fields: fields.filter(({ name }) => name.startsWith('level_')),
        },
      ],
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
    });
  };

  app.get(PATH, { config: { access: 'owner' } }, async (request, reply) => {
    const { edit } = z.object({ edit: z.string().optional() }).parse(request.query);
    const question = request.vetting.brief.ownQuestions?.find(({ id }) => id === edit);
    return page(request, reply, question ? typedOf(question) : EMPTY, question?.id ?? null, []);
  });

  app.post(PATH, { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting } = request;
    const raw = formValues(request);
    const known = vetting.brief.ownQuestions ?? [];
    const replaced = known.find(({ id }) => id === raw.edit);
    if (request.switchingLanguage) return page(request, reply, raw, replaced?.id ?? null, []);
    const { question, problems } = readQuestion(raw, replaced?.id ?? `own_${randomBytes(4).toString('hex')}`);
    if (!question) return page(request, reply.status(422), raw, replaced?.id ?? null, problems);
    if (!replaced && known.length >= MOST_OWN_QUESTIONS) throw new PageError(409, 'badRequest');
    const questions = replaced
      ? known.map((each) => (each.id === question.id ? question : each))
      : [...known, question];
    await request.record('brief_changed', { page: 'ownQuestions' }, (trx) =>
      saveOwnQuestions(trx, vetting, questions, now()),
    );
    return reply.redirect(`/vettings/${vetting.id}/own-questions`, 303);
  });

  app.post(`${PATH}/:ownId/removal`, { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting } = request;
    const { ownId } = z.object({ ownId: z.string() }).parse(request.params);
    const known = vetting.brief.ownQuestions ?? [];
    if (!known.some(({ id }) => id === ownId)) throw new PageError(404, 'notFound');
    await saveOwnQuestions(
      db,
      vetting,
      known.filter(({ id }) => id !== ownId),
      now(),
    );
    return reply.redirect(`/vettings/${vetting.id}/own-questions`, 303);
  });
}
