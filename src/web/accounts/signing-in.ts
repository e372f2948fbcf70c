import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { noteAccountEvent } from '../../store/account-events.ts';
import { queueAccountMail } from '../../store/outbox.ts';
import type { Owner } from '../../store/owners.ts';
import { endSession, startSession } from '../../store/sessions.ts';
import { hasKnownBrowser, knowBrowser } from '../../store/sign-in-failures.ts';
import { inTransaction } from '../../store/transactions.ts';
import { browserName } from '../agents.ts';
import { giveSecret, readSecret, type SecretCookie } from '../cookies.ts';

export const SESSION_COOKIE: SecretCookie = 'banso_session';

/** So long after signing in nothing asks for the password again. */
const FRESH_MS = 30 * 60_000;

const BROWSER_DAYS = 180;
const KNOWN_COOKIE: SecretCookie = 'banso_known';
const KnownToken = z.string().regex(/^[\w-]{43}$/);

/** The token of a browser in which somebody has signed in before; null where it has none. */
export function knownToken(request: FastifyRequest): string | null {
  const token = KnownToken.safeParse(readSecret(request, KNOWN_COOKIE));
  return token.success ? token.data : null;
}

/**
 * Gives a browser a session of this owner and ends the one it had. Of a browser that is new to an account
 * its owner is told by mail; not where the account itself was made just now.
 */
export async function signInAs(
  request: FastifyRequest,
  reply: FastifyReply,
  owner: Owner,
  { isNewAccount = false, isKnown = false }: { isNewAccount?: boolean; isKnown?: boolean } = {},
): Promise<void> {
  const { db, now, config } = request.server.parts;
  const agent = browserName(request.headers['user-agent'] ?? '');
  const { token, browser } = await inTransaction(db, `account:${owner.id}`, async (trx) => {
    await endSession(trx, readSecret(request, SESSION_COOKIE) ?? '');
    await noteAccountEvent(trx, owner.id, { act: 'signed_in', agent }, now());
    const isNews = !isNewAccount && !isKnown && (await hasKnownBrowser(trx, owner.id));
    if (isNews && config.mail) {
      const mail = { event: 'new_sign_in', locale: request.locale, agent } as const;
      await queueAccountMail(trx, owner, mail, now());
    }
    return {
      token: await startSession(trx, owner.id, now(), agent),
      browser: await knowBrowser(trx, owner.id, { browser: knownToken(request) }, now()),
    };
  });
  giveSecret(reply, SESSION_COOKIE, token);
  giveSecret(reply, KNOWN_COOKIE, browser, { maxAge: BROWSER_DAYS * 86_400 });
  request.log.info({ account: owner.id, act: 'signed_in' }, 'account');
}

/** Whether the password was given a short while ago. */
export const isFresh = ({ session, server }: FastifyRequest): boolean =>
  session !== null && server.parts.now().getTime() - Date.parse(session.createdAt) <= FRESH_MS;
