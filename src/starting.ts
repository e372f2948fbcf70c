import { randomInt } from 'node:crypto';
import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import type { Config } from './config.ts';
import { EXIT, OperatorError } from './operator-error.ts';
import { withoutPassword } from './store/address.ts';
import { type Database, openDatabase } from './store/database.ts';
import { freeBytes } from './store/heartbeat.ts';
import { appliedMigration, hasTraces, inspectDatabase } from './store/inspection.ts';
import { lockDatabase } from './store/lock.ts';
import { newestMigration } from './store/migrations.ts';
import type { DatabaseAddress } from './store/opening.ts';

/** Free space below which Banso does not start: an upgrade and a day's answers have to fit. */
const LEAST_FREE_BYTES = 20 * 1024 * 1024;

export type Opened = { db: Database; isNew: boolean; release: () => void };

/**
 * Opens the database of an installation, in this order: is there one, is it ours and whole, is nobody else
 * using it, is there room. Only then is anything changed. A database is made on a first start: where the
 * folder shows no trace of an earlier one, and none has to exist; `init` makes it in any case but the
 * first, and `besideOthers` in any. Throws an OperatorError for all that can be mended.
 */
export async function openInstallation(
  { databaseFile, mustExist, ...address }: DatabaseAddress & Pick<Config, 'mustExist'>,
  { mayCreate = false, besideOthers = false }: { mayCreate?: boolean; besideOthers?: boolean } = {},
): Promise<Opened> {
  if (address.databaseUrl !== null)
    return openOnServer(address.databaseUrl, address, mustExist && !mayCreate);
  const file = resolve(databaseFile);
  const isNew = inspectDatabase(file) === 'absent';
  if (isNew && !besideOthers) refuseToReplace(file, mustExist && !mayCreate);
  makeFolder(file);
  const release = lockDatabase(file);
  try {
    probe(file, isNew);
    return { db: openDatabase(file), isNew, release };
  } catch (error) {
    release();
    throw readable(error, file);
  }
}

/** The same on a PostgreSQL server, where others may be at work already: they agree among themselves. */
async function openOnServer(
  url: string,
  { databaseConnections: connections }: Pick<Config, 'databaseConnections'>,
  mustExist: boolean,
): Promise<Opened> {
  const { isEmpty, openPostgres } = await import('./store/postgres/open.ts');
  try {
    const isNew = await isEmpty(url);
    if (isNew && mustExist)
      throw new OperatorError(
        `There are no tables of Banso in ${withoutPassword(url)}, and DATABASE_MUST_EXIST is yes. If this is the first start, make them with: npm run -s banso -- init. If there were some, check DATABASE_URL.`,
      );
    return { db: await openPostgres({ url, connections }), isNew, release: () => undefined };
  } catch (error) {
    throw readableOfServer(error, url);
  }
}

/**
 * Opens a database for one command, beside a running server or without one. Throws where there is none, and
 * where it would have to be upgraded under a server.
 */
export async function openExisting({ databaseFile, databaseUrl: url }: DatabaseAddress): Promise<Database> {
  if (url !== null) {
    const { isEmpty, openPostgres } = await import('./store/postgres/open.ts');
    try {
      if (!(await isEmpty(url))) return await openPostgres({ url, connections: 2, mayUpgrade: false });
    } catch (error) {
      throw readableOfServer(error, url);
    }
    throw new OperatorError(
      `There are no tables of Banso in ${withoutPassword(url)} (DATABASE_URL). If this is a new installation: npm run -s banso -- init`,
    );
  }
  const file = resolve(databaseFile);
  if (inspectDatabase(file) === 'absent')
    throw new OperatorError(
      `There is no database at ${file} (DATABASE_FILE). If this is a new installation: npm run -s banso -- init`,
    );
  let release: (() => void) | undefined;
  try {
    release = lockDatabase(file);
  } catch (error) {
    if (!(error instanceof OperatorError) || appliedMigration(file) < newestMigration()) throw error;
  }
  try {
    return openDatabase(file);
  } catch (error) {
    throw readable(error, file);
  } finally {
    release?.();
  }
}

function refuseToReplace(file: string, mustExist: boolean): void {
  if (hasTraces(file))
    throw new OperatorError(
      `There is no database at ${file}, but there was one, or another one is beside it. Check DATABASE_FILE, put the file back, or restore a backup: npm run -s banso -- restore BACKUP`,
    );
  if (mustExist)
    throw new OperatorError(
      `There is no database at ${file}, and DATABASE_MUST_EXIST is yes. If this is the first start, make it with: npm run -s banso -- init. If there was one, its disk may not be mounted.`,
    );
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw readable(error, file);
  }
}

