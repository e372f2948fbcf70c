import { stringify } from 'csv-stringify/sync';
import type { Brief, Locale } from '../../domain/brief.ts';
import { DOSSIER_FORMAT, type Response } from '../../domain/response.ts';
import { CRITERIA } from '../../domain/rubric.ts';
import { inForce } from '../../domain/scoring/overrides.ts';
import type { Score } from '../../domain/scoring/score.ts';
import { translator } from '../../locales/translator.ts';
import { metricName } from '../../reporting/names.ts';
import type { Report } from '../../reporting/report.ts';
import type { Candidate } from '../../store/candidates.ts';
import type { KeptOverride } from '../../store/overrides.ts';

/** One submitted candidate with everything that leaves the house. Terms are absent while sealed. */
export type ExportRow = { candidate: Candidate; brief: Brief; response: Response; report: Report; computed: Score; overrides: readonly KeptOverride[] };

/**
 * Spreadsheet programs run cells that start like a formula. csv-stringify guards the usual starts; what it
 * leaves open are starts behind line breaks, spaces and NUL, so those are taken away first.
 */
const guarded = (text: string): string => text.replaceAll('\u0000', '').replace(/^[\s\u00a0]+/, '');

/** The comparison as CSV for Excel: UTF-8 with BOM, CRLF, no cell that could run as a formula. */
export function toCsv(rows: readonly ExportRow[], locale: Locale, unsealed: boolean): string {
  const t = translator(locale);
  const head = [
    ...['candidate', 'email', 'submitted', 'understanding', 'focus', 'metric', 'verdict', 'confidence'].map((key) => t(`export.${key}`)),
    ...CRITERIA.map((key) => t(`criteria.${key}`)),
    ...['shortlisted', 'rank', 'note', 'judgedBy', 'computed'].map((key) => t(`export.${key}`)),
    ...(unsealed ? ['initialPrice', 'monthlyPrice', 'weeks'].map((key) => t(`export.${key}`)) : []),
  ];
  const body = rows.map(({ candidate, report, response, computed }) => {
    const judgedBy = response.measure?.judgedBy?.metric;
    const { terms } = response;
    return [
      guarded(candidate.name),
      guarded(candidate.email ?? ''),
      candidate.submittedAt ?? '',
      report.understanding,
      report.priceDeadlineFocus,
      report.metricChasing,
      t(`verdicts.${report.verdict}`),
      t(`confidence.${report.confidence}`),
      ...CRITERIA.map((key) => report.criteria.find((criterion) => criterion.key === key)?.points ?? ''),
      candidate.shortlisted ? t('common.yes') : t('common.no'),
      candidate.rank ?? '',
      guarded(candidate.note),
      guarded(judgedBy ? metricName(judgedBy, locale, t) : ''),
      computed.understanding,
      ...(unsealed ? [terms?.initialPrice ?? '', terms?.monthlyPrice ?? '', terms?.weeksToFirstDelivery ?? ''] : []),
    ];
  });
  return stringify([head, ...body], { bom: true, escape_formulas: true, quoted_string: true, record_delimiter: 'windows' });
}

/**
 * The same as JSON, with the whole dossier and report of each candidate. Where the owner overrode levels, the report holds
 * them; `computedUnderstanding` is what the command line repeats from the dossier.
 */
export function toJson(rows: readonly ExportRow[]): string {
  const candidates = rows.map(({ candidate, brief, response, report, computed, overrides }) => ({
    name: candidate.name,
    email: candidate.email,
    submittedAt: candidate.submittedAt,
    shortlisted: candidate.shortlisted,
    rank: candidate.rank,
    note: candidate.note,
    dossier: { format: DOSSIER_FORMAT, brief, response },
    report,
    computedUnderstanding: computed.understanding,
    overrides: [...inForce(overrides).values()],
  }));
  return JSON.stringify({ format: 'banso-export/1', candidates }, null, 2);
}
