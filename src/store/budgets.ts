import type { Budget } from '../domain/people/budgets.ts';
import type { Database } from './database.ts';

const DAY_MS = 86_400_000;

/** How much of a budget an account has spent in the last 24 hours. */
export async function spentInADay(db: Database, ownerId: string, budget: Budget, now: Date): Promise<number> {
  const since = new Date(now.getTime() - DAY_MS).toISOString();
  const { spent } = await counted().executeTakeFirstOrThrow();
  return Number(spent);

  function counted() {
    switch (budget) {
      case 'vettings':
        return db
          .selectFrom('vettings')
          .select(({ fn }) => fn.countAll<number>().as('spent'))
          .where('owner_id', '=', ownerId)
          .where('created_at', '>', since);
      case 'candidates':
        return db
          .selectFrom('candidates')
          .innerJoin('vettings', 'vettings.id', 'candidates.vetting_id')
          .select(({ fn }) => fn.countAll<number>().as('spent'))
          .where('vettings.owner_id', '=', ownerId)
          .where('candidates.created_at', '>', since);
      case 'mails':
        return db
          .selectFrom('outbox')
          .innerJoin('vettings', 'vettings.id', 'outbox.vetting_id')
          .select(({ fn }) => fn.countAll<number>().as('spent'))
          .where('vettings.owner_id', '=', ownerId)
          .where('outbox.created_at', '>', since);
      case 'exports':
        return db
          .selectFrom('history')
          .select(({ fn }) => fn.countAll<number>().as('spent'))
          .where('owner_id', '=', ownerId)
          .where('act', '=', 'exported')
          .where('at', '>', since);
    }
  }
}