/** Whether the folder can be written and has room, tried on a file that is removed again. */
function probe(file: string, isNew: boolean): void {
  const trial = `${file}.probe`;
  try {
    writeFileSync(trial, 'x', { mode: 0o600 });
  } finally {
    rmSync(trial, { force: true });
  }
  if (!isNew) accessSync(file, constants.R_OK | constants.W_OK);
  const free = freeBytes(file);
  if (free < LEAST_FREE_BYTES)
    throw new OperatorError(
      `The disk of ${file} has ${Math.floor(free / 1e6)} MB left; Banso needs at least ${LEAST_FREE_BYTES / 1024 / 1024}. Make room and start again.`,
    );
}

const FAULTS: Record<string, string> = {
  EACCES: 'Give the folder and the file to the user that Banso runs as',
  EPERM: 'Give the folder and the file to the user that Banso runs as',
  EROFS: 'It is on a disk that cannot be written',
  SQLITE_READONLY: 'Give the folder and the file to the user that Banso runs as',
  SQLITE_CANTOPEN: 'Give the folder and the file to the user that Banso runs as',
  ENOSPC: 'The disk is full. Make room and start again',
  SQLITE_FULL: 'The disk is full. Make room and start again',
  ENOTDIR: 'Part of the path is a file. Check DATABASE_FILE',
  EEXIST: 'Part of the path is a file. Check DATABASE_FILE',
  SQLITE_BUSY: 'Another program is writing to it. End that program and start again',
};

/** What the system says of a file, as a sentence for whoever starts Banso. */
function readable(error: unknown, file: string): unknown {
  const { code = '' } = error as { code?: string };
  const advice = FAULTS[code] ?? FAULTS[code.split('_').slice(0, 2).join('_')];
  return advice ? new OperatorError(`${file} cannot be used (${code}). ${advice}.`) : error;
}

const SERVER_FAULTS: Record<string, string> = {
  ECONNREFUSED: 'Nothing answers there. Start PostgreSQL, or check host and port',
  ENOTFOUND: 'Nobody knows that host. Check DATABASE_URL',
  EAI_AGAIN: 'Nobody knows that host at the moment. Check DATABASE_URL',
  ETIMEDOUT: 'Nothing answers there. Check host, port and firewall',
  '28P01': 'It refuses user or password. Check DATABASE_URL',
  '28000': 'It refuses this user from this machine. Check pg_hba.conf',
  '3D000': 'It has no database of that name. Make it: createdb -E UTF8 -T template0 NAME',
  '42501': 'This user may not make tables there. Give it the database: ALTER DATABASE NAME OWNER TO USER',
  '53300': 'It takes no more connections. Lower DATABASE_CONNECTIONS, or raise max_connections there',
  '25006': 'It only reads: it is a standby. Check DATABASE_URL',
  '57P03': 'It is starting. Try again in a moment',
};

/** What a PostgreSQL server says, as a sentence for whoever starts Banso. */
function readableOfServer(error: unknown, url: string): unknown {
  const { code = '' } = error as { code?: string };
  const advice = SERVER_FAULTS[code];
  return advice ? new OperatorError(`${withoutPassword(url)} cannot be used (${code}). ${advice}.`) : error;
}

/** Holds a port, so that nothing is changed where it is taken. Returns how to let go of it. */
export async function holdPort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<() => Promise<void>> {
  // Who comes before the doors are open has to come again.
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((listening, fail) => {
    server.once('error', (error) => fail(portProblem(error, host, port)));
    server.listen({ host, port }, listening);
  });
  return () => new Promise((closed) => server.close(() => closed()));
}

export function portProblem(error: unknown, host: string, port: number): unknown {
  const where = `port ${port} on ${host}`;
  const { code } = error as { code?: string };
  if (code === 'EADDRINUSE')
    return new OperatorError(
      `Another program is listening on ${where}. Stop it, or set PORT to another number.`,
    );
  if (code === 'EACCES')
    return new OperatorError(
      `Banso may not listen on ${where}. Set PORT to 1024 or more and put a proxy before it.`,
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new OperatorError(
      `HOST: this machine has no address ${host}. Set it to 127.0.0.1 or 0.0.0.0.`,
      EXIT.settings,
    );
  return error;
}

/** Letters and digits that nobody confuses. */
const CODE_CHARACTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A code for the first account, such as `K7QM-2XWD-9TRF`: about 59 bits. */
export function newSetupCode(): string {
  const group = (): string =>
    Array.from({ length: 4 }, () => CODE_CHARACTERS[randomInt(CODE_CHARACTERS.length)]).join('');
  return [group(), group(), group()].join('-');
}
