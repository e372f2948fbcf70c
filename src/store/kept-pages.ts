import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Database } from './database.ts';
import { hashToken, newId } from './tokens.ts';

/** How many pages are kept for one browser; the oldest go first. */
const MOST_PAGES = 20;

export type KeptPage = { id: string; content: string };

/**
 * Keeps something for one browser until a time, and returns its id. It is encrypted with the browser's key,
 * of which only a hash is stored, so that links in it stay as secret as their hashes.
 */
export async function keepPage(
  db: Database,
  browserKey: string,
  { topic, content, until }: { topic: string; content: string; until: Date },
  now: Date,
): Promise<string> {
  const id = newId();
  const browser = hashToken(browserKey);
  await forgetOldPages(db, now);
  await db
    .insertInto('kept_pages')
    .values({
      id,
      browser,
      topic,
      content: encrypt(browserKey, content),
      kept_at: now.toISOString(),
      kept_until: until.toISOString(),
    })
    .execute();
  const older = await db
    .selectFrom('kept_pages')
    .select('id')
    .where('browser', '=', browser)
    .where('topic', '=', topic)
    .where('id', '!=', id)
    .orderBy('kept_at', 'desc')
    .limit(1000)
    .offset(MOST_PAGES - 1)
    .execute();
  if (older.length > 0)
    await db
      .deleteFrom('kept_pages')
      .where(
        'id',
        'in',
        older.map((page) => page.id),
      )
      .execute();
  return id;
}

/** What is kept under a topic for this browser, the newest first; of one id where that is given. */
export async function listKeptPages(
  db: Database,
  browserKey: string,
  { topic, id }: { topic: string; id?: string },
  now: Date,
): Promise<KeptPage[]> {
  const rows = await db
    .selectFrom('kept_pages')
    .select(['id', 'content'])
    .where('browser', '=', hashToken(browserKey))
    .where('topic', '=', topic)
    .where('kept_until', '>=', now.toISOString())
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('kept_at', 'desc')
    .execute();
  return rows.map((row) => ({ id: row.id, content: decrypt(browserKey, row.content) }));
}

/** Whether something is kept under an id for this browser. */
export async function hasKeptPage(db: Database, browserKey: string, id: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('kept_pages')
    .select('id')
    .where('id', '=', id)
    .where('browser', '=', hashToken(browserKey))
    .where('kept_until', '>=', now.toISOString())
    .executeTakeFirst();
  return row !== undefined;
}

/** Deletes what is kept past its time, for any browser. */
export async function forgetOldPages(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('kept_pages').where('kept_until', '<', now.toISOString()).execute();
}

/** Deletes what was kept for this browser: one page, or everything. */
export async function putAway(db: Database, browserKey: string, id?: string): Promise<void> {
  await db
    .deleteFrom('kept_pages')
    .where('browser', '=', hashToken(browserKey))
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .execute();
}

const keyOf = (browserKey: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', browserKey, '', 'kept pages', 32));

/** AES-256-GCM; nonce, tag and text together as base64. */
function encrypt(browserKey: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(browserKey), nonce);
  const body = Buffer.concat([cipher.update(gzipSync(text)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

function decrypt(browserKey: string, kept: string): string {
  const bytes = Buffer.from(kept, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(browserKey), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return gunzipSync(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])).toString();
}
