import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The name of a cookie that holds a secret. Scripts never read it. */
export type SecretCookie = `banso_${string}` | '_csrf';

const isSecure = ({ parts }: FastifyInstance): boolean => parts.config.publicUrl.startsWith('https:');

/**
 * The name under which a browser keeps it: on https one that it takes from this very host and over https
 * only, so that no neighbour under the same domain can set it.
 */
export const cookieName = (app: FastifyInstance, name: SecretCookie): string =>
  isSecure(app) ? `__Host-${name}` : name;

/** How a browser keeps it. For the whole host: a name that is bound to the host allows nothing narrower. */
export const cookieSettings = (app: FastifyInstance) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(app) }) as const;

export const readSecret = ({ cookies, server }: FastifyRequest, cookie: SecretCookie): string | undefined =>
  cookies[cookieName(server, cookie)];

/** Gives a browser a secret for so many seconds or until a time; else until it is closed. */
export function giveSecret(
  reply: FastifyReply,
  cookie: SecretCookie,
  secret: string,
  lasts: { maxAge?: number; expires?: Date } = {},
): void {
  const { server } = reply;
  reply.setCookie(cookieName(server, cookie), secret, { ...cookieSettings(server), ...lasts });
}

/** Takes a secret away, with the settings with which it was given: a browser obeys nothing else. */
export function forgetSecret(reply: FastifyReply, cookie: SecretCookie): void {
  const { server } = reply;
  reply.clearCookie(cookieName(server, cookie), cookieSettings(server));
}
