import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 bits for a link or a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. A plain hash is enough for 256 random bits. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A public identifier, 96 random bits. */
export function newId(): string {
  return randomBytes(12).toString('base64url');
}
