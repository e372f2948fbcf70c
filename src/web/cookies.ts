import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** A cookie that holds a secret. Scripts never read it. */
export type SecretCookie = { name: string; path: '/' | '/interview' | '/sign-in' };

const isSecure = ({ parts }: FastifyInstance): boolean => parts.config.publicUrl.startsWith('https:');

/**
 * The name under which a browser keeps it: on https one that it takes from this very host and over https
 * only, so that no neighbour under the same domain can set it.
 */
export function cookieName(app: FastifyInstance, { name, path }: SecretCookie): string {
  if (!isSecure(app)) return name;
  return `${path === '/' ? '__Host-' : '__Secure-'}${name}`;
}

const settings = (app: FastifyInstance, { path }: SecretCookie) =>
  ({ path, httpOnly: true, sameSite: 'lax', secure: isSecure(app) }) as const;

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
  reply.setCookie(cookieName(server, cookie), secret, { ...settings(server, cookie), ...lasts });
}

export function forgetSecret(reply: FastifyReply, cookie: SecretCookie): void {
  const { server } = reply;
  reply.clearCookie(cookieName(server, cookie), settings(server, cookie));
}
