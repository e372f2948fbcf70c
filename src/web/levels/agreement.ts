import type { FastifyRequest } from 'fastify';
import { agreementWord, kappaWord, krippendorffAlpha } from '../../domain/people/agreement.ts';
import { isCriterion } from '../../domain/people/judgements.ts';
import { pairsWithRules, rulesAgreement, unitsOf } from '../../domain/people/reading.ts';
import { formatDecimal } from '../../locales/formats.ts';
import type { KeptJudgement } from '../../store/judgements.ts';
import type { Submission } from '../../store/submissions.ts';

/** How far people agree among themselves, by what they gave independently. */
export function agreementOf(
  { t, locale }: FastifyRequest,
  judgements: readonly KeptJudgement[],
): { alpha: string | null; alphaWords: string } {
  const alpha = krippendorffAlpha(unitsOf(judgements));
  if (alpha === null) return { alpha: null, alphaWords: t('agreementOfLevels.alphaNone') };
  return {
    alpha: t('agreementOfLevels.alpha', { alpha: formatDecimal(alpha, locale) }),
    alphaWords: t(`agreementOfLevels.alphaWords.${agreementWord(alpha)}`),
  };
}

/** How far the rules agree with people, criterion by criterion. */
export function rulesOf(
  { t, locale }: FastifyRequest,
  judgements: readonly KeptJudgement[],
  submissions: readonly Pick<Submission, 'candidateId' | 'computed'>[],
): { rulesLine: string | null; rules: { name: string; close: string; kappa: string; words: string }[] } {
  const byId = new Map(submissions.map(({ candidateId, computed }) => [candidateId, computed]));
  const pairs = pairsWithRules(
    judgements.filter(({ subject }) => isCriterion(subject)),
    (candidateId, criterion) => byId.get(candidateId)?.criteria.find(({ key }) => key === criterion)?.level,
  );
  const together = rulesAgreement([...pairs.values()].flat());
  if (together.pairs === 0) return { rulesLine: null, rules: [] };
  return {
    rulesLine: t('agreementOfLevels.rulesLine', { pairs: together.pairs, close: together.close }),
    rules: [...pairs].map(([criterion, own]) => {
      const { pairs: n, close, kappa } = rulesAgreement(own);
      return {
        name: t(`criteria.${criterion}`),
        close: t('agreementOfLevels.close', { close, n }),
        kappa: kappa === null ? '–' : formatDecimal(kappa, locale),
        words: t(`agreementOfLevels.kappaWords.${kappa === null ? 'none' : kappaWord(kappa, n)}`),
      };
    }),
  };
}
