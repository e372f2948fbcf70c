import closeWithGrace from 'close-with-grace';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './store/database.ts';

const config = readConfig(process.env);
const db = openDatabase(config.databaseFile);
const app = await buildApp({ config, db });
app.addHook('onClose', () => db.destroy());

closeWithGrace({ delay: 10_000, logger: app.log }, async ({ err }) => {
  if (err) app.log.error(err);
  await app.close();
});

await app.listen({ host: config.host, port: config.port });
console.log(`Banso is running: ${config.publicUrl}`);
