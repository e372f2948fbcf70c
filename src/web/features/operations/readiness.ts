import type { FastifyInstance } from 'fastify';
import { beat, freeBytes } from '../../../store/heartbeat.ts';

/** Below this an operator has to do something, though saving still works. */
const LEAST_FREE_BYTES = 50 * 1024 * 1024;
/** One look serves for so long: whoever asks more often causes no more writing. */
const LOOK_MS = 3000;

export type Readiness = { isReady: boolean; database: string; disk: string; server: string };

/** Looks whether answers can be saved: by writing, by the room that is left, and whether the server is stopping. */
export function readinessOf(app: FastifyInstance): () => Promise<Readiness> {
  const { db, config, now, traffic } = app.parts;
  let look: { at: number; database: Promise<string> } | undefined;
  async function write(): Promise<string> {
    try {
      await beat(db, now());
      return 'ok';
    } catch (error) {
      app.log.error({ err: error }, 'the database cannot be written');
      return (error as { code?: string }).code ?? 'failed';
    }
  }
  return async () => {
    const at = Date.now();
    if (!look || at - look.at > LOOK_MS) look = { at, database: write() };
    const database = await look.database;
    const isFull = config.databaseUrl === null && freeBytes(config.databaseFile) < LEAST_FREE_BYTES;
    const disk = isFull ? 'nearly full' : 'ok';
    const server = traffic.isStopping ? 'stopping' : 'ok';
    return { isReady: [database, disk, server].every((each) => each === 'ok'), database, disk, server };
  };
}
