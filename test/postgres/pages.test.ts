import { runOnPostgres } from './suite.ts';

/**
 * Some of each kind: saving, asking, submitting, sealing, what the database itself refuses. All of them:
 * `node test/postgres/all.ts`.
 */
await runOnPostgres(null, /store\/(?:answers|questions)\.|web\/(?:bytes|conversation|history|seal)\./);
