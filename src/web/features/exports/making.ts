import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import type { Locale } from '../../../domain/brief/brief.ts';
import type { Database } from '../../../store/database.ts';
import type { DatabaseAddress } from '../../../store/opening.ts';
import type { Vetting } from '../../../store/vettings.ts';
import { toCsv, toJson } from './formats.ts';
import { exportRows } from './rows.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What a thread is told: which file to read, and what to make of which vetting. */
export type ExportJob = {
  database: DatabaseAddress;
  ownerId: string;
  vettingId: string;
  locale: Locale;
  format: ExportFormat;
};

/** Makes the file of one export. */
export async function makeExport(
  db: Database,
  vetting: Vetting,
  { locale, format }: Pick<ExportJob, 'locale' | 'format'>,
): Promise<string | Uint8Array> {
  const rows = await exportRows(db, vetting, locale);
  const isOpen = vetting.unsealedAt !== null;
  switch (format) {
    case 'csv':
      return toCsv(rows, locale, isOpen);
    case 'xlsx':
      return (await import('./xlsx.ts')).toXlsx(rows, locale, isOpen);
    case 'json':
      return toJson(rows, { decidedAt: vetting.decidedAt, decisionReason: vetting.decisionReason });
  }
}

/** One at a time: an export of hundreds takes a core for a second. */
const oneAtATime = pLimit(1);

/** The same in a thread with a connection of its own, so that nobody who saves meanwhile waits for it. */
export const makeExportInThread = (job: ExportJob): Promise<string | Uint8Array> =>
  oneAtATime(
    () =>
      new Promise((resolve, reject) => {
        const worker = new Worker(new URL('thread.ts', import.meta.url), { workerData: job });
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', () => reject(new Error('the export ended without a file')));
      }),
  );
