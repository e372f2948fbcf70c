import type { Locale } from '../../../domain/brief/brief.ts';
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
 * The same as JSON, with the whole dossier, report and people's judgements of each candidate. Where the
 * owner gave levels, the report holds them; `computedUnderstanding` is what the command line repeats from the
 * dossier.
 */
export function toJson(rows: readonly ExportRow[]): string {
  const candidates = rows.map(
    ({ candidate, brief, response, report, computed, judgements, own, combined, atOwnWeights }) => ({
      name: candidate.name,
      email: candidate.email,
      submittedAt: candidate.submittedAt,
      shortlisted: candidate.shortlisted,
      rank: candidate.rank,
      note: candidate.note,
      dossier: { format: DOSSIER_FORMAT, brief, response },
      report,
      computedUnderstanding: computed.understanding,
      judgements: judgements.map(({ subject, stage, level, reason, person, judgedAt, independent }) => ({
        subject,
        stage,
        level,
        reason,
        person,
        judgedAt,
        independent,
      })),
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
  return JSON.stringify({ format: 'banso-export/2', candidates }, null, 2);
}
