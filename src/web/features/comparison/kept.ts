import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

const Query = z.object({ saved: z.string().optional().catch(undefined) });

/** How many of these are on the shortlist, in words. */
export const keptCount = ({ t }: FastifyRequest, candidates: readonly { isKept: boolean }[]): string =>
  t('compare.keepCount', { n: candidates.filter(({ isKept }) => isKept).length });

/** Whether the page is shown after the shortlist was saved on it. */
export const wasKept = ({ query }: FastifyRequest): boolean => Query.parse(query).saved !== undefined;
