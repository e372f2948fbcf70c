import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hashPassword, passwordProblem } from '../../../accounts/passwords.ts';
import type { Field } from '../../../domain/forms/field.ts';
import { parseForm } from '../../../domain/forms/form.ts';
import { putAway } from '../../../store/kept-pages.ts';
import { createFirstOwner, hasOwners, type Owner } from '../../../store/owners.ts';
import { endSession } from '../../../store/sessions.ts';
import { isSetupCode } from '../../../store/setup-code.ts';
import { signedIn, signedInWithCode } from '../../accounts/attempt.ts';
import { askedForCode, askForCode, CODE_FIELDS, type Onward } from '../../accounts/second-step.ts';
import { SESSION_COOKIE, signInAs } from '../../accounts/signing-in.ts';
import { forgetSecret, readSecret } from '../../cookies.ts';
import {
  browserKey,
  findKept,
  forgetBrowserKey,
  keepForBrowser,
  keptId,
  PAGE_DAYS,
} from '../../kept/pages.ts';
import { LocalPath } from '../../local-path.ts';
import { nameDone } from '../../plugins/done.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { SIGN_IN_LIMIT } from '../../plugins/limits.ts';
import { codePage, FIELDS, setupFields, setupPage, signInPage } from './page.ts';

const Form = z.record(z.string(), z.string());

/** A form to be sent again after signing in travels through the page as one text. */
const RESUMABLE: Field[] = [{ name: 'resumeBody', kind: 'longtext', max: 60_000 }];
const RESUMED = 'resumed';
const Resumed = z.object({ path: z.string(), form: Form });

const ResumeBody = z.string().transform((text, context) => {
  try {
    return Form.parse(JSON.parse(text));
  } catch {
    context.addIssue('not a form');
    return z.NEVER;
  }
});

/** Where the sign-in form leads. */
function onwardOf({ next, resumePath, resumeBody = '' }: Record<string, string | undefined>): Onward {
  if (!resumePath) return { path: LocalPath.parse(next ?? '/vettings'), form: null };
  const form = ResumeBody.safeParse(resumeBody);
  return { path: LocalPath.parse(resumePath), form: form.success ? form.data : {} };
}

/** Leads whoever has signed in to where they wanted to go, with what had been typed before. */
async function goOn(
  request: FastifyRequest,
  reply: FastifyReply,
  owner: Owner,
  { path, form }: Onward,
): Promise<FastifyReply> {
  if (!form) return reply.redirect(path, 303);
  request.owner = owner;
  const id = await keepForBrowser(request, reply, { topic: RESUMED, data: { path, form }, days: PAGE_DAYS });
  return reply.redirect(`/sign-in/resume?kept=${id}`, 303);
}

/** First start, signing in and out. */
export default async function signInRoutes(app: FastifyInstance): Promise<void> {
  const { db, now, needsSetupCode } = app.parts;

  app.get('/', { config: { access: 'public' } }, async (request, reply) => {
    if (!(await hasOwners(db))) return reply.redirect('/setup', 303);
    return reply.redirect(request.owner ? '/vettings' : '/sign-in', 303);
  });

  app.get('/setup', { config: { access: 'public' } }, async (request, reply) => {
    if (await hasOwners(db)) return reply.redirect('/sign-in', 303);
    return setupPage(request, reply, []);
  });

  app.post('/setup', { config: { access: 'public', rateLimit: SIGN_IN_LIMIT } }, async (request, reply) => {
    if (await hasOwners(db)) throw new PageError(404, 'notFound');
    if (request.switchingLanguage) return setupPage(request, reply, []);
    const raw = formValues(request);
    const { values, problems } = parseForm(setupFields(needsSetupCode), raw);
    if (needsSetupCode && values.code && !(await isSetupCode(db, String(values.code))))
      problems.push({ field: 'code', code: 'setup_code', parameters: {} });
    const weak = raw.password ? await passwordProblem(raw.password, [raw.email ?? '']) : null;
    const all = weak
      ? [
          ...problems.filter(({ field }) => field !== 'password'),
          { field: 'password', code: weak, parameters: {} },
        ]
      : problems;
    if (all.length > 0) return setupPage(request, reply.status(422), all);
    const owner = await createFirstOwner(
      db,
      String(values.email),
      await hashPassword(raw.password ?? ''),
      now(),
    );
    if (!owner) throw new PageError(404, 'notFound');
    await signInAs(request, reply, owner, { isNewAccount: true });
    return reply.redirect('/vettings', 303);
  });

  app.get('/sign-in', { config: { access: 'public' } }, async (request, reply) => {
    if (!(await hasOwners(db))) return reply.redirect('/setup', 303);
    return signInPage(request, reply, []);
  });

  app.post('/sign-in', { config: { access: 'public', typed: RESUMABLE } }, async (request, reply) => {
    if (request.switchingLanguage) return signInPage(request, reply, []);
    const raw = formValues(request);
    const { values, problems } = parseForm(FIELDS, raw);
    if (problems.length > 0) return signInPage(request, reply.status(422), problems);
    const signIn = await signedIn(request, reply, String(values.email), raw.password ?? '');
    if (!signIn)
      return signInPage(request, reply.status(401), [{ field: 'email', code: 'sign_in', parameters: {} }]);
    const { owner, needsCode } = signIn;
    const onward = onwardOf(raw);
    return needsCode ? askForCode(request, reply, owner, onward) : goOn(request, reply, owner, onward);
  });

  app.get('/sign-in/code', { config: { access: 'public' } }, async (request, reply) => {
    if (!(await askedForCode(request))) return reply.redirect('/sign-in', 303);
    return codePage(request, reply, []);
  });

  app.post('/sign-in/code', { config: { access: 'public', typed: CODE_FIELDS } }, async (request, reply) => {
    const asked = await askedForCode(request);
    if (!asked) return reply.redirect('/sign-in', 303);
    if (request.switchingLanguage) return codePage(request, reply, []);
    const { values, problems } = parseForm(CODE_FIELDS, formValues(request));
    if (problems.length > 0) return codePage(request, reply.status(422), problems);
    if (!(await signedInWithCode(request, reply, asked, String(values.verificationCode))))
      return codePage(request, reply.status(401), [
        { field: 'verificationCode', code: 'wrong_code', parameters: {} },
      ]);
    return goOn(request, reply, asked.owner, asked.onward);
  });

  // What was typed before the session ended, to be looked at and then sent.
  app.get('/sign-in/resume', { config: { access: 'owner' } }, async (request, reply) => {
    const [found] = await findKept(request, RESUMED, Resumed, keptId(request) ?? '');
    if (!found) return reply.redirect('/vettings', 303);
    const { path, form } = found.data;
    return reply.page('sign-in/resume', {
      title: request.t('signIn.resumeTitle'),
      action: path,
      body: Object.entries(form).map(([name, value]) => ({ name, value })),
    });
  });

  app.post('/sign-out', { config: { access: 'owner' } }, async (request, reply) => {
    await endSession(db, readSecret(request, SESSION_COOKIE) ?? '');
    forgetSecret(reply, SESSION_COOKIE);
    const key = browserKey(request);
    if (key) await putAway(db, key);
    forgetBrowserKey(reply);
    nameDone(reply, 'all');
    // Pages that the browser kept are not shown to who comes next.
    reply.header('Clear-Site-Data', '"cache"');
    return reply.redirect('/sign-in', 303);
  });

  app.post('/language', { config: { access: 'public' } }, async (request, reply) => {
    const { back } = formValues(request);
    return reply.redirect(LocalPath.parse(back || '/'), 303);
  });
}
