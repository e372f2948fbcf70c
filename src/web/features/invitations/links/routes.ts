import type { FastifyInstance } from 'fastify';
import { formatUntil } from '../../../../locales/formats.ts';
import { putAway } from '../../../../store/kept-pages.ts';
import { sendFile } from '../../../downloads/attachment.ts';
import { csvOf } from '../../../downloads/csv.ts';
import { browserKey, keptId } from '../../../kept/pages.ts';
import { linksOf, linksPage } from './page.ts';

/** New links, in view in the browser that made them until the owner puts them away. */
export default async function linksRoutes(app: FastifyInstance): Promise<void> {
  const { db, config } = app.parts;

  app.get('/vettings/:vettingId/links', { config: { access: 'owner' } }, async (request, reply) => {
    const links = await linksOf(request);
    if (!links) return reply.redirect(`/vettings/${request.vetting.id}/candidates`, 303);
    return linksPage(request, reply, links);
  });

  app.get('/vettings/:vettingId/links.csv', { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, t, locale } = request;
    const links = (await linksOf(request)) ?? [];
    const head = [t('candidates.name'), t('candidates.email'), t('imports.untilHead')];
    const lines = links.map(({ name, email, token, expiresAt }) => [
      name,
      email ?? '',
      expiresAt === '' ? '' : formatUntil(expiresAt, locale, vetting.brief.timeZone),
      token === null ? '' : `${config.publicUrl}/i/${token}`,
    ]);
    const { title, timeZone } = vetting.brief;
    const file = {
      about: [title, t('files.links')],
      extension: 'csv',
      type: 'text/csv; charset=utf-8',
      timeZone,
    };
    return sendFile(reply, file, csvOf([[...head, t('imports.linkHead')], ...lines]));
  });

  app.post('/vettings/:vettingId/links/put-away', { config: { access: 'owner' } }, async (request, reply) => {
    const key = browserKey(request);
    const id = keptId(request);
    if (key && id) await putAway(db, key, id);
    return reply.redirect(`/vettings/${request.vetting.id}/candidates`, 303);
  });
}
