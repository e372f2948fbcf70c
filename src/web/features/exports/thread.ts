import { parentPort, workerData } from 'node:worker_threads';
import { openForReading } from '../../../store/opening.ts';
import { findVetting } from '../../../store/vettings.ts';
import { type ExportJob, makeExport } from './making.ts';

/** Makes one export and ends; a failure ends it with an error. */
const job = workerData as ExportJob;
const db = await openForReading(job.database);
const vetting = await findVetting(db, job.ownerId, job.vettingId);
if (!vetting) throw new Error('the vetting is gone');
parentPort?.postMessage(await makeExport(db, vetting, job));
await db.destroy();
