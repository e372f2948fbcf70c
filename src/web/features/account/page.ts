import type { FastifyReply, FastifyRequest } from 'fastify';
import { secretField } from '../../../domain/forms/field.ts';
import type { Problem } from '../../../domain/forms/form.ts';
import { countSessions } from '../../../store/owners.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';

export async function accountPage(
  request: FastifyRequest,
  reply: FastifyReply,
  problems: readonly Problem[],
  changed = false,
): Promise<unknown> {
  const { db, now } = request.server.parts;
  const fields = viewFields(request.t, FIELDS, {}, problems, ({ name }) => ({
    label: request.t(`account.${name}`),
    autocomplete: name === 'newPassword' ? 'new-password' : 'current-password',
  }));
  return reply.page('account/account', {
    address: '/account',
    title: request.t('account.title'),
    sessions: await countSessions(db, request.owner?.id ?? '', now()),
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
    changed,
  });
}

export const FIELDS = [secretField('currentPassword'), secretField('newPassword')];
