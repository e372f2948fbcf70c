import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Field, secretField } from '../../../domain/forms/field.ts';
import type { Problem } from '../../../domain/forms/form.ts';
import { CODE_FIELDS } from '../../accounts/second-step.ts';
import { errorSummary, type FieldView, viewFields } from '../../forms/fields.ts';
import { keptId } from '../../kept/pages.ts';
import { LocalPath } from '../../local-path.ts';
import { formValues } from '../../plugins/forms.ts';

export const FIELDS: Field[] = [{ name: 'email', kind: 'email', required: true }, secretField('password')];

const Query = z.object({
  next: LocalPath.optional(),
  again: z.string().optional().catch(undefined),
});
/** The code comes with the address that the server printed. */
const SetupQuery = z.object({ code: z.string().max(40).catch('') });

const CODE: Field = { name: 'code', kind: 'text', required: true, max: 40 };

/** What the first account is asked for: the code that the server printed, too, where it printed one. */
export const setupFields = (needsCode: boolean): Field[] => (needsCode ? [CODE, ...FIELDS] : FIELDS);

function fieldsFor(
  request: FastifyRequest,
  scope: 'setup' | 'signIn',
  problems: readonly Problem[],
): FieldView[] {
  const { t, server, query } = request;
  const described = scope === 'setup' ? setupFields(server.parts.needsSetupCode) : FIELDS;
  const { email = request.owner?.email ?? '', code = SetupQuery.parse(query).code } = formValues(request);
  return viewFields(t, described, { email, code }, problems, ({ name }) => ({
    label: t(`${scope}.${name}`),
    ...AUTOCOMPLETE[scope][name],
    ...(name === 'email' || scope === 'signIn' ? {} : { hint: t(`setup.${name}Hint`) }),
  }));
}

const AUTOCOMPLETE: Record<'setup' | 'signIn', Record<string, { autocomplete: string }>> = {
  setup: { email: { autocomplete: 'username' }, password: { autocomplete: 'new-password' } },
  signIn: { email: { autocomplete: 'username' }, password: { autocomplete: 'current-password' } },
};

/** The second step of signing in. What was typed is used up, so it is not shown again. */
export function codePage(
  request: FastifyRequest,
  reply: FastifyReply,
  problems: readonly Problem[],
): unknown {
  const { t } = request;
  const fields = viewFields(t, CODE_FIELDS, {}, problems, () => ({
    label: t('twoStep.code'),
    hint: t('twoStep.codeHint'),
    autocomplete: 'one-time-code',
  }));
  return reply.page('sign-in/code', {
    title: t('twoStep.signInTitle'),
    kept: keptId(request),
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
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
  const { next, again } = Query.parse(request.query);
  return reply.page('sign-in/sign-in', {
    title: request.t('signIn.title'),
    hasForm: true,
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
    notice:
      raw.resumePath !== undefined
        ? request.t('signIn.expired')
        : again !== undefined
          ? request.t('signIn.again')
          : null,
    canReset: request.server.parts.config.mail !== null,
    next: raw.next ?? next,
    resumePath: raw.resumePath,
    resumeBody: raw.resumeBody,
  });
}
