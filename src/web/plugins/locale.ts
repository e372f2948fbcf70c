import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { type Locale, LocaleSchema } from '../../domain/brief/brief.ts';
import { type Translate, translator } from '../../locales/translator.ts';
import { ownField } from './forms.ts';

const COOKIE = 'banso_language';

declare module 'fastify' {
  interface FastifyRequest {
    locale: Locale;
    /** Whether the person has chosen the language, rather than the browser. */
    localeChosen: boolean;
    /** Whether this form was sent only to see the page in the other language. */
    switchingLanguage: boolean;
    t: Translate;
  }
}

/**
 * The language of each request: the person's choice, then the browser's. A vetting's language comes in
 * between.
 */
async function locale(app: FastifyInstance): Promise<void> {
  app.decorateRequest('locale', 'ja');
  app.decorateRequest('localeChosen', false);
  app.decorateRequest('switchingLanguage', false);
  app.decorateRequest('t', translator('ja'));
  app.addHook('onRequest', async (request) => {
    const chosen = LocaleSchema.safeParse(request.cookies[COOKIE]);
    request.localeChosen = chosen.success;
    useLocale(request, chosen.success ? chosen.data : preferred(request.headers['accept-language'] ?? ''));
  });
  app.addHook('preValidation', async (request, reply) => {
    const wanted = LocaleSchema.safeParse(ownField(request, '_language'));
    if (!wanted.success) return;
    request.switchingLanguage = true;
    chooseLocale(request, reply, wanted.data);
  });
}

/** Uses a language for this request. */
export function useLocale(request: FastifyRequest, locale: Locale): void {
  request.locale = locale;
  request.t = translator(locale);
}

/** Uses a language from now on, in this browser. */
export function chooseLocale(request: FastifyRequest, reply: FastifyReply, locale: Locale): void {
  request.localeChosen = true;
  useLocale(request, locale);
  reply.setCookie(COOKIE, locale, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 365 * 86_400 });
}

function preferred(header: string): Locale {
  for (const part of header.split(',')) {
    const language = part.trim().slice(0, 2).toLowerCase();
    if (language === 'ja' || language === 'en') return language;
  }
  return 'ja';
}

export default fp(locale, { name: 'locale', dependencies: ['forms', 'files'] });
