import { runOnPostgres } from './suite.ts';

/** Every test of the store, the pages and the mails on PostgreSQL; LOCALE names how its databases sort. */
await runOnPostgres(process.env.LOCALE ?? null);
