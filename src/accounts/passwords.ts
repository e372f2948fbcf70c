import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { dictionary } from '@zxcvbn-ts/language-common';

const derive = promisify(argon2);
const PARAMETERS = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 };
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

const common = new Set<string>(Object.values(dictionary).flatMap((words) => words as string[]));
const encode = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

export const MIN_PASSWORD = 12;
const MAX_PASSWORD = 200;

/** Why a password cannot be used, or null. */
export function passwordProblem(
  password: string,
): 'password_short' | 'password_long' | 'password_common' | null {
  if ([...password].length < MIN_PASSWORD) return 'password_short';
  if (password.length > MAX_PASSWORD) return 'password_long';
  return isCommon(password.toLowerCase()) ? 'password_common' : null;
}

/**
 * Listed itself, one listed word again and again, a listed word with digits behind it, or a run of the
 * keyboard.
 */
function isCommon(password: string): boolean {
  const period = `${password}${password}`.indexOf(password, 1);
  const repeated = period < password.length ? password.slice(0, period) : undefined;
  const withoutDigits = password.replace(/(?<![\d!@#$%^&*._-])[\d!@#$%^&*._-]+$/, '');
  const sequence = '01234567890123456789abcdefghijklmnopqrstuvwxyzqwertyuiopasdfghjklzxcvbnm';
  return (
    common.has(password) ||
    (repeated !== undefined && (repeated.length <= 2 || common.has(repeated))) ||
    common.has(withoutDigits) ||
    withoutDigits === '' ||
    sequence.includes(password)
  );
}

/** An argon2id hash in PHC form, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: password.normalize('NFC'), nonce, ...PARAMETERS });
  const { memory, passes, parallelism } = PARAMETERS;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(nonce)}$${encode(tag)}`;
}

/** Whether a password belongs to a stored hash. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const match = PHC.exec(stored);
  if (!match) return false;
  const [, memory, passes, parallelism, salt = '', tag = ''] = match;
  const expected = Buffer.from(tag, 'base64');
  const given = await derive('argon2id', {
    message: password.normalize('NFC'),
    nonce: Buffer.from(salt, 'base64'),
    parallelism: Number(parallelism),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
  });
  return timingSafeEqual(given, expected);
}
