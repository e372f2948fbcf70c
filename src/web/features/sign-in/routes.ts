import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Field, type Problem, parseForm } from '../../domain/forms/form.ts';
import { createOwner, endSession, findOwnerByEmail, hasOwners, startSession } from '../../store/owners.ts';
import { errorSummary, type FieldView, viewFields } from '../forms/fields.ts';
import { SESSION_COOKIE } from '../plugins/access.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';
import { SIGN_IN_LIMIT } from '../plugins/limits.ts';
import { hashPassword, passwordProblem, verifyPassword } from './passwords.ts';

const FIELDS: Field[] = [
  { name: 'email', kind: 'email', required: true },
  { name: 'password', kind: 'text', required: true, max: 200 },
];

/** A page of ours, never another site's: one slash, then anything but a second one. */
const LocalPath = z
  .string()
  .regex(/^\/(?![/\\])[^\s\\]*$/)
  .catch('/vettings');
const ResumeBody = z.string().transform((text, context) => {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(text));
  } catch {
    context.addIssue('not a form');
    return z.NEVER;
  }
});

/** First start, signing in and out. */
export function registerSignIn(app: FastifyInstance): void {
  const { db, now, config } = app.parts;
  const fieldsFor = (
    request: FastifyRequest,
    scope: 'setup' | 'signIn',
    problems: readonly Problem[],
  ): FieldView[] =>
    viewFields(request.t, FIELDS, { email: formValues(request).email ?? '' }, problems, ({ name }) => ({
      label: request.t(`${scope}.${name}`),
      ...(name === 'password'
        ? { look: 'password' as const, autocomplete: scope === 'setup' ? 'new-password' : 'current-password' }
        : { autocomplete: 'username' }),
      ...(name === 'password' && scope === 'setup' ? { hint: request.t('setup.passwordHint') } : {}),
    }));

  const signInAs = async (reply: FastifyReply, ownerId: string): Promise<void> => {
    const token = await startSession(db, ownerId, now());
    reply.setCookie(SESSION_COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: config.publicUrl.startsWith('https:'),
    });
  };

  app.get('/', { config: { access: 'public' } }, async (request, reply) => {
    if (!(await hasOwners(db))) return reply.redirect('/setup', 303);
    return reply.redirect(request.owner ? '/vettings' : '/sign-in', 303);
  });

  const setupPage = (request: FastifyRequest, reply: FastifyReply, problems: readonly Problem[]): unknown => {
    const fields = fieldsFor(request, 'setup', problems);
    return reply.page('sign-in/setup', {
      title: request.t('setup.title'),
      fields,
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
    });
  };

  app.get('/setup', { config: { access: 'public' } }, async (request, reply) => {
    if (await hasOwners(db)) return reply.redirect('/sign-in', 303);
    return setupPage(request, reply, []);
  });

  app.post('/setup', { config: { access: 'public', rateLimit: SIGN_IN_LIMIT } }, async (request, reply) => {
    if (await hasOwners(db)) throw new PageError(404, 'notFound');
    const raw = formValues(request);
    const { values, problems } = parseForm(FIELDS, raw);
    const weak = raw.password ? passwordProblem(raw.password) : null;
    const all = weak
      ? [
          ...problems.filter(({ field }) => field !== 'password'),
          { field: 'password', code: weak, parameters: {} },
        ]
      : problems;
    if (all.length > 0) return setupPage(request, reply.status(422), all);
    const owner = await createOwner(db, String(values.email), await hashPassword(raw.password ?? ''), now());
    if (owner) await signInAs(reply, owner.id);
    return reply.redirect('/vettings', 303);
  });

  const signInPage = (
    request: FastifyRequest,
    reply: FastifyReply,
    problems: readonly Problem[],
  ): unknown => {
    const raw = formValues(request);
    const fields = fieldsFor(request, 'signIn', problems);
    const { next } = z.object({ next: LocalPath.optional() }).parse(request.query);
    return reply.page('sign-in/sign-in', {
      title: request.t('signIn.title'),
      fields,
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
      expired: raw.resumePath !== undefined,
      next: raw.next ?? next,
      resumePath: raw.resumePath,
      resumeBody: raw.resumeBody,
    });
  };

  app.get('/sign-in', { config: { access: 'public' } }, async (request, reply) => {
    if (!(await hasOwners(db))) return reply.redirect('/setup', 303);
    return signInPage(request, reply, []);
  });

  app.post('/sign-in', { config: { access: 'public', rateLimit: SIGN_IN_LIMIT } }, async (request, reply) => {
    const raw = formValues(request);
    const { values, problems } = parseForm(FIELDS, raw);
    if (problems.length > 0) return signInPage(request, reply.status(422), problems);
    const owner = await findOwnerByEmail(db, String(values.email));
    // Hashing also for an unknown address, so that the time taken does not tell which addresses exist.
    const right = owner
      ? await verifyPassword(raw.password ?? '', owner.passwordHash)
      : await hashPassword(raw.password ?? '').then(() => false);
    if (!owner || !right)
      return signInPage(request, reply.status(401), [{ field: 'email', code: 'sign_in', parameters: {} }]);
    await signInAs(reply, owner.id);
    if (raw.resumePath) {
      const resumed = ResumeBody.safeParse(raw.resumeBody ?? '');
      const body = Object.entries(resumed.success ? resumed.data : {}).map(([name, value]) => ({
        name,
        value,
      }));
      return reply.page('sign-in/resume', {
        title: request.t('signIn.resumeTitle'),
        action: LocalPath.parse(raw.resumePath),
        body,
      });
    }
    return reply.redirect(LocalPath.parse(raw.next ?? '/vettings'), 303);
  });

  app.post('/sign-out', { config: { access: 'owner' } }, async (request, reply) => {
    await endSession(db, request.cookies[SESSION_COOKIE] ?? '');
    reply.clearCookie(SESSION_COOKIE, { path: '/' });
    return reply.redirect('/sign-in', 303);
  });

  app.post('/language', { config: { access: 'public' } }, async (request, reply) => {
    const { back } = formValues(request);
    return reply.redirect(LocalPath.parse(back || '/'), 303);
  });
}
