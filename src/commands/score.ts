import type { z } from 'zod';
import { DossierSchema } from '../domain/response/response.ts';
import { translator } from '../locales/translator.ts';
import { missingText } from '../reporting/missing.ts';
import { verdictName } from '../reporting/names.ts';
import { flagText, makeReport, type Report } from '../reporting/report.ts';
import { EncodingError, readText } from './input.ts';

const INVALID = 2;

/** Prints the report of a dossier. Returns the exit code: 2 where the input is not a dossier. */
export async function scoreFile(file: string | undefined, pretty: boolean): Promise<number> {
  let content: unknown;
  try {
    content = JSON.parse(readText(file === undefined || file === '-' ? 0 : file));
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    const problem = error instanceof EncodingError ? reason : `expected a JSON file (${reason})`;
    console.error(`${file ?? 'standard input'}: ${problem}`);
    return INVALID;
  }
  const parsed = DossierSchema.safeParse(content);
  if (!parsed.success) {
    for (const line of describeIssues(parsed.error)) console.error(line);
    return INVALID;
  }
  const { brief, response } = parsed.data;
  const report = makeReport(brief, response);
  console.log(pretty ? prettyReport(report, brief.locale) : JSON.stringify(report));
  return 0;
}

/** One line a problem: the path of the field and what was expected. */
export function describeIssues(error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => `${[path, key].filter(Boolean).join('.')}: unknown key`);
    return [`${path || 'dossier'}: ${issue.message.replaceAll('\n', ' ')}`];
  });
}

function prettyReport(report: Report, locale: 'ja' | 'en'): string {
  const t = translator(locale);
  const head = t('cli.scoreHead', {
    verdict: verdictName(report, t),
    understanding: report.understanding,
    focus: report.priceDeadlineFocus,
    metric: report.metricChasing,
    confidence: t(`confidence.${report.confidence}`),
  });
  const criteria = report.criteria.flatMap(({ key, level, points, outOf, evidence, missing }) => [
    [
      '',
      t(`criteria.${key}`),
      t('report.levelOf', { level }),
      t('report.outOf', { points: Math.round(points), outOf: Math.round(outOf) }),
    ].join('  '),
    ...evidence.map(
      ({ text, why }) => `      + ${[text.replace(/\s+/g, ' '), why].filter(Boolean).join(' – ')}`,
    ),
    ...missing.map((each) => `      - ${missingText(each, locale, t)}`),
  ]);
  return [
    head,
    t('figures.range', { least: report.range[0], most: report.range[1] }),
    report.because,
    ...criteria,
    ...report.flags.map((flag) => flagText(flag, t)),
    t('report.meetingTitle'),
    ...report.askInMeeting.map((question) => `  ${question}`),
  ].join('\n');
}
