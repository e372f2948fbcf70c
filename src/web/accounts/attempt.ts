import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashPassword, verifyPassword } from '../../accounts/passwords.ts';
import { noteAccountEvent } from '../../store/account-events.ts';
import { findOwnerByEmail, type Owner } from '../../store/owners.ts';
import {
  type Attempt,
  beginAttempt,
  endAttempt,
  isKnownBrowser,
  releaseAttempt,
} from '../../store/sign-in-failures.ts';
import { findTwoStep, takeCode } from '../../store/two-step.ts';
import { browserName } from '../agents.ts';
import { PageError } from '../plugins/errors.ts';
import { type Asked, passwordMark } from './second-step.ts';
import { knownToken, signInAs } from './signing-in.ts';

/** Whose password it was; with two-step verification nobody is signed in before the code. */
export type SignIn = { owner: Owner & { passwordHash: string }; needsCode: boolean };

/**
 * Signs in with a password, where that is all that is asked for. Null where address and password do not
 * belong together, or the account is switched off. Throws where too much was tried, before the password
 * is looked at.
 */
export async function signedIn(
  request: FastifyRequest,
  reply: FastifyReply,
  email: string,
  password: string,
): Promise<SignIn | null> {
  const { db, now } = request.server.parts;
  const attempt = attemptOf(request, email);
  await begin(request, attempt);
  const owner = await findOwnerByEmail(db, email);
  // Hashing also for an unknown address, so that the time taken does not tell which addresses exist.
  const isRight = owner
    ? await verifyPassword(password, owner.passwordHash)
    : await hashPassword(password).then(() => false);
  if (!owner || !isRight || owner.isDisabled) {
    await noteFailed(request, owner, 'sign_in_failed');
    return null;
  }
  if (await findTwoStep(db, owner.id)) {
    await releaseAttempt(db, attempt, now());
    return { owner, needsCode: true };
  }
  await finish(request, reply, owner, attempt);
  return { owner, needsCode: false };
}

/** Signs in with the code that follows the password. False where it is wrong, or was used before. */
export async function signedInWithCode(
  request: FastifyRequest,
  reply: FastifyReply,
  { owner: { id, email }, passwordMark: mark }: Asked,
  code: string,
): Promise<boolean> {
  const { db, now } = request.server.parts;
  const attempt = { ...attemptOf(request, email), isCode: true };
  await begin(request, attempt);
  const owner = await findOwnerByEmail(db, email);
  // The password may have been changed, or the account switched off, since it was asked for.
  const isStill = owner?.id === id && !owner.isDisabled && passwordMark(owner) === mark;
  const taken = isStill ? await takeCode(db, id, code, now()) : null;
  if (!owner || taken === null) {
    await noteFailed(request, owner, 'code_failed');
    return false;
  }
  if (taken === 'recovery')
    await noteAccountEvent(db, id, { act: 'recovery_code_used', agent: agentOf(request) }, now());
  await finish(request, reply, owner, attempt);
  return true;
}

const attemptOf = (request: FastifyRequest, email: string): Attempt => ({
  email,
  address: networkOf(request.ip),
  browser: knownToken(request),
});

const agentOf = ({ headers }: FastifyRequest): string => browserName(headers['user-agent'] ?? '');

async function begin({ server }: FastifyRequest, attempt: Attempt): Promise<void> {
  const wait = await beginAttempt(server.parts.db, attempt, server.parts.now());
  if (wait > 0) throw new PageError(429, 'tooMany', { seconds: Math.ceil(wait / 1000) });
}

async function noteFailed(
  request: FastifyRequest,
  owner: Owner | null,
  act: 'sign_in_failed' | 'code_failed',
): Promise<void> {
  const { db, now } = request.server.parts;
  if (owner) await noteAccountEvent(db, owner.id, { act, agent: agentOf(request) }, now());
  request.log.warn({ account: owner?.id ?? null, act }, 'account');
}

async function finish(
  request: FastifyRequest,
  reply: FastifyReply,
  owner: Owner,
  attempt: Attempt,
): Promise<void> {
  const { db, now } = request.server.parts;
  const isKnown = await isKnownBrowser(db, attempt, now());
  await endAttempt(db, attempt, now());
  await signInAs(request, reply, owner, { isKnown });
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
