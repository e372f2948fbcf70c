import type { Locale } from '../../../domain/brief/brief.ts';
import { inForce } from '../../../domain/people/overrides.ts';
import { DOSSIER_FORMAT } from '../../../domain/response/response.ts';
import { translator } from '../../../locales/translator.ts';
import { csvOf } from '../../downloads/csv.ts';
import { comparisonTable, type ExportRow } from './rows.ts';

/** The comparison as CSV for Excel: UTF-8 with BOM, CRLF, no cell that could run as a formula. */
export function toCsv(rows: readonly ExportRow[], locale: Locale, unsealed: boolean): string {
  const { head, body } = comparisonTable(rows, locale, translator(locale), unsealed);
  return csvOf([head, ...body]);
}

/**
 * The same as JSON, with the whole dossier and report of each candidate. Where the owner overrode levels, the
 * report holds them; `computedUnderstanding` is what the command line repeats from the dossier.
 */
export function toJson(rows: readonly ExportRow[]): string {
  const candidates = rows.map(
    ({ candidate, brief, response, report, computed, overrides, own, combined, atOwnWeights }) => ({
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
      ownQuestions: own.map(({ question, answer, level }) => ({
        id: question.id,
        text: question.text,
        weight: question.weight,
        answer,
        level,
      })),
      understandingWithOwnQuestions: combined,
      understandingAtOwnWeights: atOwnWeights,
    }),
  );
  return JSON.stringify({ format: 'banso-export/1', candidates }, null, 2);
}
