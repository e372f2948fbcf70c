import type { Locale } from '../../../domain/brief/brief.ts';
import { type PriceFigure, priceAgainst, worthOf } from '../../../domain/economics/worth.ts';
import {
  type Comparable,
  type RowValue,
  type SortKey,
  sortByValue,
  sortCandidates,
} from '../../../domain/people/comparison.ts';
import type { Translate } from '../../../locales/translator.ts';
import { ownResults } from '../../../reporting/own-results.ts';
import type { FiguresOf, Submission } from '../../../store/submissions.ts';
import { answerRows, termsRows } from '../../answers/rows.ts';

/** One candidate of the comparison with its figures. */
export type Compared = Comparable & { id: string; figures: FiguresOf['figures'] };

/**
 * Rows whose order stands in the responses: levels of own questions, answers by path, answers counted by
 * part, terms, and prices against what the goal is worth.
 */
export type ResponseSort = `${'own' | 'answers' | 'parts' | 'terms' | 'worth'}.${string}`;
/** Every row of the comparison by which candidates can be sorted. */
export type RowSort = SortKey | ResponseSort;

export const isResponseSort = (sort: string): sort is ResponseSort =>
  /^(own|answers|parts|terms|worth)\.[\w.]+$/.test(sort);

/** The figure of the owner's own questions together with understanding. */
export const OWN_COMBINED = 'own.combined';

export type Wording = { t: Translate; locale: Locale; hide: (text: string) => string };

/**
 * Candidates by one row. A row of the responses needs those of all candidates; sealed terms are not among
 * them, and give no order.
 */
export function sortByRow<Candidate extends Compared>(
  candidates: readonly Candidate[],
  sort: RowSort,
  submissions: readonly Submission[],
  wording: Wording,
): Candidate[] {
  if (!isResponseSort(sort)) return sortCandidates(candidates, sort);
  const byId = new Map(submissions.map((submission) => [submission.candidateId, submission]));
  const valueFor = ({ id, understanding }: Candidate): RowValue => {
    const submission = byId.get(id);
    return submission ? valueIn(submission, sort, understanding, wording) : null;
  };
  return sortByValue(candidates, valueFor, {
    order: /^(terms|worth)\./.test(sort) ? 'ascending' : 'descending',
    language: wording.locale,
  });
}

/** What a row of the responses says of one of them. */
function valueIn(
  { brief, response, decided }: Submission,
  sort: ResponseSort,
  understanding: number,
  { t, locale, hide }: Wording,
): RowValue {
  const dot = sort.indexOf('.');
  const name = sort.slice(dot + 1);
  const said = (row: { text: string; figure?: number } | undefined): RowValue =>
    row?.figure ?? (row?.text ? hide(row.text) : null);
  switch (sort.slice(0, dot)) {
    case 'own': {
      const { results, combined } = ownResults(brief, response, decided, understanding);
      return sort === OWN_COMBINED
        ? combined
        : (results.find(({ question }) => question.id === name)?.level ?? null);
    }
    case 'worth':
      return priceAgainst(worthOf(brief), response.terms, brief.currency)?.[name as PriceFigure] ?? null;
    case 'terms':
      return said(termsRows(response, brief.currency, locale, t).find(({ key }) => key === name));
    case 'parts':
      return answerRows(response, brief, locale, t).filter(
        ({ path }) => path.startsWith(`${name}.`) && !isAskedOfAll(path),
      ).length;
    default:
      return said(answerRows(response, brief, locale, t).find(({ path }) => path === name));
  }
}

/** Questions whose wording is the same for every candidate. */
export const isAskedOfAll = (path: string): boolean =>
  !/^askedQuestions|\.channels\.|\.metrics\.|\.working$/.test(path);
