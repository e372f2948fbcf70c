import { join } from 'node:path';
import { countCommits, usage } from './usage.ts';

/** The whole application on a database that is there, with what a form needs to be taken. */
countCommits();
const { buildApp } = await import('../src/app.ts');
const { readConfig } = await import('../src/config.ts');
const { openDatabase } = await import('../src/store/database.ts');
const databaseUrl = process.env.DATABASE_URL ?? null;
const file = join(process.argv[2] ?? '.', 'banso.sqlite');
const db = databaseUrl
  ? await (await import('../src/store/postgres/open.ts')).openPostgres({ url: databaseUrl })
  : openDatabase(file);
const app = await buildApp({
  config: readConfig({
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'http://localhost:3000',
    DATABASE_FILE: file,
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  }),
  db,
});
app.get('/bench/usage', { config: { access: 'public' } }, async () => usage());
const url = await app.listen({ host: '127.0.0.1', port: 0 });
const page = await fetch(`${url}/sign-in`);
const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
const cookie = page.headers
  .getSetCookie()
  .find((each) => each.startsWith('_csrf='))
  ?.split(';')[0];
console.log(
  JSON.stringify({
    home: { url: `${url}/` },
    form: { url: `${url}/`, cookie, body: csrf },
    usage: `${url}/bench/usage`,
  }),
);
