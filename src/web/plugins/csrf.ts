import csrf from '@fastify/csrf-protection';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { cookieName, cookieSettings } from '../cookies.ts';
import { PageError } from './errors.ts';
import { ownField } from './forms.ts';

/**
 * Refuses forms that did not come from our own pages: where the browser says so, and without the page's
 * token.
 */
async function forgedForms(app: FastifyInstance): Promise<void> {
  const { publicUrl } = app.parts.config;
  await app.register(csrf, {
    cookieKey: cookieName(app, '_csrf'),
    cookieOpts: cookieSettings(app),
    getToken: (request) => ownField(request, '_csrf'),
  });
  app.addHook('preValidation', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      throw new PageError(403, 'forbidden');
    // Browsers say less where a page came without https.
    const { origin, host } = request.headers;
    if (site === undefined && origin !== undefined && !isOwnOrigin(origin, host, publicUrl))
      throw new PageError(403, 'forbidden');
  });
  app.addHook('preHandler', (request, reply, done) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.is404) done();
    else app.csrfProtection(request, reply, done);
  });
}

/** Whether a form was sent from our pages; `null` is what a browser says that must not name them. */
const isOwnOrigin = (origin: string, host: string | undefined, publicUrl: string): boolean =>
  origin === 'null' || origin === publicUrl || URL.parse(origin)?.host === host;

export default fp(forgedForms, { name: 'csrf', dependencies: ['limits'] });
