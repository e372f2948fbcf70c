import type { Locale } from '../../../domain/brief/brief.ts';
import { krippendorffAlpha } from '../../../domain/people/agreement.ts';
import { isCriterion } from '../../../domain/people/judgements.ts';
import { pairsWithRules, rulesAgreement, unitsOf } from '../../../domain/people/reading.ts';
import { DOSSIER_FORMAT } from '../../../domain/response/response.ts';
import { translator } from '../../../locales/translator.ts';
import type { Vetting } from '../../../store/vettings.ts';
import { csvOf } from '../../downloads/csv.ts';
import { comparisonTable, type ExportRow } from './rows.ts';

/** The comparison as CSV for Excel: UTF-8 with BOM, CRLF, no cell that could run as a formula. */
export function toCsv(rows: readonly ExportRow[], locale: Locale, unsealed: boolean): string {
  const { head, body } = comparisonTable(rows, locale, translator(locale), unsealed);
  return csvOf([
    head,
    ...body.map((line) => line.map((cell) => (typeof cell === 'object' ? cell.at : cell))),
  ]);
}

/** When and why the vetting was decided; null and empty while it is not. */
export type Decided = Pick<Vetting, 'decidedAt' | 'decisionReason'>;

/**
 * The same as JSON, with the whole dossier, report and people's judgements of each candidate. Where the
 * owner gave levels, the report holds them; `computedUnderstanding` is what the command line repeats from the
 * dossier.
 */
export function toJson(rows: readonly ExportRow[], decided: Decided): string {
  const candidates = rows.map(
    ({
      candidate,
      brief,
      response,
      report,
      computed,
      judgements,
      own,
      combined,
      atOwnWeights,
      askedBack,
      meetings,
    }) => ({
      name: candidate.name,
      email: candidate.email,
      submittedAt: candidate.submittedAt,
      shortlisted: candidate.shortlisted,
      rank: candidate.rank,
      note: candidate.note,
      decision: candidate.decision,
      decisionReason: candidate.decisionReason,
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
      askedBack: askedBack.map(({ text, answer, answeredAt }) => ({ question: text, answer, answeredAt })),
      meetings,
    }),
  );
  const judgements = rows.flatMap(({ judgements: given }) => given);
  const computed = new Map(rows.map((row) => [row.candidate.id, row.computed]));
  const pairs = pairsWithRules(
    judgements.filter(({ subject }) => isCriterion(subject)),
    (candidateId, criterion) =>
      computed.get(candidateId)?.criteria.find(({ key }) => key === criterion)?.level,
  );
  const agreement = {
    people: krippendorffAlpha(unitsOf(judgements)),
    rules: Object.fromEntries([...pairs].map(([criterion, own]) => [criterion, rulesAgreement(own)])),
  };
  return JSON.stringify({ format: 'banso-export/2', ...decided, agreement, candidates }, null, 2);
}
