import { runOnPostgres } from './suite.ts';

/** Where the database sorts as Japanese people do, everything that puts things in order. */
await runOnPostgres('ja-JP', /web\/comparison\./);
