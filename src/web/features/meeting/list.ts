import type { FastifyReply, FastifyRequest } from 'fastify';
import { inOrder } from '../../../domain/people/shortlist.ts';
import type { Translate } from '../../../locales/translator.ts';
import { listCandidates } from '../../../store/candidates.ts';
import { type FurtherQuestion, listAskedBack } from '../../../store/further-questions.ts';
import { listMet } from '../../../store/meetings.ts';
import { judgeOf } from '../../plugins/access.ts';

/** The shortlisted candidates and those whom one has asked back, with their sheets and what came of both. */
export async function meetingsPage(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { t, vetting, server } = request;
  const { db } = server.parts;
  const candidates = await listCandidates(db, vetting);
  const met = new Set(await listMet(db, vetting.id, judgeOf(request).id));
  const askedBack = await listAskedBack(db, vetting.id);
  const kept = inOrder(candidates.map((candidate) => ({ ...candidate, kept: candidate.shortlisted })));
  const others = candidates.filter(({ id, shortlisted }) => !shortlisted && askedBack.has(id));
  return reply.page('meeting/list', {
    title: t('meeting.listTitle'),
    isSample: vetting.isSample,
    vettingId: vetting.id,
    candidates: [...kept, ...others].map(({ id, name }) => ({
      id,
      name,
      sign: met.has(id) ? '✓' : '',
      state: t(met.has(id) ? 'meeting.met' : 'meeting.notMet'),
      asked: askedLine(askedBack.get(id) ?? [], t),
    })),
  });
}

/** How many questions were asked back and answered; null where none was asked. */
function askedLine(asked: readonly FurtherQuestion[], t: Translate): string | null {
  if (asked.length === 0) return null;
  return t('meeting.askedBack', {
    n: asked.length,
    answered: asked.filter(({ answeredAt }) => answeredAt !== null).length,
  });
}
