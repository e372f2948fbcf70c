import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Field, secretField } from '../../../domain/forms/field.ts';
import type { Problem } from '../../../domain/forms/form.ts';
import { accountTime } from '../../../locales/account-time.ts';
import { listAccountEvents } from '../../../store/account-events.ts';
import { isVerified } from '../../../store/accounts.ts';
import { listSessions } from '../../../store/sessions.ts';
import { findTwoStep } from '../../../store/two-step.ts';
import { listVettings } from '../../../store/vetting-list.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';

export const FIELDS = [secretField('currentPassword'), secretField('newPassword')];
export const DELETION_FIELDS: Field[] = [
  secretField('currentPassword'),
  { name: 'confirm', kind: 'consent', required: true },
];

/** What was done, said on the page once. */
export type Done = 'changed' | 'sent' | 'ended';

export async function accountPage(
  request: FastifyRequest,
  reply: FastifyReply,
  problems: readonly Problem[],
  done: Done | null = null,
): Promise<unknown> {
  const { db, now, config } = request.server.parts;
  const { t, locale, session } = request;
  const ownerId = request.owner?.id ?? '';
  const fields = viewFields(t, FIELDS, {}, problems, ({ name }) => ({
    label: t(`account.${name}`),
    autocomplete: name === 'newPassword' ? 'new-password' : 'current-password',
  }));
  const at = (iso: string): string => accountTime(iso, locale, t);
  const twoStep = await findTwoStep(db, ownerId);
  const verified = await isVerified(db, ownerId);
  return reply.page('account/account', {
    address: '/account',
    title: t('account.title'),
    verified: t(verified ? 'account.verified' : 'account.unverified'),
    twoStep: twoStep ? t('twoStep.on', { date: at(twoStep.since), n: twoStep.codesLeft }) : t('twoStep.off'),
    canConfirm: !verified && config.mail !== null,
    sessions: (await listSessions(db, ownerId, now())).map(({ id, createdAt, usedAt, agent }) => ({
      id,
      agent: agent || t('account.unknownBrowser'),
      since: at(createdAt),
      used: at(usedAt),
      isThis: id === session?.id,
    })),
    events: (await listAccountEvents(db, ownerId)).map((event) => ({
      at: at(event.at),
      act: t(`account.acts.${event.act}`),
      agent: event.agent,
    })),
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
    done: done && t(`account.${done}`),
  });
}

/** What goes with an account, before it goes. */
export async function deletionPage(
  request: FastifyRequest,
  reply: FastifyReply,
  problems: readonly Problem[],
): Promise<unknown> {
  const { t, owner, server } = request;
  const { vettings, unreadable } = await listVettings(server.parts.db, owner?.id ?? '');
  const fields = viewFields(t, DELETION_FIELDS, {}, problems, ({ name }) =>
    name === 'confirm'
      ? { label: t('account.deletion.confirm') }
      : { label: t('account.currentPassword'), autocomplete: 'current-password' },
  );
  return reply.page('account/deletion', {
    address: '/account/deletion',
    title: t('account.deletion.title'),
    text: t('account.deletion.text', { n: vettings.length + unreadable }),
    titles: vettings.map(({ vetting }) => vetting.brief.title),
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}
