import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { BRIEF_PAGES, type BriefDraft, type BriefPage, type Locale } from '../../../domain/brief/brief.ts';
import { briefFields, pageValues, parseBriefPage, withPage } from '../../../domain/brief/brief-form.ts';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { longest } from '../../../domain/forms/longest.ts';
import { formatDay, formatNumber } from '../../../locales/formats.ts';
import { emptyDraft, templateDraft } from '../../../locales/templates/templates.ts';
import { placeWords } from '../../briefs/place.ts';
import { errorSummary, type FieldView, type FieldWords, viewFields, wordsAt } from '../../forms/fields.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';
import { PageError } from '../../plugins/errors.ts';
import { FIGURED_PAGES, followsFrom } from './follows.ts';
import { layoutOf } from './groups.ts';

const EMPTY = emptyDraft('en').draft;
/** The fields of the page into which most can be typed. */
export const LONGEST_PAGE = longest(BRIEF_PAGES.map((page) => briefFields(page, EMPTY)));

const Parameters = z.object({ page: z.enum(BRIEF_PAGES) });

export const pageOf = (request: FastifyRequest): BriefPage => {
  const parsed = Parameters.safeParse(request.params);
  if (!parsed.success) throw new PageError(404, 'notFound');
  return parsed.data.page;
};

function wordsFor({ t, locale }: FastifyRequest) {
  return ({ name, seenBy }: Field): FieldWords => {
    const words = ownWords(name);
    if (!seenBy || seenBy === 'whenUnfit') return words;
    return {
      ...words,
      hint: [words.hint, t(`visibility.${seenBy}`)].filter(Boolean).join(locale === 'ja' ? '' : ' '),
    };
  };

  function ownWords(name: string): FieldWords {
    const [group, channel] = /^(fit|reason|share)_(\w+)$/.exec(name)?.slice(1) ?? [];
    const parameters = channel ? { channel: t(`channels.${channel}`) } : {};
    const words = wordsAt(t, locale, `brief.fields.${group ?? name}`, parameters);
    if (group === 'fit') return { ...words, option: (fit) => t(`fits.${fit}`) };
    if (name === 'measure') return { ...words, option: (measure) => t(`brief.measures.${measure}`) };
    if (name === 'market') return { ...words, option: (market) => t(`brief.markets.${market}`) };
    if (name === 'currency' || name === 'timeZone') return placeWords(t, locale, name);
    return words;
  }
}

export function briefPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: BriefPage,
  values: FormValues,
  problems: readonly Problem[],
  more: readonly string[] = [],
): unknown {
  const { t, vetting } = request;
  const described = briefFields(page, vetting.brief, values);
  const fields = viewFields(t, described, values, problems, wordsFor(request));
  return reply.page('brief/page', {
    title: t(`brief.pages.${page}`),
    hasForm: true,
    wide: page === 'channels',
    isSample: vetting.isSample,
    intro: t(`brief.intro.${page}`),
    progress: t('brief.progress', { n: BRIEF_PAGES.indexOf(page) + 1, total: BRIEF_PAGES.length }),
    seen: seenLines(request, described),
    notices: [
      ...more,
      ...(vetting.samplePages.includes(page) ? [t('brief.sampleNotice')] : []),
      ...(vetting.firstInvitedAt ? [t('brief.changedNotice')] : []),
    ],
    ...layoutOf(t, fields),
    example: vetting.samplePages.includes(page) ? [] : exampleRows(request, page),
    ...shownAgainst(request, pageValues(vetting.brief, page), fields),
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
    showsFollows: FIGURED_PAGES.includes(page),
    follows: FIGURED_PAGES.includes(page)
      ? followsFrom(request, typedDraft(request, page, values), page)
      : [],
    action: `/vettings/${vetting.id}/brief/${page}`,
    back:
      page === 'business'
        ? `/vettings/${vetting.id}`
        : `/vettings/${vetting.id}/brief/${BRIEF_PAGES[BRIEF_PAGES.indexOf(page) - 1]}`,
    skip: nextAfter(vetting.id, page),
    check: `/vettings/${vetting.id}/brief`,
  });
}

const TypedFigures = z.record(z.string().max(40), z.string().max(200)).catch({});

/** The draft with the figures that are being typed, as a script of the page asks; as saved where they are wrong. */
function typedDraft({ vetting: { brief } }: FastifyRequest, page: BriefPage, raw: FormValues): BriefDraft {
  const typed = TypedFigures.parse(raw);
  const figures = briefFields(page, brief, typed).filter(
    ({ kind }) => kind !== 'longtext' && kind !== 'text',
  );
  const given = figures.flatMap(({ name }) =>
    typed[name] === undefined ? [] : [[name, typed[name]] as const],
  );
  if (given.length === 0) return brief;
  const saved = pageValues(brief, page);
  // Words may not be written yet: only the figures count here.
  const words = { text: saved.text || '–', statement: saved.statement || '–' };
  const { values, problems } = parseBriefPage(page, brief, {
    ...saved,
    ...words,
    ...Object.fromEntries(given),
  });
  return problems.length > 0 ? brief : withPage(brief, page, values);
}

/** Who will see what no line at a field says: numbers, and the opinions of channels. */
function seenLines({ t, locale }: FastifyRequest, fields: readonly Field[]): string[] {
  const separator = locale === 'ja' ? '' : ' ';
  const hasOptional = fields.some(({ kind, required }) => kind === 'quantity' && !required);
  const hasFigures = fields.some(({ kind }) => kind === 'quantity');
  const hasOpinions = fields.some(({ seenBy }) => seenBy === 'whenUnfit');
  return [
    ...(hasFigures
      ? [t('visibility.figures') + (hasOptional ? separator + t('visibility.figuresOptional') : '')]
      : []),
    ...(hasOpinions ? [t('visibility.whenUnfit')] : []),
  ];
}

/** What a page of the brief says, figures and days as people write them. */
export const answeredRows = (request: FastifyRequest, page: BriefPage): Row[] =>
  rowsOf(request, request.vetting.brief, page);

/** The same page of the invented business of an example, in the language of the reader. */
const exampleRows = (request: FastifyRequest, page: BriefPage): Row[] =>
  rowsOf(request, templateDraft('b2b_manufacturer', request.locale, request.vetting.brief).draft, page);

type Row = { label: string; value: string };

function rowsOf(request: FastifyRequest, draft: BriefDraft, page: BriefPage): Row[] {
  const { t, locale } = request;
  return viewFields(t, briefFields(page, draft), pageValues(draft, page), [], wordsFor(request))
    .filter((field) => field.value !== '')
    .map((field) => {
      const chosen = field.options?.find((option) => option.selected)?.label;
      if (chosen !== undefined) return { label: field.label, value: chosen };
      const { unit } = field;
      const value = asWritten(field, locale);
      return { label: field.label, value: unit ? t('common.withUnit', { n: value, unit }) : value };
    });
}

function asWritten({ kind, value }: FieldView, locale: Locale): string {
  if (kind === 'quantity' && /^-?\d+(\.\d+)?$/.test(value)) return formatNumber(Number(value), locale);
  return kind === 'date' ? formatDay(value, locale) : value;
}

export function nextAfter(vettingId: string, page: BriefPage): string {
  const next = BRIEF_PAGES[BRIEF_PAGES.indexOf(page) + 1];
  return next ? `/vettings/${vettingId}/brief/${next}` : `/vettings/${vettingId}/brief`;
}
