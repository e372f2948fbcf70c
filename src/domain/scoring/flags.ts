import { type Brief, briefTexts } from '../brief/brief.ts';
import { keptFor } from '../brief/kept.ts';
import type { Sentence } from '../classifier/analyse.ts';
import type { NumberResult } from '../economics/economics.ts';
import { normaliseText } from '../language/normalise.ts';
import { copiedShare, sharedCount, shingles } from '../language/shingles.ts';
import type { Response } from '../response/response.ts';
import { type Flag, type FlagKey, WHOLE } from './flag.ts';
import { together, weightOf } from './insight.ts';
import { ownPriceFinder } from './own-price.ts';
import { ASKED_FOR, freeTexts, type Reading, UNDERSTANDING } from './reading.ts';

const CAPS: Partial<Record<FlagKey, number>> = { copied_from_brief: 2, stuffed: 1, no_sense: 0.5 };
/** What concerns every answer of a response. */
const OF_ALL: readonly FlagKey[] = ['no_sense'];
const COPIED_ANSWER = 0.6;
/** Shorter answers share their few characters by chance. */
const FEWEST_SHINGLES = 10;
const STUFFED_TERMS = 4;
const NO_SHINGLES: ReadonlySet<number> = new Set();

/** The level above which a flagged answer cannot go, or null. */
export function capFor(flags: readonly Flag[], answer: string): number | null {
  const caps = flags
    .filter(({ key, answer: own }) => own === answer || OF_ALL.includes(key))
    .flatMap(({ key }) => CAPS[key] ?? []);
  return caps.length > 0 ? Math.min(...caps) : null;
}

/** Everything about a response that an owner should see before trusting its score. */
export function findFlags(
  brief: Brief,
  response: Response,
  reading: Reading,
  numbers: readonly NumberResult[],
): Flag[] {
  const isOwnPrice = ownPriceFinder(brief, reading.briefVocabulary);
  return [
    ...[...reading.answers].flatMap(([answer, sentences]) => [
      ...copiedFlag(answer, sentences, reading),
      ...stuffedFlag(answer, sentences),
      ...priceFlag(answer, sentences.find(isOwnPrice)),
    ]),
    ...reading.repeated.map(({ path, text }): Flag => ({ key: 'same_text', answer: path, text })),
    ...senseFlags(reading),
    ...languageFlag(brief, response),
    ...contradictionFlag(numbers),
    ...[...reading.contradictions].map(
      ({ answer, text }): Flag => ({ key: 'contradicts_brief', answer, text }),
    ),
  ];
}

// Price talk is left out here and below, so that adding it can never dilute a flag away and raise a level.
const withoutTerms = (sentences: readonly Sentence[]): Sentence[] =>
  sentences.filter((sentence) => sentence.orientation !== 'terms');

function copiedFlag(
  answer: string,
  sentences: readonly Sentence[],
  { shingles: shinglesOf, briefShingles }: Reading,
): Flag[] {
  const each = withoutTerms(sentences).map((sentence) => shinglesOf.get(sentence) ?? NO_SHINGLES);
  const most = each.reduce((sum, own) => sum + sharedCount(own, briefShingles), 0);
  const all = new Set<number>();
  for (const own of each) {
    for (const shingle of own) all.add(shingle);
    // No more than `most` of them are the brief's: once that is too small a part, the rest of a long answer
    // changes nothing.
    if (all.size >= FEWEST_SHINGLES && most <= COPIED_ANSWER * all.size) return [];
  }
  const share = copiedShare(all, briefShingles);
  return all.size >= FEWEST_SHINGLES && share > COPIED_ANSWER
    ? [
        {
          key: 'copied_from_brief',
          answer,
          share: Math.round(share * 100) / 100,
          text: sentences[0]?.text ?? '',
        },
      ]
    : [];
}

function stuffedFlag(answer: string, sentences: readonly Sentence[]): Flag[] {
  const relevant = withoutTerms(sentences);
  const lists = relevant.filter((sentence) => !sentence.propositional);
  const terms = new Set(
    lists.flatMap((sentence) => sentence.named.map((hit) => sentence.normalised.slice(hit.start, hit.end))),
  );
  const saysSomething = relevant.some((sentence) => sentence.propositional);
  return terms.size >= STUFFED_TERMS && !saysSomething
    ? [{ key: 'stuffed', answer, text: lists[0]?.text ?? '' }]
    : [];
}

/** Where the interview asks for sums, money is no price. */
const priceFlag = (answer: string, priced: Sentence | undefined): Flag[] =>
  priced === undefined || ASKED_FOR.test(answer)
    ? []
    : [{ key: 'prices_outside_terms', answer, text: priced.text }];

/** So much talk of the business with no more than this weight of its particulars is left to people. */
const OWN_SENTENCES = 2;
const OWN_WEIGHT = 1;

