import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { TEMPLATE } from '../support/database.ts';
import { makeTemplate, startPostgres } from '../support/postgres.ts';

/** What is not looked at after a crash need not wait for the disk. */
const NOT_DURABLE = '-c fsync=off -c synchronous_commit=off -c full_page_writes=off';
/** What is about files, or needs no database. */
const ABOUT_FILES = /store\/(?:database|upgrades|indexes|group-commit|shared-texts)\.test\.ts$/;

/**
 * Runs tests of the store, the pages and the mails again, each of their databases one on a PostgreSQL server
 * of its own; `locale` is how they sort, `only` names files of which each stands for its kind.
 */
export async function runOnPostgres(locale: string | null, only: RegExp = /./): Promise<void> {
  const server = await startPostgres(locale, NOT_DURABLE);
  t.teardown(() => server.remove());
  await makeTemplate(server, TEMPLATE);
  process.env.BANSO_TEST_POSTGRES = server.url('').replace(/\/$/, '');
  const files = globSync('test/{store,web,mail}/**/*.test.ts').filter(
    (file) => !ABOUT_FILES.test(file) && only.test(file),
  );
  for (const file of files) {
    await import(pathToFileURL(file).href);
    t.setTimeout(0);
  }
}
