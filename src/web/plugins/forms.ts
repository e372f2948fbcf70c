import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { z } from 'zod';
import { type Field, formBytes, isSecretName } from '../../domain/forms/field.ts';
import type { FormValues } from '../../domain/forms/form.ts';

/** A shortlist of three hundred candidates has some nine hundred. */
const MOST_FIELDS = 2000;

/** A posted form: text by name. Where a name comes twice, the last one counts, as for a checked box. */
const FormBody = z
  .record(z.string().max(100), z.string())
  .refine((form) => Object.keys(form).length <= MOST_FIELDS)
  .catch({});

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What can be typed into the route's form at most: it decides how much is read. */
    typed?: readonly Field[];
  }
}

/**
 * So much is read of any form, and so many times what fits into its fields: what is too long for them is
 * shown back with a word at each field, and that needs reading it.
 */
const LEAST_READ = 1024 * 1024;
const READ_BEYOND = 4;
/** More is read of nobody: hundreds of texts fill a fraction of it. */
const MOST_READ = 4 * 1024 * 1024;

/** Cookies and posted forms. JSON is not taken anywhere: every page works as a plain form. */
async function forms(app: FastifyInstance): Promise<void> {
  app.addHook('onRoute', (route) => {
    if (route.method === 'POST') {
      const fitting = formBytes(route.config?.typed ?? []);
      route.bodyLimit = Math.min(MOST_READ, Math.max(LEAST_READ, fitting * READ_BEYOND));
    }
  });
  await app.register(cookie);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => readFields(body),
  );
  app.decorateRequest('isHeldBack', false);
}

const [PLUS, SPACE, AND] = Buffer.from('+ &');

/**
 * The fields of a posted form; none where there are more than any page has. A megabyte takes milliseconds,
 * whatever it holds: what would be slow, millions of fields and of plus signs, is dealt with first.
 */
function readFields(body: Buffer): FormValues {
  let ends = 0;
  for (let at = 0; at < body.length; at += 1) {
    if (body[at] === AND) ends += 1;
    else if (body[at] === PLUS) body[at] = SPACE ?? 0;
  }
  return ends > MOST_FIELDS ? {} : Object.fromEntries(new URLSearchParams(body.toString()));
}

/** What was posted, without the fields that the page itself added. */
export function formValues(request: FastifyRequest): FormValues {
  return Object.fromEntries(
    Object.entries(FormBody.parse(request.body ?? {})).filter(([name]) => !name.startsWith('_')),
  );
}

/** Fields that a page adds and nobody types, besides those whose names begin with `_`. */
const ADDED = new Set([
  'back',
  'consent',
  'from',
  'intent',
  'looked',
  'next',
  'page',
  'resumeBody',
  'resumePath',
  'sequence',
  'then',
  'version',
]);

/** What a person typed into the form, without secrets: what a refusing page shows back. */
export function typedTexts(request: FastifyRequest): string[] {
  return Object.entries(formValues(request))
    .filter(([name]) => !ADDED.has(name) && !name.startsWith('keep_') && !isSecretName(name))
    .map(([, value]) => value)
    .filter((value) => value.trim() !== '' && !KEY.test(value));
}

/** What a choice is sent as, such as inquiries_per_month: nobody typed it. */
const KEY = /^[a-z]+(?:_[a-z0-9]+){2,}$|^[a-z]+(?:[A-Z][a-z]+){2,}$/;

/** A form to be sent again after signing in: everything but secrets. */
export function resumableForm(request: FastifyRequest): FormValues {
  return Object.fromEntries(Object.entries(formValues(request)).filter(([name]) => !isSecretName(name)));
}

/** Whether a page asks in the background and wants data instead of a page. */
export const wantsData = (request: FastifyRequest): boolean => request.headers.accept === 'application/json';

/** One of the page's own fields, such as the language button or the token against forged forms. */
export function ownField(request: FastifyRequest, name: `_${string}`): string {
  return FormBody.parse(request.body ?? {})[name] ?? '';
}

export default fp(forms, { name: 'forms', dependencies: ['compression'] });
