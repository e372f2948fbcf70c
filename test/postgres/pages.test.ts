import { runOnPostgres } from './suite.ts';

/**
 * One of each kind: saving, asking, submitting, sealing, roles, mails, races of sign-ins. All of them:
 * `node test/postgres/all.ts`.
 */
await runOnPostgres(
  null,
  /store\/(?:answers|judgements|questions)\.|web\/(?:conversation|attacks|seal|history|operations)\./,
);
