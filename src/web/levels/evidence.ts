import type { FastifyRequest } from 'fastify';
import { metricName } from '../../reporting/names.ts';
import type { Report } from '../../reporting/report.ts';

/** What a level rests on: the words of the answer, or what was chosen, and how that was read. */
export function evidenceLines(
  criterion: Report['criteria'][number],
  { t, locale }: FastifyRequest,
): { quote: string; why: string }[] {
  return criterion.evidence.map((item) => {
    const key = item.text;
    const problem = /^numbers\.(\w+)\.value$/.exec(item.answer)?.[1];
    if (problem) return { quote: t(`interview.numbers.${problem}`), why: item.why };
    if (item.answer.endsWith('.channel')) return { quote: t(`channels.${key}`), why: item.why };
    const situation = /^partner\.situations\.(\w+)\./.exec(item.answer)?.[1];
    if (situation) return { quote: t(`interview.situations.${situation}.${key}`), why: item.why };
    return { quote: /\.metric$/.test(item.answer) ? metricName(key, locale, t) : key, why: item.why };
  });
}
