import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import pLimit from 'p-limit';

const derive = promisify(argon2);
const PARAMETERS = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 };
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

const encode = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

export const MIN_PASSWORD = 12;
const MAX_PASSWORD = 200;

/**
 * Why a password cannot be used, or null. `own` is what others know of the person: the address above all. A
 * password that is little more than that, or than the name of this product, is as good as none.
 */
export async function passwordProblem(
  password: string,
  own: readonly string[] = [],
): Promise<'password_short' | 'password_long' | 'password_common' | 'password_own' | null> {
  if ([...password].length < MIN_PASSWORD) return 'password_short';
  if (password.length > MAX_PASSWORD) return 'password_long';
  const lower = password.normalize('NFKC').toLowerCase();
  if (isCommon(lower, await readLists())) return 'password_common';
  return isOwn(lower, own) ? 'password_own' : null;
}

/** Words that anybody would try here. */
const CONTEXT = [
  'banso',
  '伴走',
  'password',
  'passwort',
  'company',
  'companyname',
  'marketing',
  'agency',
  'admin',
];
/** So many letters beside what others know make a password. */
const LEAST_OTHER = 6;

function isOwn(password: string, own: readonly string[]): boolean {
  const words = own.flatMap((text) => {
    const lower = text.normalize('NFKC').toLowerCase();
    return [lower, ...lower.split(/[^\p{L}\p{N}]+/u)];
  });
  const known = [...words, ...CONTEXT].filter((word) => word.length >= 4).sort((a, b) => b.length - a.length);
  let rest = password;
  for (const word of known) rest = rest.replaceAll(word, '');
  const letters = rest.replace(/[\d\s\p{P}\p{S}]/gu, '');
  return rest !== password && letters.length < LEAST_OTHER;
}

/** Words that many use as a password, and among them the passwords that are known best. */
type Lists = { common: ReadonlySet<string>; passwords: ReadonlySet<string> };
let lists: Promise<Lists> | undefined;

/** The lists, read when a password is first chosen. */
function readLists(): Promise<Lists> {
  lists ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => ({
    common: new Set(Object.values(dictionary).flatMap((words) => words as string[])),
    passwords: new Set(dictionary['passwords-common']),
  }));
  return lists;
}

/**
 * Listed itself, one listed word again and again, a listed word with digits behind it, or a run of the
 * keyboard.
 */
function isCommon(password: string, { common, passwords }: Lists): boolean {
  const period = `${password}${password}`.indexOf(password, 1);
  const repeated = period < password.length ? password.slice(0, period) : undefined;
  const withoutDigits = password.replace(/(?<![\d!@#$%^&*._-])[\d!@#$%^&*._-]+$/, '');
  const sequence = '01234567890123456789abcdefghijklmnopqrstuvwxyzqwertyuiopasdfghjklzxcvbnm';
  return (
    common.has(password) ||
    (repeated !== undefined && (repeated.length <= 4 || common.has(repeated))) ||
    isTwoListed(withoutDigits, passwords) ||
    common.has(withoutDigits) ||
    withoutDigits === '' ||
    sequence.includes(password)
  );
}

/** Two listed words put together, such as monkeydragon. */
function isTwoListed(password: string, passwords: ReadonlySet<string>): boolean {
  for (let at = 4; at <= password.length - 4; at += 1)
    if (passwords.has(password.slice(0, at)) && passwords.has(password.slice(at))) return true;
  return false;
}

/** Two hashes at a time: the threads are needed for more than passwords. */
const taken = pLimit(2);

/** An argon2id hash in PHC form, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const message = password.normalize('NFC');
  const tag = await taken(() => derive('argon2id', { message, nonce, ...PARAMETERS }));
  const { memory, passes, parallelism } = PARAMETERS;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(nonce)}$${encode(tag)}`;
}

/** Whether a password belongs to a stored hash. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const match = PHC.exec(stored);
  if (!match) return false;
  const [, memory, passes, parallelism, salt = '', tag = ''] = match;
  const expected = Buffer.from(tag, 'base64');
  const parameters = {
    message: password.normalize('NFC'),
    nonce: Buffer.from(salt, 'base64'),
    parallelism: Number(parallelism),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
  };
  const given = await taken(() => derive('argon2id', parameters));
  return timingSafeEqual(given, expected);
}
