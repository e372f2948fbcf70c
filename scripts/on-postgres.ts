import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { TEMPLATE } from '../test/support/database.ts';
import { makeTemplate, startPostgres } from '../test/support/postgres.ts';

/**
 * Runs a test or another program with a PostgreSQL server of its own: `node scripts/on-postgres.ts
 * test/web/walk.test.ts`. Every test database is then one on that server. LOCALE names how they sort, such as
 * ja-JP; without it they sort as SQLite does.
 */
const server = await startPostgres(process.env.LOCALE ?? null, '-c fsync=off');
let code = 1;
try {
  await makeTemplate(server, TEMPLATE);
  const env = { ...process.env, BANSO_TEST_POSTGRES: server.url('').replace(/\/$/, '') };
  for (const file of process.argv.slice(2)) {
    const child = spawn(process.execPath, [file], { env, stdio: 'inherit' });
    [code] = await once(child, 'exit');
    if (code !== 0) break;
  }
} finally {
  await server.remove();
}
process.exitCode = code;
