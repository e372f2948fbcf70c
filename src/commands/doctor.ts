import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { createTransport } from 'nodemailer';
import { type Config, isLocal, readConfig } from '../config.ts';
import { freeBytes } from '../store/heartbeat.ts';
import { appliedMigration, inspectDatabase } from '../store/inspection.ts';
import { newestMigration } from '../store/migrations.ts';
import { nameOfDatabase } from '../store/opening.ts';
import { listBackups } from '../store/scheduled-backup.ts';

type Finding = { is: 'ok' | 'note' | 'wrong'; text: string };
const SIGNS: Record<Finding['is'], string> = { ok: 'ok   ', note: 'note ', wrong: 'WRONG' };

const ok = (text: string): Finding => ({ is: 'ok', text });
const note = (text: string): Finding => ({ is: 'note', text });
const wrong = (text: string): Finding => ({ is: 'wrong', text });
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** Looks at an installation as a whole and prints what is well, worth knowing or wrong. Returns the exit code. */
export async function doctor(now = new Date()): Promise<number> {
  const config = readConfig(process.env);
  const isOnServer = config.databaseUrl !== null;
  const findings = [
    ok(`Node ${process.versions.node} on ${process.platform}-${process.arch}`),
    ...(isOnServer ? await serverFindings(config) : databaseFindings(resolve(config.databaseFile))),
    ...addressFindings(config),
    ...(isOnServer
      ? [note('backups of a PostgreSQL server are made there: docs/operators/postgresql.md')]
      : backupFindings(config, now)),
    await mailFinding(config),
  ];
  for (const { is, text } of findings) console.log(`${SIGNS[is]} ${text}`);
  return findings.some(({ is }) => is === 'wrong') ? 1 : 0;
}

/** What a PostgreSQL server says of itself, and what of it would not do. */
async function serverFindings(config: Config): Promise<Finding[]> {
  const name = nameOfDatabase(config);
  try {
    const { lookAtServer } = await import('../store/postgres/look.ts');
    const server = await lookAtServer(config.databaseUrl ?? '');
    const newest = newestMigration();
    const isEncrypted = server.encryption !== null;
    return [
      ok(`PostgreSQL ${server.version}, ${name}, ${megabytes(server.bytes)}`),
      server.encoding === 'UTF8' ? ok('it stores UTF-8') : wrong(`it stores ${server.encoding}, not UTF-8`),
      ok(`isolation ${server.isolation}, time zone ${server.timeZone}, sorted by ${server.collation}`),
      server.migration === null
        ? note('there are no tables of Banso yet: the first start makes them')
        : server.migration === newest
          ? ok(`its tables are those of this version (${newest})`)
          : server.migration > newest
            ? wrong(`its tables are of a newer version (${server.migration}; this one knows ${newest})`)
            : note(
                `the next start upgrades its tables from ${server.migration} to ${newest}; make a backup before`,
              ),
      server.isStandby ? wrong('it only reads: it is a standby') : ok('it takes changes'),
      isEncrypted || server.isLocal
        ? ok(
            isEncrypted
              ? `the connection is encrypted (${server.encryption})`
              : 'the connection stays on this machine',
          )
        : wrong('the connection is not encrypted: add sslmode=verify-full to DATABASE_URL'),
      server.connections < config.databaseConnections + 2
        ? wrong(
            `it takes ${server.connections} connections in all; DATABASE_CONNECTIONS is ${config.databaseConnections}`,
          )
        : ok(`it takes ${server.connections} connections in all`),
    ];
  } catch (error) {
    const { code = 'does not answer' } = error as { code?: string };
    return [wrong(`${name}: ${code}`)];
  }
}

function databaseFindings(file: string): Finding[] {
  if (inspectDatabase(file) === 'absent') return [note(`There is no database at ${file} yet.`)];
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  const version = sqlite.prepare('SELECT sqlite_version()').pluck().get();
  sqlite.close();
  const [applied, newest] = [appliedMigration(file), newestMigration()];
  const { size, mode } = statSync(file);
  const log = existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0;
  const free = freeBytes(file);
  return [
    ok(`SQLite ${version}, ${file}, ${megabytes(size)}`),
    applied === newest
      ? ok(`its tables are those of this version (${newest})`)
      : note(`the next start upgrades its tables from ${applied} to ${newest}, after making a copy`),
    (mode & 0o077) === 0
      ? ok('nobody else on this machine can read it')
      : wrong(`others can read it: chmod 600 ${file}`),
    log > 64e6
      ? note(`the log beside it is ${megabytes(log)}: something keeps it from being folded in`)
      : ok('log'),
    free < 2 * size + 100e6
      ? wrong(`${megabytes(free)} left on its disk; an upgrade needs ${megabytes(2 * size + 100e6)}`)
      : ok(`${megabytes(free)} left on its disk`),
  ];
}

function addressFindings({ host, publicUrl, trustedProxy }: Config): Finding[] {
  const https = publicUrl.startsWith('https:');
  return [
    isLocal(publicUrl)
      ? note(`PUBLIC_URL is ${publicUrl}: links work on this computer only`)
      : ok(`people reach it at ${publicUrl}`),
    ...(https || isLocal(publicUrl)
      ? []
      : [note('PUBLIC_URL is not https: what people type can be read on the way')]),
    ...(https && trustedProxy.length === 0
      ? [wrong('PUBLIC_URL is https and TRUSTED_PROXY is empty: all people count as one address')]
      : []),
    ...(host === '0.0.0.0' && !https ? [note('HOST is 0.0.0.0: everybody on the network can reach it')] : []),
  ];
}

function backupFindings({ backup }: Config, now: Date): Finding[] {
  if (!backup) return [note('BACKUP_FOLDER is empty: no backups are made by themselves')];
  if (!existsSync(backup.folder)) return [note(`no backup yet in ${backup.folder}`)];
  const [newest] = listBackups(backup.folder);
  if (!newest) return [note(`no backup yet in ${backup.folder}`)];
  const hours = (now.getTime() - newest.at.getTime()) / 3_600_000;
  return hours > 2 * backup.everyHours
    ? [wrong(`the newest backup is ${Math.round(hours)} hours old: ${newest.path}`)]
    : [ok(`newest backup ${newest.path}`)];
}

async function mailFinding({ mail }: Config): Promise<Finding> {
  if (!mail)
    return note(
      'SMTP_URL is empty: links are copied by hand, and forgotten passwords are set by banso owner',
    );
  const { hostname } = new URL(mail.url);
  try {
    await createTransport({ url: mail.url, connectionTimeout: 10_000, greetingTimeout: 10_000 }).verify();
    return ok(`the mail server ${hostname} answers and lets us in`);
  } catch (error) {
    // The address of the server holds a password: only what it said is printed.
    return wrong(`the mail server ${hostname}: ${(error as { code?: string }).code ?? 'does not answer'}`);
  }
}
