import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** What every authenticator app takes: RFC 6238 with SHA-1, six digits, half a minute. */
const KIND = { issuer: 'Banso', algorithm: 'SHA1', digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
/** A clock may be off by one time step either way. */
const WINDOW = 1;

/** A new secret in base 32, as apps take it. */
export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** The address that an app reads from a picture. */
export const secretUri = (secret: string, label: string): string =>
  new TOTP({ ...KIND, label, secret: Secret.fromBase32(secret) }).toString();

/** The time step of a one-time password, in half minutes since 1970; null where it is not right now. */
export function timeStepOf(secret: string, token: string, now: Date): number | null {
  const timestamp = now.getTime();
  const totp = new TOTP({ ...KIND, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / KIND.period) + delta;
}

const RECOVERY_CODES = 10;
const RECOVERY_LENGTH = 12;
/** Letters and digits that nobody confuses: twelve of them are 59 bits. */
const RECOVERY_CHARACTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Codes that work once each, such as `k7qm-2xwd-9trf`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: RECOVERY_LENGTH }, () => RECOVERY_CHARACTERS[randomInt(RECOVERY_CHARACTERS.length)])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  );
}

/** What somebody typed as people type codes: any width, any case, with or without spaces and hyphens. */
export const plainCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
