import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { LocaleSchema } from '../../../domain/brief/brief.ts';
import { drawSituations } from '../../../domain/brief/situations.ts';
import { parseForm } from '../../../domain/forms/form.ts';
import { accountTime } from '../../../locales/account-time.ts';
import { PlaceSchema, placeOf } from '../../../locales/templates/place.ts';
import { emptyDraft, type TemplateKey, templateDraft } from '../../../locales/templates/templates.ts';
import { createSampleVetting } from '../../../samples/sample.ts';
import { listDeletions } from '../../../store/history.ts';
import { listMemberships } from '../../../store/members.ts';
import { countUnread } from '../../../store/read-marks.ts';
import { newId } from '../../../store/tokens.ts';
import { listVettings } from '../../../store/vetting-list.ts';
import { createVetting, unsealVetting } from '../../../store/vettings.ts';
import { formValues } from '../../plugins/forms.ts';
import { NEW_FIELDS, newPage, overview, summaryRow, unsealFields } from './page.ts';

const Query = z.object({ deleted: z.string().optional().catch(undefined) });

/** The list of vettings, starting one, its overview and the opening of the sealed terms. */
export default async function vettingsRoutes(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;

  app.get('/vettings', { config: { access: 'owner' } }, async (request, reply) => {
    const { vettings: summaries, unreadable } = await listVettings(db, request.owner?.id ?? '');
    const { t, locale } = request;
    const archived = summaries.filter(({ vetting }) => vetting.archivedAt !== null).length;
    const memberships = await listMemberships(db, request.owner?.id ?? '');
    const deletions = await listDeletions(db, request.owner?.id ?? '');
    return reply.page('vettings/list', {
      title: t('vettings.title'),
      deletedNow: Query.parse(request.query).deleted !== undefined,
      isFirst: summaries.length + unreadable === 0,
      unreadable: unreadable > 0 ? t('vettings.unreadable', { n: unreadable }) : null,
      mayCreate: request.session?.mayCreate,
      canTakeExample:
        request.session?.mayCreate &&
        !summaries.some(({ vetting }) => vetting.isSample && vetting.archivedAt === null),
      archived: archived > 0 ? t('vettings.archivedCount', { n: archived }) : null,
      memberships: memberships.map(({ vetting, role, ownerEmail }) => ({
        id: vetting.id,
        name: vetting.brief.title,
        line: t('vettings.memberLine', { role: t(`members.roles.${role}`), owner: ownerEmail }),
      })),
      deleted: deletions.map(({ title, at, person }) =>
        t('vettings.deletedLine', { title, person, date: accountTime(at, locale, t) }),
      ),
      vettings: summaries
        .filter(({ vetting }) => vetting.archivedAt === null)
        .map((summary) => summaryRow(request, summary)),
    });
  });

  // A finished example to look around in, marked as one, in the language of the page.
  app.post(
    '/vettings/example',
    { config: { access: 'owner', spends: 'vettings', once: true } },
    async (request, reply) => {
      const owned = await listVettings(db, request.owner?.id ?? '');
      const known = owned.vettings.find(({ vetting }) => vetting.isSample && vetting.archivedAt === null);
      const id = known
        ? known.vetting.id
        : await createSampleVetting(
            db,
            request.owner?.id ?? '',
            request.locale,
            now(),
            placeOf(request.headers['accept-language'] ?? '')?.timeZone,
          );
      return reply.redirect(`/vettings/${id}`, 303);
    },
  );

  app.get('/archive', { config: { access: 'owner' } }, async (request, reply) => {
    const { vettings } = await listVettings(db, request.owner?.id ?? '');
    const archived = vettings.filter(({ vetting }) => vetting.archivedAt !== null);
    return reply.page('vettings/archive', {
      title: request.t('vettings.archived'),
      vettings: archived.map((summary) => summaryRow(request, summary)),
    });
  });

  app.get('/vettings/new', { config: { access: 'owner' } }, async (request, reply) =>
    newPage(request, reply, []),
  );

  app.post(
    '/vettings',
    { config: { access: 'owner', spends: 'vettings', once: true } },
    async (request, reply) => {
      const { values, problems } = parseForm(NEW_FIELDS, formValues(request));
      if (request.switchingLanguage) return newPage(request, reply, []);
      if (problems.length > 0) return newPage(request, reply.status(422), problems);
      const locale = LocaleSchema.parse(values.locale);
      const place = PlaceSchema.parse(values);
      const { draft, samplePages } =
        values.template === 'empty'
          ? emptyDraft(locale, place)
          : templateDraft(values.template as TemplateKey, locale, place);
      const brief = { ...draft, situations: drawSituations(newId()) };
      const id = await createVetting(db, request.owner?.id ?? '', brief, samplePages, now());
      return reply.redirect(`/vettings/${id}/brief/business`, 303);
    },
  );

  app.get('/vettings/:vettingId', { config: { access: 'member' } }, (request, reply) =>
    overview(request, reply),
  );

  app.post(
    '/vettings/:vettingId/unsealing',
    { config: { access: 'owner', fresh: true, typed: unsealFields(1) } },
    async (request, reply) => {
      const { vetting } = request;
      const raw = formValues(request);
      const fields = unsealFields((await countUnread(db, vetting)).unread);
      const { values, problems } = parseForm(fields, raw);
      if (problems.length > 0) return overview(request, reply.status(422), raw, problems);
      const reason = String(values.unsealReason ?? '');
      await request.record('unsealed', reason ? { reason } : {}, (trx) =>
        unsealVetting(trx, vetting, reason, now()),
      );
      return reply.redirect(`/vettings/${vetting.id}`, 303);
    },
  );
}
