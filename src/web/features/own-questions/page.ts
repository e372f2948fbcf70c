import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MOST_OWN_QUESTIONS, OWN_KINDS, OWN_STEPS, type OwnQuestion } from '../../../domain/brief/brief.ts';
import type { Field } from '../../../domain/forms/field.ts';
import { type FormValues, type Problem, parseForm } from '../../../domain/forms/form.ts';
import { errorSummary, type FieldWords, viewFields } from '../../forms/fields.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';

const OwnKind = z.enum(OWN_KINDS);

const OwnStep = z.enum(OWN_STEPS);

const LEVELS = [0, 1, 2, 3, 4] as const;

export const FIELDS: Field[] = [
  { name: 'text', kind: 'longtext', required: true, max: 500 },
  { name: 'step', kind: 'choice', required: true, options: OWN_STEPS },
  { name: 'kind', kind: 'choice', required: true, options: OWN_KINDS },
  { name: 'options', kind: 'longtext', max: 1000 },
  { name: 'required', kind: 'choice', required: true, options: ['yes', 'no'] },
  {
    name: 'weight',
    kind: 'quantity',
    wanted: { dimension: 'number' },
    required: true,
    least: 0,
    most: 100,
    whole: true,
  },
  ...LEVELS.map((level): Field => ({ name: `level_${level}`, kind: 'longtext', max: 300 })),
];

const optionsIn = (text: unknown): string[] => [
  ...new Set(
    String(text ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

export const typedOf = (question: OwnQuestion): FormValues => ({
  text: question.text,
  step: question.step,
  kind: question.kind,
  options: question.options?.join('\n') ?? '',
  required: question.required ? 'yes' : 'no',
  weight: String(question.weight),
  ...Object.fromEntries(question.levels.map((words, level) => [`level_${level}`, words])),
});

function wordsFor({ t }: FastifyRequest) {
  return ({ name }: Field): FieldWords => {
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
}

export function page(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: FormValues,
  editing: string | null,
  problems: readonly Problem[],
): unknown {
  const { t, vetting } = request;
  const questions = vetting.brief.ownQuestions ?? [];
  const fields = viewFields(t, FIELDS, typed, problems, wordsFor(request));
  const edited = questions.find(({ id }) => id === editing);
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
    ...shownAgainst(request, edited ? typedOf(edited) : {}, fields),
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
}

/** Reads a question from its form; a choice needs something to choose from. */
export function readQuestion(
  raw: FormValues,
  id: string,
): { question: OwnQuestion | null; problems: Problem[] } {
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
    step: OwnStep.parse(values.step),
    kind: OwnKind.parse(values.kind),
    text: String(values.text),
    ...(values.kind === 'choice' ? { options } : {}),
    required: values.required === 'yes',
    weight: Number(values.weight),
    levels: [zero, one, two, three, four],
  };
  return { question, problems };
}
