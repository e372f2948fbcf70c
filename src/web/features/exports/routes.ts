import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendFile } from '../../downloads/attachment.ts';
import { toCsv, toJson } from './formats.ts';
import { exportRows } from './rows.ts';
import { toXlsx } from './xlsx.ts';

const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * What an owner takes along: the submitted candidates as CSV, XLSX and JSON. Terms only once they are
 * unsealed.
 */
export default async function exportsRoutes(app: FastifyInstance): Promise<void> {
  const { db } = app.parts;

  app.get(
    '/vettings/:vettingId/export.csv',
    { config: { access: 'owner', levels: 'all', fresh: true } },
    async (request, reply) => {
      const { vetting, locale } = request;
      const csv = toCsv(await exportRows(db, vetting, locale), locale, vetting.unsealedAt !== null);
      await request.record('exported', { format: 'csv' }, async () => true);
      return sendFile(reply, fileOf(request, 'csv', CSV), csv);
    },
  );

  app.get(
    '/vettings/:vettingId/export.xlsx',
    { config: { access: 'owner', levels: 'all', fresh: true } },
    async (request, reply) => {
      const { vetting, locale } = request;
      const workbook = await toXlsx(
        await exportRows(db, vetting, locale),
        locale,
        vetting.unsealedAt !== null,
      );
      await request.record('exported', { format: 'xlsx' }, async () => true);
      return sendFile(reply, fileOf(request, 'xlsx', XLSX), workbook);
    },
  );

  app.get(
    '/vettings/:vettingId/export.json',
    { config: { access: 'owner', levels: 'all', fresh: true } },
    async (request, reply) => {
      const { vetting, locale } = request;
      const json = toJson(await exportRows(db, vetting, locale), {
        decidedAt: vetting.decidedAt,
        decisionReason: vetting.decisionReason,
      });
      await request.record('exported', { format: 'json' }, async () => true);
      return sendFile(reply, fileOf(request, 'json', 'application/json'), json);
    },
  );
}

const fileOf = ({ vetting, t }: FastifyRequest, extension: string, type: string) => ({
  about: [vetting.brief.title, t('files.comparison')],
  extension,
  type,
  timeZone: vetting.brief.timeZone,
});
