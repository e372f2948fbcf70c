import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Field, secretField } from '../../../domain/forms/field.ts';
import type { Problem } from '../../../domain/forms/form.ts';
import { errorSummary, type FieldView, viewFields } from '../../forms/fields.ts';
import { formValues } from '../../plugins/forms.ts';

export const FIELDS: Field[] = [{ name: 'email', kind: 'email', required: true }, secretField('password')];

/** A page of ours, never another site's: one slash, then anything but a second one. */
export const LocalPath = z
  .string()
  .regex(/^\/(?![/\\])[^\s\\]*$/)
  .catch('/vettings');
const Query = z.object({ next: LocalPath.optional() });

function fieldsFor(
  request: FastifyRequest,
  scope: 'setup' | 'signIn',
  problems: readonly Problem[],
): FieldView[] {
  return viewFields(request.t, FIELDS, { email: formValues(request).email ?? '' }, problems, ({ name }) => ({
    label: request.t(`${scope}.${name}`),
    ...(name === 'password'
      ? { autocomplete: scope === 'setup' ? 'new-password' : 'current-password' }
      : { autocomplete: 'username' }),
    ...(name === 'password' && scope === 'setup' ? { hint: request.t('setup.passwordHint') } : {}),
  }));
}

export function setupPage(
  request: FastifyRequest,
  reply: FastifyReply,
  problems: readonly Problem[],
): unknown {
  const fields = fieldsFor(request, 'setup', problems);
  return reply.page('sign-in/setup', {
    title: request.t('setup.title'),
    hasForm: true,
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

export function signInPage(
  request: FastifyRequest,
  reply: FastifyReply,
  problems: readonly Problem[],
): unknown {
  const raw = formValues(request);
  const fields = fieldsFor(request, 'signIn', problems);
  const { next } = Query.parse(request.query);
  return reply.page('sign-in/sign-in', {
    title: request.t('signIn.title'),
    hasForm: true,
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
    expired: raw.resumePath !== undefined,
    next: raw.next ?? next,
    resumePath: raw.resumePath,
    resumeBody: raw.resumeBody,
  });
}
