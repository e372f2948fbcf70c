import { type Field, money, quantity } from '../forms/field.ts';
import { type FormValues, type Parsed, type Problem, parseForm } from '../forms/form.ts';
import { lengthOf } from '../language/text.ts';
import {
  type BriefDraft,
  type BriefPage,
  CURRENCIES,
  FACT_LENGTH,
  KGI_MEASURES,
  MARKETS,
  MOST_OTHER_WORDS,
  OTHER_WORD_LENGTH,
} from './brief.ts';
import { CHANNELS, FITS, ORDER_CHANNELS } from './channels.ts';

export const TIME_ZONES = [
  'Asia/Tokyo',
  'UTC',
  'Asia/Singapore',
  'Australia/Sydney',
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
];

const factText: Field = {
  name: 'text',
  kind: 'longtext',
  required: true,
  max: FACT_LENGTH,
  seenBy: 'onAsking',
};
/** Longest title of a vetting, in characters. */
export const TITLE_LENGTH = 120;
/** Other words for what the fact is about, separated by commas; read into a list by `withPage`. */
const alsoCalled: Field = {
  name: 'alsoCalled',
  kind: 'text',
  max: MOST_OTHER_WORDS * OTHER_WORD_LENGTH,
  seenBy: 'onlyYou',
};
const optionalText: Field = { ...factText, required: false };

/** What is wanted of the values of the goal: what its measure counts. */
function goalValue(name: string, measure: string | undefined, currency: BriefDraft['currency']): Field {
  const field: Field = { name, kind: 'quantity', required: true, seenBy: 'fromStart' };
  if (measure === 'profit' || measure === 'revenue')
    return { ...field, ...money(name, currency, { required: true }) };
  if (measure === 'profit_margin')
    return { ...field, ...quantity(name, 'percent', { required: true, most: 100 }) };
  return { ...field, wanted: { dimension: 'number', currency } };
}

/** The fields of a page of the brief; those of the goal count what its measure counts. */
export function briefFields(
  page: BriefPage,
  { currency, kgi }: BriefDraft,
  raw: FormValues = {},
): readonly Field[] {
  switch (page) {
    case 'business':
      return BUSINESS;
    case 'goal': {
      const measure = raw.measure ?? kgi?.measure;
      return [
        { name: 'statement', kind: 'longtext', required: true, max: 500, seenBy: 'fromStart' },
        { name: 'measure', kind: 'choice', required: true, options: KGI_MEASURES },
        goalValue('current', measure, currency),
        goalValue('target', measure, currency),
        { name: 'by', kind: 'date', required: true },
      ];
    }
    case 'unit_price':
      return [
        factText,
        money('averageOrderValue', currency, { above: 0 }),
        quantity('ordersPerYear', 'times', { above: 0 }),
        quantity('yearsRetained', 'years', { above: 0 }),
        alsoCalled,
      ];
    case 'profit':
      return [
        factText,
        quantity('grossMarginPercent', 'percent', { above: 0, most: 100 }),
        quantity('acquisitionSharePercent', 'percent', { above: 0, most: 100 }),
        money('fixedCostPerMonth', currency, { least: 0, per: 'month' }),
        alsoCalled,
      ];
    default:
      return OTHER_PAGES[page];
  }
}

/** Where the business is: asked when a vetting starts and on the first page of the brief. */
export const PLACE_FIELDS: readonly Field[] = [
  { name: 'currency', kind: 'choice', required: true, options: CURRENCIES },
  { name: 'timeZone', kind: 'choice', required: true, options: TIME_ZONES },
];

const BUSINESS: readonly Field[] = [
  { name: 'title', kind: 'text', required: true, max: TITLE_LENGTH, seenBy: 'fromStart' },
  { name: 'name', kind: 'text', required: true, seenBy: 'fromStart' },
  { name: 'summary', kind: 'longtext', required: true, max: 1000, seenBy: 'fromStart' },
  ...PLACE_FIELDS,
];

const OTHER_PAGES: Record<
  Exclude<BriefPage, 'business' | 'goal' | 'unit_price' | 'profit'>,
  readonly Field[]
> = {
  target: [factText, { name: 'market', kind: 'choice', options: MARKETS }, alsoCalled],
  value: [factText, alsoCalled],
  sales_process: [
    factText,
    quantity('inquiriesPerMonth', 'inquiries', { least: 0 }),
    quantity('closeRatePercent', 'percent', { above: 0, most: 100 }),
    alsoCalled,
    ...ORDER_CHANNELS.map((channel) => quantity(`share_${channel}`, 'percent', { least: 0, most: 100 })),
  ],
  market: [factText, alsoCalled],
  current_state: [
    factText,
    quantity('visitsPerMonth', 'visits', { least: 0 }),
    quantity('visitToInquiryPercent', 'percent', { least: 0, most: 100 }),
    alsoCalled,
  ],
  constraints: [factText, quantity('newCustomersPerMonth', 'customersPerMonth', { least: 0 }), alsoCalled],
  evaluation: [factText, alsoCalled],
  budget: [optionalText],
  deadline: [optionalText],
  channels: CHANNELS.flatMap((channel): Field[] => [
    { name: `fit_${channel}`, kind: 'choice', options: FITS },
    { name: `reason_${channel}`, kind: 'text', max: 300, seenBy: 'whenUnfit' },
  ]),
};

