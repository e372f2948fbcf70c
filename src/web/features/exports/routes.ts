import type { FastifyInstance } from 'fastify';
import { sendFile } from '../../downloads/attachment.ts';
import { EXPORT_FORMATS, type ExportFormat, makeExport, makeExportInThread } from './making.ts';

const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
};

/**
 * What an owner takes along: the submitted candidates as CSV, XLSX and JSON. Terms only once they are
 * unsealed.
 */
export default async function exportsRoutes(app: FastifyInstance): Promise<void> {
  const { db, config } = app.parts;

  for (const format of EXPORT_FORMATS)
    app.get(
      `/vettings/:vettingId/export.${format}`,
      { config: { access: 'owner', levels: 'all', fresh: true, spends: 'exports' } },
      async (request, reply) => {
        const { vetting, locale, t } = request;
        const job = {
          database: {
            databaseFile: config.databaseFile,
            databaseUrl: config.databaseUrl,
            databaseConnections: 1,
          },
          ownerId: vetting.ownerId,
          vettingId: vetting.id,
          locale,
          format,
        };
        // A database in memory cannot be read by another thread.
        const file =
          config.databaseFile === ':memory:' && config.databaseUrl === null
            ? await makeExport(db, vetting, job)
            : await makeExportInThread(job);
        await request.record('exported', { format }, async () => true);
        const described = {
          about: [vetting.brief.title, t('files.comparison')],
          extension: format,
          type: TYPES[format],
          timeZone: vetting.brief.timeZone,
        };
        return sendFile(reply, described, typeof file === 'string' ? file : Buffer.from(file));
      },
    );
}
