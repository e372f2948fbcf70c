import closeWithGrace from 'close-with-grace';
import { type Config, readConfig } from './config.ts';
import type { MailSettings, Send } from './mail/transport.ts';
import { sayFailure } from './operator-error.ts';
import { holdPort, newSetupCode, openInstallation, portProblem } from './starting.ts';
import { nameOfDatabase } from './store/opening.ts';
import { hasOwners } from './store/owners.ts';
import { backUpIfDue } from './store/scheduled-backup.ts';
import { keepSetupCode } from './store/setup-code.ts';

// The database, its log and its copies are read by nobody else on the machine.
process.umask(0o077);
try {
  await start(readConfig(process.env));
} catch (error) {
  process.exit(sayFailure(error));
}

/** Settings, file, port, tables, pages, and only then what works by itself. */
async function start(config: Config): Promise<void> {
  const letGo = await holdPort(config);
  const { db, isNew, release } = await openInstallation(config);
  // What is wrong with settings, port or file is said before the pages are loaded.
  const { buildApp } = await import('./app.ts');
  const setupCode = (await hasOwners(db)) ? null : newSetupCode();
  if (setupCode) await keepSetupCode(db, setupCode);
  const app = await buildApp({ config, db, needsSetupCode: true });
  await letGo();
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    throw portProblem(error, config.host, config.port);
  }
  const [{ startOutbox }, { startHousekeeping }, { drain }] = await Promise.all([
    import('./mail/outbox.ts'),
    import('./housekeeping.ts'),
    import('./draining.ts'),
  ]);
  const onError = (error: unknown): void => app.log.error(error);
  const now = (): Date => new Date();
  const { mail, publicUrl, backup } = config;
  const stopOutbox = mail
    ? await startOutbox({ db: app.parts.db, config, send: await senderFor(mail, publicUrl), now }, onError)
    : async () => undefined;
  const stopHousekeeping = startHousekeeping(
    {
      db: app.parts.db,
      sendsMail: mail !== null,
      now,
      ...(backup && config.databaseUrl === null
        ? { backUp: () => backUpIfDue(config.databaseFile, backup, now()) }
        : {}),
    },
    onError,
  );

  closeWithGrace({ delay: 10_000, logger: app.log }, async ({ err }) => {
    if (err) app.log.error(err);
    await drain(app);
    await Promise.all([app.close(), stopOutbox(), stopHousekeeping()]);
    await db.destroy();
    release();
  });

  stopWithNpm();
  if (isNew) console.log(`A new database was made: ${nameOfDatabase(config)}`);
  if (setupCode)
    console.log(
      `Create the first account: ${publicUrl}/setup?code=${setupCode} (nobody can without this code)`,
    );
  console.log(`Banso is running: ${publicUrl}`);
}

/** What sends mails, loaded where mail is set. */
async function senderFor(mail: MailSettings, publicUrl: string): Promise<Send> {
  const { smtpSender } = await import('./mail/transport.ts');
  return smtpSender(mail, publicUrl);
}

/**
 * npm runs its scripts through a shell, which ends on a signal without passing it on: the server would go on
 * unseen. It stops itself as soon as that shell is gone.
 */
function stopWithNpm(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}
