import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { hashPassword } from '../accounts/passwords.ts';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { LocaleSchema } from '../domain/brief/brief.ts';
import { createSampleVetting } from '../samples/sample.ts';
import { openDatabase } from '../store/database.ts';
import { createOwner } from '../store/owners.ts';
import { newToken } from '../store/tokens.ts';

const EMAIL = 'owner@example.com';

/**
 * Starts the server on a throw-away database with one sample vetting. Returns an exit code only where it
 * cannot.
 */
export async function demo(localeName: string): Promise<number> {
  const locale = LocaleSchema.safeParse(localeName);
  if (!locale.success) {
    console.error('--locale: expected ja or en');
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'banso-demo-'));
  const config = { ...readConfig(process.env), databaseFile: join(folder, 'demo.sqlite'), databaseUrl: null };
  const db = openDatabase(config.databaseFile);
  const password = newToken().slice(0, 16);
  const owner = await createOwner(db, EMAIL, await hashPassword(password), new Date());
  if (!owner) throw new Error('the demo database is not empty');
  await createSampleVetting(db, owner.id, locale.data, new Date());
  const app = await buildApp({ config: { ...config, logLevel: 'warn' }, db });
  closeWithGrace({ delay: 5_000 }, async () => {
    await app.close();
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });
  await app.listen({ host: config.host, port: config.port });
  console.log(
    `Banso demo: ${config.publicUrl}\nSign in as ${EMAIL} with the password ${password}\nEverything in it is sample data and is deleted when you stop it.`,
  );
  return 0;
}
