import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFarApart, rulesAgreement } from '../../../domain/people/reading.ts';
import { formatDecimal, formatNumber } from '../../../locales/formats.ts';
import type { KeptJudgement } from '../../../store/judgements.ts';
import { lastOf, type Read, type Reader } from '../../levels/reader.ts';
import { subjectName } from '../../levels/subject.ts';
import { askedOf } from './page.ts';

type Cell = {
  candidate: string;
  /** The own and the rules' level; null where there is none. */
  levels: readonly [number | null, number | null];
  own: number | '–';
  byRules: string | null;
  pair: string;
  /** By how much they differ, where that is a level or more. */
  apart: string | null;
  href: string;
  /** Whether the person said something about it after the rules' level was shown. */
  isExplained: boolean;
};

/** One's own levels beside the rules', still without names, and what lies a level or more apart. */
export function differencesPage(request: FastifyRequest, reply: FastifyReply, reader: Reader): unknown {
  const { t, locale, vetting } = request;
  const rows = reader.subjects.map((subject) => ({
    name: subjectName(subject, askedOf(reader.candidates, subject), t),
    cells: reader.candidates.map((read) => cellOf(request, reader, subject, read)),
  }));
  const cells = rows.flatMap((row) => row.cells.map((cell) => ({ ...cell, subject: row.name })));
  const both = cells.flatMap(({ levels: [own, computed] }) =>
    own === null || computed === null ? [] : [[own, computed] as const],
  );
  const { pairs, close, kappa } = rulesAgreement(both);
  return reply.page('reading/differences', {
    title: t('reading.differencesTitle'),
    isSample: vetting.isSample,
    vettingId: vetting.id,
    wide: true,
    isBlind: reader.isBlind,
    heads: reader.candidates.map(({ name }) => name),
    rows,
    judged: t('reading.judged', { done: reader.done, total: reader.total }),
    agreement: pairs > 0 ? t('reading.close', { close, pairs }) : null,
    kappa: kappa === null ? null : t('reading.kappa', { kappa: formatDecimal(kappa, locale), pairs }),
    apart: cells.filter(({ apart }) => apart !== null),
    nothingApart: pairs > 0 && cells.every(({ apart }) => apart === null),
  });
}

function cellOf(
  { t, locale, vetting }: FastifyRequest,
  { own: judgements }: Reader,
  subject: string,
  { name, submission }: Read,
): Cell {
  const { candidateId, computed: score } = submission;
  const last = lastOf(judgements, candidateId, subject);
  const own = last?.level ?? null;
  const computed = score.criteria.find(({ key }) => key === subject)?.level ?? null;
  const isApart = own !== null && computed !== null && isFarApart(own, computed);
  return {
    candidate: name,
    levels: [own, computed],
    own: own ?? '–',
    byRules: computed === null ? null : t('reading.byRules', { level: computed }),
    pair: t('reading.pair', { own: own ?? '–', computed: computed ?? '–' }),
    apart: isApart ? t('reading.apart', { by: formatNumber(Math.abs(own - computed), locale) }) : null,
    href: `/vettings/${vetting.id}/candidates/${candidateId}/judgements/${subject}?from=reading`,
    isExplained: isReviewed(judgements, candidateId, subject, last),
  };
}

/** Whether a level that was given before the rules' was shown was said again afterwards. */
const isReviewed = (
  judgements: readonly KeptJudgement[],
  candidateId: string,
  subject: string,
  last: KeptJudgement | undefined,
): boolean =>
  last?.independent === false &&
  judgements.some((each) => each.candidateId === candidateId && each.subject === subject && each.independent);
