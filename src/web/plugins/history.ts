import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { Database } from '../../store/database.ts';
import { type Act, type ActDetails, recorded } from '../../store/history.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Makes a change to the owner's vetting and writes it into its history; see `recorded`. `within` is the
     * transaction that is open already.
     */
    record<Result>(
      act: Act,
      details: ActDetails | ((result: Result) => ActDetails),
      change: (trx: Database) => Promise<Result>,
      within?: Database,
    ): Promise<Result>;
  }
}

/** Lets owners' routes write what they change or disclose into the vetting's history. */
async function historyRecord(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;
  app.decorateRequest('record', function (act, details, change, within = db) {
    return recorded(within, this.vetting, { person: this.owner?.email ?? '', act, details }, now(), change);
  });
}

/** Names a candidate in the history. */
export const aboutCandidate = ({ id, name }: { id: string; name: string }): ActDetails => ({
  candidateId: id,
  candidate: name,
});

export default fp(historyRecord, { name: 'history', dependencies: ['access'] });
