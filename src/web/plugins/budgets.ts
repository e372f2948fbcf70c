import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { BUDGETS, type Budget } from '../../domain/people/budgets.ts';
import { spentInADay } from '../../store/budgets.ts';
import { PageError } from './errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a request to this route takes from its account's budget of the day. */
    spends?: Budget;
  }
}

/** Refuses, with what was typed, what goes beyond an account's budget of the day. */
async function budgets(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;
  app.addHook('preHandler', async ({ owner, session, routeOptions }) => {
    const { spends } = routeOptions.config;
    if (!spends || !owner) return;
    if (spends === 'vettings' && !session?.mayCreate) throw new PageError(403, 'mayNotCreate');
    if ((await spentInADay(db, owner.id, spends, now())) >= BUDGETS[spends])
      throw new PageError(429, `budget.${spends}`, { most: BUDGETS[spends] });
  });
}

export default fp(budgets, { name: 'budgets', dependencies: ['access'] });
