import type { FastifyInstance } from 'fastify';
import { toCsv, toJson } from './formats.ts';
import { asFile } from './page.ts';
import { exportRows } from './rows.ts';
import { toXlsx } from './xlsx.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * What an owner takes along: the submitted candidates as CSV, XLSX and JSON. Terms only once they are
 * unsealed.
 */
export default async function exportsRoutes(app: FastifyInstance): Promise<void> {
  const { db } = app.parts;

  app.get('/vettings/:vettingId/export.csv', { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, locale } = request;
    const csv = toCsv(await exportRows(db, vetting, locale), locale, vetting.unsealedAt !== null);
    await request.record('exported', { format: 'csv' }, async () => true);
    return reply.header('Content-Disposition', asFile('banso.csv')).type('text/csv; charset=utf-8').send(csv);
  });

  app.get('/vettings/:vettingId/export.xlsx', { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, locale } = request;
    const workbook = await toXlsx(await exportRows(db, vetting, locale), locale, vetting.unsealedAt !== null);
    await request.record('exported', { format: 'xlsx' }, async () => true);
    return reply.header('Content-Disposition', asFile('banso.xlsx')).type(XLSX).send(workbook);
  });

  app.get('/vettings/:vettingId/export.json', { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, locale } = request;
    const json = toJson(await exportRows(db, vetting, locale));
    await request.record('exported', { format: 'json' }, async () => true);
    return reply.header('Content-Disposition', asFile('banso.json')).type('application/json').send(json);
  });
}
