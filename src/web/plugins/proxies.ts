import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/**
 * Says once in the log that a proxy is in front which TRUSTED_PROXY does not name: then all people count as
 * one address, and one who guesses slows down all.
 */
async function proxies(app: FastifyInstance): Promise<void> {
  let isSaid = false;
  app.addHook('onRequest', async ({ headers, ip, raw, log }) => {
    if (isSaid || headers['x-forwarded-for'] === undefined) return;
    // Whoever is trusted is not taken for the one who asks.
    if (ip !== raw.socket.remoteAddress) return;
    // Its own address, handed on by a proxy on the same machine, is no other's.
    if (String(headers['x-forwarded-for']).split(',').at(-1)?.trim() === ip) return;
    isSaid = true;
    log.warn({ peer: ip }, 'X-Forwarded-For came from an address that TRUSTED_PROXY does not name');
  });
}

export default fp(proxies, { name: 'proxies' });