/** What makes no sense as a whole; else what speaks of something else, or of the business in own words alone. */
function senseFlags(reading: Reading): Flag[] {
  if (!reading.makesSense) return [{ key: 'no_sense', answer: WHOLE }];
  return reading.speaksOfBrief ? ownWordsFlags(reading) : [{ key: 'foreign', answer: WHOLE }];
}

/** What is said of the business without naming anything of it: wise or idle, the rules cannot tell. */
function ownWordsFlags({ units }: Reading): Flag[] {
  return UNDERSTANDING.flatMap((answer): Flag[] => {
    const own = units.get(answer) ?? [];
    const said = own
      .flatMap(({ sentences }) => sentences)
      .filter(({ propositional, orientation }) => propositional && orientation === 'business');
    const isOwn = said.length >= OWN_SENTENCES && weightOf(together(own).anchors) <= OWN_WEIGHT;
    return isOwn ? [{ key: 'own_words', answer, text: said[0]?.text ?? '' }] : [];
  });
}

function languageFlag(brief: Brief, response: Response): Flag[] {
  let japanese = 0;
  let latin = 0;
  for (const [, text] of freeTexts(response)) {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= 0x3041 && code <= 0x9fff) japanese += 1;
      else if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) latin += 1;
    }
  }
  if (japanese + latin < 60) return [];
  const share = brief.locale === 'ja' ? latin / (japanese + latin) : japanese / (japanese + latin);
  return share > 0.7 ? [{ key: 'other_language', answer: WHOLE }] : [];
}

function contradictionFlag(numbers: readonly NumberResult[]): Flag[] {
  const given = (key: NumberResult['key']): number | null =>
    numbers.find((number) => number.key === key)?.given ?? null;
  const profit = given('grossProfitPerCustomer');
  const perCustomer = given('maxCostPerCustomer');
  const perInquiry = given('maxCostPerInquiry');
  const flags: Flag[] = [];
  if (profit !== null && perCustomer !== null && perCustomer > profit)
    flags.push({
      key: 'contradictory_numbers',
      answer: 'numbers.maxCostPerCustomer',
      text: `${perCustomer} > ${profit}`,
    });
  if (perCustomer !== null && perInquiry !== null && perInquiry > perCustomer)
    flags.push({
      key: 'contradictory_numbers',
      answer: 'numbers.maxCostPerInquiry',
      text: `${perInquiry} > ${perCustomer}`,
    });
  return flags;
}

const SHORTEST_SHARED = 40;
const SHARED = 0.6;

/** How much (share 0–1) of an answer stands word for word in one of another candidate. */
export type SharedAnswer = { answer: string; share: number };

const shinglesOfBrief = keptFor(
  (brief: Brief) => new Set(briefTexts(brief).flatMap((text) => [...shingles(normaliseText(text))])),
);

/**
 * Answers of which more than 60 % also stand, word for word, in an answer of another candidate to the same
 * vetting, and not in the brief that both were given; in the order of the answers. It caps nothing.
 */
export function findShared(brief: Brief, response: Response, others: readonly Response[]): SharedAnswer[] {
  const given = shinglesOfBrief(brief);
  const own = (text: string): Set<number> =>
    new Set([...shingles(normaliseText(text))].filter((shingle) => !given.has(shingle)));
  const answers = freeTexts(response)
    .map(([answer, text]) => ({ answer, mine: own(text), most: 0 }))
    .filter(({ mine }) => mine.size >= SHORTEST_SHARED);
  const holders = new Map<number, number[]>();
  for (const [index, { mine }] of answers.entries())
    for (const shingle of mine) holders.set(shingle, [...(holders.get(shingle) ?? []), index]);
  // Each text of the others is gone through once, however many answers it is compared with.
  for (const [, text] of others.flatMap((other) => freeTexts(other))) {
    const counts = answers.map(() => 0);
    for (const shingle of own(text))
      for (const index of holders.get(shingle) ?? []) counts[index] = (counts[index] ?? 0) + 1;
    for (const [index, each] of answers.entries()) each.most = Math.max(each.most, counts[index] ?? 0);
  }
  return answers
    .map(({ answer, mine, most }) => ({ answer, share: most / mine.size }))
    .filter(({ share }) => share > SHARED);
}

/** Of each answer the largest share, in the order of the response, as a flag. */
export function sharedFlags(response: Response, shared: readonly SharedAnswer[]): Flag[] {
  return freeTexts(response).flatMap(([answer]): Flag[] => {
    const share = Math.max(0, ...shared.filter((each) => each.answer === answer).map((each) => each.share));
    return share > 0
      ? [{ key: 'same_as_other_candidate', answer, share: Math.round(share * 100) / 100 }]
      : [];
  });
}
