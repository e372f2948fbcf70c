import type { FastifyInstance, FastifyReply } from 'fastify';
import fp from 'fastify-plugin';
import { ownField, wantsData } from './forms.ts';

const COOKIE = 'banso_done';
const SECONDS = 600;
const FORM_ID = /^[\w-]{16}$/;

/**
 * Tells the browser's scripts which form was taken, so that they forget the copy that they kept of it. The
 * cookie holds no secret and is read by the page.
 */
async function done(app: FastifyInstance): Promise<void> {
  app.addHook('onSend', async (request, reply) => {
    if (request.method !== 'POST' || request.isRefused || reply.statusCode >= 400) return;
    const form = ownField(request, '_form');
    if (FORM_ID.test(form) && !wantsData(request) && !request.switchingLanguage)
      nameDone(reply, `${form}${request.url.replace(/\?.*/, '')}`);
  });
}

/** Names a form that is done by its page's id and its address, or all of them. */
export function nameDone(reply: FastifyReply, form: string): void {
  reply.setCookie(COOKIE, form, { path: '/', sameSite: 'lax', maxAge: SECONDS });
}

export default fp(done, { name: 'done', dependencies: ['once'] });
