import type { FastifyReply, FastifyRequest } from 'fastify';
import { inOrder } from '../../../domain/people/shortlist.ts';
import { listCandidates } from '../../../store/candidates.ts';
import { listMet } from '../../../store/meetings.ts';
import { judgeOf } from '../../plugins/access.ts';

/** The shortlisted candidates with their sheets, and whom one has met. */
export async function meetingsPage(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { t, vetting, server } = request;
  const { db } = server.parts;
  const candidates = await listCandidates(db, vetting);
  const met = new Set(await listMet(db, vetting.id, judgeOf(request).id));
  const kept = inOrder(candidates.map((candidate) => ({ ...candidate, kept: candidate.shortlisted })));
  return reply.page('meeting/list', {
    title: t('meeting.listTitle'),
    isSample: vetting.isSample,
    vettingId: vetting.id,
    candidates: kept.map(({ id, name }) => ({
      id,
      name,
      sign: met.has(id) ? '✓' : '',
      state: t(met.has(id) ? 'meeting.met' : 'meeting.notMet'),
    })),
  });
}
