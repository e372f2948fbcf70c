import closeWithGrace from 'close-with-grace';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { startHousekeeping } from './housekeeping.ts';
import { startOutbox } from './mail/outbox.ts';
import { smtpSender } from './mail/transport.ts';
import { openDatabase } from './store/database.ts';

const config = readConfig(process.env);
const db = openDatabase(config.databaseFile);
const app = await buildApp({ config, db });
const stopOutbox = config.mail
  ? await startOutbox(
      { db, config, send: smtpSender(config.mail, config.publicUrl), now: () => new Date() },
      (error) => app.log.error(error),
    )
  : null;
const stopHousekeeping = startHousekeeping(
  { db, sendsMail: config.mail !== null, now: () => new Date() },
  (error) => app.log.error(error),
);
app.addHook('onClose', async () => {
  await stopHousekeeping();
  await stopOutbox?.();
  await db.destroy();
});

closeWithGrace({ delay: 10_000, logger: app.log }, async ({ err }) => {
  if (err) app.log.error(err);
  await app.close();
});

await app.listen({ host: config.host, port: config.port });
console.log(`Banso is running: ${config.publicUrl}`);
