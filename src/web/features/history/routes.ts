import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { formatInstant, formatSortable } from '../../../locales/formats.ts';
import { ACTS, listHistory } from '../../../store/history.ts';
import { sendFile } from '../../downloads/attachment.ts';
import { csvOf } from '../../downloads/csv.ts';
import { aboutLine } from './page.ts';

const Query = z.object({ act: z.enum(ACTS).nullable().catch(null) });

/** Every act that changed or disclosed something in a vetting, as a page and as a file. */
export default async function historyRoutes(app: FastifyInstance): Promise<void> {
  const { db } = app.parts;

  app.get('/vettings/:vettingId/history', { config: { access: 'owner' } }, async (request, reply) => {
    const { t, locale, vetting } = request;
    const { act } = Query.parse(request.query);
    const lines = await listHistory(db, vetting, act);
    return reply.page('history/history', {
      wide: true,
      title: t('history.title'),
      isSample: vetting.isSample,
      vettingId: vetting.id,
      acts: ACTS.map((value) => ({ value, label: t(`history.acts.${value}`), selected: value === act })),
      lines: lines.map((line) => ({
        at: formatInstant(line.at, locale, vetting.brief.timeZone),
        person: line.person || t('history.removed'),
        act: t(`history.acts.${line.act}`),
        about: aboutLine(line, request),
      })),
    });
  });

  app.get('/vettings/:vettingId/history.csv', { config: { access: 'owner' } }, async (request, reply) => {
    const { t, vetting } = request;
    const head = ['at', 'person', 'act', 'about'].map((key) => t(`history.${key}`));
    const lines = (await listHistory(db, vetting)).map((line) => [
      formatSortable(line.at, vetting.brief.timeZone),
      line.person || t('history.removed'),
      t(`history.acts.${line.act}`),
      aboutLine(line, request),
    ]);
    const { title, timeZone } = vetting.brief;
    const about = [title, t('files.history')];
    const file = { about, extension: 'csv', type: 'text/csv; charset=utf-8', timeZone };
    return sendFile(reply, file, csvOf([head, ...lines]));
  });
}
