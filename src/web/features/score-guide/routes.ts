import type { FastifyInstance } from 'fastify';
import { FLAGS } from '../../../domain/scoring/flag.ts';
import { CRITERIA, RUBRIC, THRESHOLDS, WEIGHTS } from '../../../domain/scoring/rubric.ts';

const LEVELS = [0, 1, 2, 3, 4] as const;

const VERDICT_ORDER = ['insufficient', 'partner', 'price_deadline', 'metric_chaser', 'promising'] as const;

/**
 * How the score comes about, for owners: every level in words, what it cannot see, and how to overrule it.
 */
export default async function scoreGuideRoutes(app: FastifyInstance): Promise<void> {
  app.get('/how-the-score-works', { config: { access: 'owner' } }, async ({ t }, reply) => {
    return reply.page('score-guide/guide', {
      title: t('guide.title'),
      figures: (['understanding', 'priceDeadlineFocus', 'metricChasing'] as const).map((key) => ({
        name: t(`figures.${key}`),
        meaning: t(`figures.${key}Meaning`),
        text: t(`guide.figures.${key}`),
      })),
      criteria: CRITERIA.map((key) => ({
        key,
        name: t(`criteria.${key}`),
        points: t('guide.points', { points: WEIGHTS[key] }),
        from: t(`guide.from.${key}`),
        levels: LEVELS.map((level) => ({ level, words: t(`levels.${key}.${level}`) })),
      })),
      verdicts: VERDICT_ORDER.map((key) => ({
        name: t(`verdicts.${key}`),
        rule: t(`guide.verdicts.${key}`, THRESHOLDS),
      })),
      flags: FLAGS.map((key) => t(`guide.flags.${key}`)),
      rubric: t('guide.rubric', { rubric: RUBRIC }),
    });
  });
}
