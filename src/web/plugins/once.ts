import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { beginForm, endForm, findAnswer, forgetForm } from '../../store/answered-forms.ts';
import { isKeptStill } from '../kept/pages.ts';
import { formValues, ownField, wantsData } from './forms.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether posting the same form twice does its work once: for forms that make something. */
    once?: boolean;
  }
  interface FastifyRequest {
    /** The fingerprint of a form that is worked on; null on other routes. */
    formId: string | null;
    /** Whether the form was answered with what is wrong with it, and changed nothing. */
    isRefused: boolean;
  }
}

const FORM_ID = /^[\w-]{16}$/;
const PATIENCE_MS = 10_000;
const PAUSE_MS = 50;

/** A double click, or loading a result again, leads to the first click's answer. */
async function once(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;
  app.decorateRequest('formId', null);
  app.decorateRequest('isRefused', false);
  app.addHook('preHandler', async (request, reply) => {
    const { method, routeOptions, switchingLanguage } = request;
    // A page that saves by itself makes nothing, and numbers its saves.
    if (method !== 'POST' || !routeOptions.config.once || switchingLanguage || wantsData(request))
      return undefined;
    const id = fingerprint(request);
    if (!id) return undefined;
    if (!(await beginForm(db, id, now()))) {
      const location = await firstAnswer(id);
      // What was put away meanwhile is made anew: the first answer would lead to nothing.
      if (location && (await isStillThere(request, location))) return reply.redirect(location, 303);
    }
    request.formId = id;
    return undefined;
  });
  app.addHook('onSend', async (request, reply) => {
    if (request.formId === null) return;
    const location = reply.getHeader('location');
    if (typeof location === 'string' && !request.isRefused) await endForm(db, request.formId, location);
    else await forgetForm(db, request.formId);
  });

  /** The answer to the same form's first click, which may still be worked on; null where it was given up. */
  async function firstAnswer(id: string): Promise<string | null> {
    for (let waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
      const location = await findAnswer(db, id);
      if (location !== null) return location ?? null;
      await pause(PAUSE_MS);
    }
    return null;
  }
}

/** Whether an answer that was kept for the browser can still be opened; any other address can. */
async function isStillThere(request: FastifyRequest, location: string): Promise<boolean> {
  const id = new URL(location, 'http://localhost').searchParams.get('kept');
  return id === null || isKeptStill(request, id);
}

/** The page's own id of the form together with what was posted and where. */
function fingerprint(request: FastifyRequest): string | null {
  const form = ownField(request, '_form');
  if (!FORM_ID.test(form)) return null;
  // The second click of a page that numbers its saves has another number and the same content.
  const { sequence: _, ...content } = formValues(request);
  const posted = JSON.stringify([form, request.url, Object.entries(content).sort()]);
  return createHash('sha256').update(posted).digest('base64url');
}

export default fp(once, { name: 'once', dependencies: ['kept-pages'] });
