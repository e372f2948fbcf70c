import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashPassword, verifyPassword } from '../../accounts/passwords.ts';
import { noteAccountEvent } from '../../store/account-events.ts';
import { findOwnerByEmail, type Owner } from '../../store/owners.ts';
import {
  type Attempt,
  forgetFailures,
  isKnownBrowser,
  noteFailure,
  signInWait,
} from '../../store/sign-in-failures.ts';
import { browserName } from '../agents.ts';
import { PageError } from '../plugins/errors.ts';
import { knownToken, signInAs } from './signing-in.ts';

/**
 * Signs in with a password and returns whom; null where address and password do not belong together, or the
 * account is switched off. Throws where too much was tried, before the password is looked at.
 */
export async function signedIn(
  request: FastifyRequest,
  reply: FastifyReply,
  email: string,
  password: string,
): Promise<Owner | null> {
  const { db, now } = request.server.parts;
  const attempt: Attempt = { email, address: networkOf(request.ip), browser: knownToken(request) };
  const wait = await signInWait(db, attempt, now());
  if (wait > 0) throw new PageError(429, 'tooMany', { seconds: Math.ceil(wait / 1000) });
  const owner = await findOwnerByEmail(db, email);
  // Hashing also for an unknown address, so that the time taken does not tell which addresses exist.
  const isRight = owner
    ? await verifyPassword(password, owner.passwordHash)
    : await hashPassword(password).then(() => false);
  if (!owner || !isRight || owner.isDisabled) {
    await noteFailure(db, attempt, now());
    if (owner) {
      const agent = browserName(request.headers['user-agent'] ?? '');
      await noteAccountEvent(db, owner.id, { act: 'sign_in_failed', agent }, now());
    }
    request.log.warn({ account: owner?.id ?? null, act: 'sign_in_failed' }, 'account');
    return null;
  }
  const isKnown = await isKnownBrowser(db, attempt, now());
  await forgetFailures(db, attempt);
  await signInAs(request, reply, owner, { isKnown });
  return owner;
}

/** One household or office has one IPv4 address or one IPv6 network of 64 bits. */
export function networkOf(ip: string): string {
  if (!ip.includes(':')) return ip;
  const mapped = /^::ffff:([\d.]+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = ip.split('::');
  const groups = head.split(':').filter(Boolean);
  if (tail !== undefined) {
    const rest = tail.split(':').filter(Boolean);
    while (groups.length + rest.length < 8) groups.push('0');
    groups.push(...rest);
  }
  return groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().padStart(4, '0'))
    .join(':');
}
