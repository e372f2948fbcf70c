import { createHash, randomBytes } from 'node:crypto';

const POOL_BYTES = 4096;
let pool = Buffer.alloc(0);
let used = 0;

/** Random bytes as text. The system is asked for many at a time: asking costs more than the bytes. */
function randomText(bytes: number): string {
  if (used + bytes > pool.length) {
    pool = randomBytes(POOL_BYTES);
    used = 0;
  }
  const text = pool.toString('base64url', used, used + bytes);
  // No secret stays in memory once it was given out.
  pool.fill(0, used, used + bytes);
  used += bytes;
  return text;
}

/** A secret of 256 bits for a link or a cookie. */
export function newToken(): string {
  return randomText(32);
}

/** What is stored of a token. A plain hash is enough for 256 random bits. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A public identifier, 96 random bits. */
export function newId(): string {
  return randomText(12);
}
