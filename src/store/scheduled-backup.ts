import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

export type BackupSettings = { folder: string; everyHours: number; keep: number };

const NAME = /^banso-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.sqlite$/;

/** The backups in a folder, newest first, with the time that their names say. */
export function listBackups(folder: string): { path: string; at: Date }[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const parts = NAME.exec(name);
      if (!parts) return [];
      const [, year, month, day, hour, minute, second] = parts;
      return [
        { path: join(folder, name), at: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) },
      ];
    })
    .sort((one, other) => other.at.getTime() - one.at.getTime());
}

/**
 * Makes a backup where the newest is older than it may be, and removes those beyond the number that is
 * kept. The copy is made and read again in a thread of its own, so that nobody waits. Returns its path, or
 * null where none was due.
 */
export async function backUpIfDue(
  file: string,
  { folder, everyHours, keep }: BackupSettings,
  now: Date,
): Promise<string | null> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [newest] = listBackups(folder);
  if (newest && now.getTime() - newest.at.getTime() < everyHours * 3_600_000) return null;
  const target = join(folder, `banso-${now.toISOString().replace(/[-:]|\.\d+/g, '')}.sqlite`);
  await inThread(file, target);
  for (const { path } of listBackups(folder).slice(keep)) rmSync(path, { force: true });
  return target;
}

function inThread(file: string, target: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('backup-thread.ts', import.meta.url), { workerData: { file, target } });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the backup thread ended with ${code}`));
    });
  });
}
