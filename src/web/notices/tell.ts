import type { FastifyRequest } from 'fastify';
import type { Database } from '../../store/database.ts';
import { tellOwner } from '../../store/notices.ts';
import type { Notice } from '../../store/outbox.ts';
import type { Vetting } from '../../store/vettings.ts';

/** Tells the owner by mail what a candidate or a colleague did; nothing where mail is not set up, or in a try. */
export async function tell(
  { server, isPreview }: FastifyRequest,
  trx: Database,
  vetting: Pick<Vetting, 'id'>,
  candidateId: string | null,
  notice: Notice,
): Promise<void> {
  const { config, now } = server.parts;
  if (isPreview || config.mail === null) return;
  await tellOwner(trx, vetting, candidateId, notice, now());
}
