import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { changeState } from '../../../store/life-cycle.ts';
import { NOTICE_EVENTS } from '../../../store/outbox.ts';
import type { Vetting, VettingState } from '../../../store/vettings.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';
import { PageError } from '../../plugins/errors.ts';

const RETENTION = ['keep', '30', '90', '180', '365'];

export const FIELDS: Field[] = [
  { name: 'retention', kind: 'choice', required: true, options: RETENTION },
  { name: 'reminders', kind: 'choice', required: true, options: ['yes', 'no'] },
  { name: 'blind', kind: 'choice', required: true, options: ['yes', 'no'] },
];

/** Whether the owner is told of each event by mail. */
export const NOTICE_FIELDS: Field[] = NOTICE_EVENTS.map((event) => ({
  name: `notice_${event}`,
  kind: 'consent',
}));

export function settingsPage(
  request: FastifyRequest,
  reply: FastifyReply,
  values: FormValues,
  problems: readonly Problem[],
  saved = false,
): unknown {
  const { t, vetting, server } = request;
  const notices = viewFields(t, NOTICE_FIELDS, values, problems, ({ name }) => ({
    label: t(`notices.events.${name.replace('notice_', '')}`),
  })).map((field) => ({ ...field, hidesNeed: true }));
  const fields = viewFields(t, FIELDS, values, problems, ({ name }) => ({
    label: t(`settings.fields.${name}.label`),
    hint: t(`settings.fields.${name}.hint`),
    option: (value) => t(name === 'retention' ? `settings.retentionOptions.${value}` : `common.${value}`),
  }));
  return reply.page('life-cycle/settings', {
    title: t('settings.title'),
    hasForm: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    saved,
    fields,
    notices,
    mails: server.parts.config.mail !== null,
    ...shownAgainst(request, saved ? values : settingsOf(vetting), [...fields, ...notices]),
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
    canClose: vetting.state === 'open',
    mayCreate: request.session?.mayCreate,
    canReopen: vetting.state === 'closed' || vetting.state === 'decided',
    reopenText: t(vetting.state === 'decided' ? 'settings.reopenDecidedText' : 'settings.reopenText'),
    isArchived: vetting.archivedAt !== null,
  });
}

export function settingsOf({ retentionDays, reminds, readsBlind, noticesOff }: Vetting): FormValues {
  return {
    retention: retentionDays === null ? 'keep' : String(retentionDays),
    reminders: reminds ? 'yes' : 'no',
    blind: readsBlind ? 'yes' : 'no',
    ...Object.fromEntries(
      NOTICE_EVENTS.map((event) => [`notice_${event}`, noticesOff.includes(event) ? '' : 'yes']),
    ),
  };
}

export async function move(
  request: FastifyRequest,
  reply: FastifyReply,
  act: 'closed' | 'reopened',
  from: readonly VettingState[],
  to: VettingState,
): Promise<unknown> {
  const { now } = request.server.parts;
  const { vetting } = request;
  const done = await request.record(act, {}, (trx) => changeState(trx, vetting, from, to, now()));
  if (!done) throw new PageError(409, 'notOpen');
  return reply.redirect(`/vettings/${vetting.id}`, 303);
}