/** Reads one page of the brief, with the checks that need more than one field. */
export function parseBriefPage(page: BriefPage, draft: BriefDraft, raw: FormValues): Parsed {
  const parsed = parseForm(briefFields(page, draft, raw), raw);
  return { ...parsed, problems: [...parsed.problems, ...implausible(page, parsed.values)] };
}

function implausible(page: BriefPage, values: Parsed['values']): Problem[] {
  const words = otherWords(values.alsoCalled);
  if (words.length > MOST_OTHER_WORDS || words.some((word) => lengthOf(word) > OTHER_WORD_LENGTH))
    return [
      {
        field: 'alsoCalled',
        code: 'other_words',
        parameters: { n: MOST_OTHER_WORDS, max: OTHER_WORD_LENGTH },
      },
    ];
  if (page === 'goal' && values.measure !== 'other' && Number(values.target) <= Number(values.current)) {
    return [{ field: 'target', code: 'target_below_current', parameters: {} }];
  }
  if (page === 'sales_process') {
    const sum = ORDER_CHANNELS.reduce((total, channel) => total + Number(values[`share_${channel}`] ?? 0), 0);
    if (sum > 100) return [{ field: 'share_website', code: 'shares_above_hundred', parameters: { sum } }];
  }
  return [];
}

/** The draft with one page replaced by what was read from its form. An empty optional fact is removed. */
export function withPage(draft: BriefDraft, page: BriefPage, values: Parsed['values']): BriefDraft {
  const text = (name: string): string => String(values[name] ?? '');
  if (page === 'business') {
    const currency = values.currency as BriefDraft['currency'];
    return {
      ...draft,
      title: text('title'),
      currency,
      timeZone: text('timeZone'),
      business: { name: text('name'), summary: text('summary') },
    };
  }
  if (page === 'goal') return { ...draft, kgi: values as BriefDraft['kgi'] };
  if (page === 'channels') return { ...draft, channelFit: readChannelFit(values) };
  const { [page]: _replaced, ...others } = draft.facts;
  if (text('text') === '') return { ...draft, facts: others };
  const { alsoCalled: typed, ...said } = values;
  const words = otherWords(typed);
  const fact = {
    ...(page === 'sales_process' ? withShares(said) : said),
    ...(words.length > 0 ? { alsoCalled: words } : {}),
  };
  return { ...draft, facts: { ...others, [page]: fact } };
}

/** Words that stand between commas, each once. */
function otherWords(typed: string | number | undefined): string[] {
  const words = String(typed ?? '')
    .split(/[、,，;；\n]/)
    .map((word) => word.trim())
    .filter(Boolean);
  return [...new Set(words)];
}

function readChannelFit(values: Parsed['values']): NonNullable<BriefDraft['channelFit']> {
  const fits = CHANNELS.filter((channel) => values[`fit_${channel}`] !== undefined).map((channel) => {
    const reason = values[`reason_${channel}`];
    return [channel, { fit: values[`fit_${channel}`], ...(reason === undefined ? {} : { reason }) }];
  });
  return Object.fromEntries(fits);
}

function withShares(values: Parsed['values']): object {
  const plain = Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('share_')));
  const shares = ORDER_CHANNELS.filter((channel) => values[`share_${channel}`] !== undefined).map(
    (channel) => [channel, values[`share_${channel}`]],
  );
  return shares.length > 0 ? { ...plain, orderShareByChannel: Object.fromEntries(shares) } : plain;
}

/** What the form of a page shows for the draft as it stands. */
export function pageValues(draft: BriefDraft, page: BriefPage): FormValues {
  const asText = (source: object): FormValues =>
    Object.fromEntries(
      Object.entries(source).flatMap(([name, value]) =>
        value == null || typeof value === 'object' ? [] : [[name, String(value)]],
      ),
    );
  if (page === 'business')
    return asText({
      title: draft.title,
      currency: draft.currency,
      timeZone: draft.timeZone,
      ...draft.business,
    });
  if (page === 'goal') return asText(draft.kgi ?? {});
  if (page === 'channels') {
    return Object.fromEntries(
      Object.entries(draft.channelFit ?? {}).flatMap(([channel, said]) => [
        [`fit_${channel}`, said?.fit ?? ''],
        [`reason_${channel}`, said?.reason ?? ''],
      ]),
    );
  }
  const shares = page === 'sales_process' ? (draft.facts.sales_process?.orderShareByChannel ?? {}) : {};
  const words = draft.facts[page]?.alsoCalled ?? [];
  return {
    ...asText(draft.facts[page] ?? {}),
    ...(words.length > 0 ? { alsoCalled: words.join(draft.locale === 'ja' ? '、' : ', ') } : {}),
    ...Object.fromEntries(
      Object.entries(shares).map(([channel, share]) => [`share_${channel}`, String(share)]),
    ),
  };
}
