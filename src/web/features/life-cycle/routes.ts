import type { FastifyInstance } from 'fastify';
import { TITLE_LENGTH } from '../../../domain/brief/brief-form.ts';
import { parseForm } from '../../../domain/forms/form.ts';
import { firstCharacters, lengthOf } from '../../../domain/language/text.ts';
import { saveSettings, setArchived } from '../../../store/life-cycle.ts';
import { hasEvaluators } from '../../../store/members.ts';
import { NOTICE_EVENTS } from '../../../store/outbox.ts';
import { createVetting } from '../../../store/vettings.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { formValues } from '../../plugins/forms.ts';
import { FIELDS, move, settingsOf, settingsPage } from './page.ts';

/** Settings of a vetting, closing and reopening it, moving it to the archive, and copies. */
export default async function lifeCycleRoutes(app: FastifyInstance): Promise<void> {
  const { db, now, config } = app.parts;

  app.get('/vettings/:vettingId/settings', { config: { access: 'owner' } }, (request, reply) =>
    settingsPage(request, reply, settingsOf(request.vetting), []),
  );

  app.post('/vettings/:vettingId/settings', { config: { access: 'owner' } }, async (request, reply) => {
    const raw = formValues(request);
    if (request.switchingLanguage) return settingsPage(request, reply, raw, []);
    const { values, problems } = parseForm(FIELDS, raw);
    const readsBlind = values.blind === 'yes';
    // Whoever has seen names once does not read without them.
    if (readsBlind && !request.vetting.readsBlind && (await hasEvaluators(db, request.vetting.id)))
      problems.push({ field: 'blind', code: 'blind_too_late', parameters: {} });
    if (problems.length > 0) return settingsPage(request, reply.status(422), raw, problems);
    if (changedMeanwhile(request, settingsOf(request.vetting)))
      return settingsPage(request, reply.status(409), raw, []);
    const given = {
      retentionDays: values.retention === 'keep' ? null : Number(values.retention),
      reminds: values.reminders === 'yes',
      readsBlind,
      // Where mail is not set up the boxes are not there to be ticked.
      noticesOff:
        config.mail === null
          ? request.vetting.noticesOff
          : NOTICE_EVENTS.filter((event) => raw[`notice_${event}`] !== 'yes'),
    };
    await request.record('settings_changed', {}, (trx) => saveSettings(trx, request.vetting, given));
    return settingsPage(request, reply, raw, [], true);
  });

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

  app.post(
    '/vettings/:vettingId/copies',
    { config: { access: 'owner', spends: 'vettings', once: true } },
    async (request, reply) => {
      const { vetting, t } = request;
      // A copy is a new search: its deadline is set with its first invitation.
      const { answersBy: _, ...kept } = vetting.brief;
      // A long title is shortened, and not what says that this is a copy.
      const room = TITLE_LENGTH - lengthOf(t('settings.copyOf', { title: '' }));
      const title = t('settings.copyOf', { title: firstCharacters(vetting.brief.title, room) });
      const brief = { ...kept, title };
      const id = await request.record('duplicated', {}, (trx) =>
        createVetting(trx, vetting.ownerId, brief, vetting.samplePages, now(), vetting.isSample),
      );
      return reply.redirect(`/vettings/${id}`, 303);
    },
  );
}
