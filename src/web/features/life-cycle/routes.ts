import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Field, type FormValues, type Problem, parseForm } from '../../domain/forms/form.ts';
import { changeState, saveSettings, setArchived } from '../../store/life-cycle.ts';
import { createVetting, type Vetting, type VettingState } from '../../store/vettings.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';

const RETENTION = ['keep', '30', '90', '180', '365'];
const FIELDS: Field[] = [
  { name: 'retention', kind: 'choice', required: true, options: RETENTION },
  { name: 'reminders', kind: 'choice', required: true, options: ['yes', 'no'] },
];

/** Settings of a vetting, closing and reopening it, moving it to the archive, and copies. */
export function registerLifeCycle(app: FastifyInstance): void {
  const { now } = app.parts;

  const settingsPage = (
    request: FastifyRequest,
    reply: FastifyReply,
    values: FormValues,
    problems: readonly Problem[],
    saved = false,
  ): unknown => {
    const { t, vetting } = request;
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
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
      canClose: vetting.state === 'open',
      canReopen: vetting.state === 'closed' || vetting.state === 'decided',
      isArchived: vetting.archivedAt !== null,
    });
  };

  const settingsOf = ({ retentionDays, reminds }: Vetting): FormValues => ({
    retention: retentionDays === null ? 'keep' : String(retentionDays),
    reminders: reminds ? 'yes' : 'no',
  });

  app.get('/vettings/:vettingId/settings', { config: { access: 'owner' } }, (request, reply) =>
    settingsPage(request, reply, settingsOf(request.vetting), []),
  );

  app.post('/vettings/:vettingId/settings', { config: { access: 'owner' } }, async (request, reply) => {
    const raw = formValues(request);
    if (request.switchingLanguage) return settingsPage(request, reply, raw, []);
    const { values, problems } = parseForm(FIELDS, raw);
    if (problems.length > 0) return settingsPage(request, reply.status(422), raw, problems);
    const given = {
      retentionDays: values.retention === 'keep' ? null : Number(values.retention),
      reminds: values.reminders === 'yes',
    };
    await request.record('settings_changed', {}, (trx) => saveSettings(trx, request.vetting, given));
    return settingsPage(request, reply, raw, [], true);
  });

  const move = async (
    request: FastifyRequest,
    reply: FastifyReply,
    act: 'closed' | 'reopened',
    from: readonly VettingState[],
    to: VettingState,
  ): Promise<unknown> => {
    const { vetting } = request;
    const done = await request.record(act, {}, (trx) => changeState(trx, vetting, from, to, now()));
    if (!done) throw new PageError(409, 'notOpen');
    return reply.redirect(`/vettings/${vetting.id}`, 303);
  };

  app.post('/vettings/:vettingId/closure', { config: { access: 'owner' } }, (request, reply) =>
    move(request, reply, 'closed', ['open'], 'closed'),
  );
  app.post('/vettings/:vettingId/reopening', { config: { access: 'owner' } }, (request, reply) =>
    move(request, reply, 'reopened', ['closed', 'decided'], 'open'),
  );

  app.post('/vettings/:vettingId/archive', { config: { access: 'owner' } }, async (request, reply) => {
    await request.record('archived', {}, (trx) => setArchived(trx, request.vetting, true, now()));
    return reply.redirect('/vettings', 303);
  });

  app.post(
    '/vettings/:vettingId/archive/removal',
    { config: { access: 'owner' } },
    async (request, reply) => {
      await request.record('unarchived', {}, (trx) => setArchived(trx, request.vetting, false, now()));
      return reply.redirect(`/vettings/${request.vetting.id}`, 303);
    },
  );

  app.post('/vettings/:vettingId/copies', { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, t } = request;
    const brief = {
      ...vetting.brief,
      title: t('settings.copyOf', { title: vetting.brief.title }).slice(0, 120),
    };
    const id = await request.record('duplicated', {}, (trx) =>
      createVetting(trx, vetting.ownerId, brief, vetting.samplePages, now(), vetting.isSample),
    );
    return reply.redirect(`/vettings/${id}`, 303);
  });
}
