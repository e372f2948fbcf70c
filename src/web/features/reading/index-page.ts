import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { countReaders } from '../../../store/levels-seen.ts';
import type { Reader } from '../../levels/reader.ts';
import { subjectLinks } from './page.ts';

const Query = z.object({ first: z.string().optional().catch(undefined) });

/** What there is to read, how far one has come, and the end of reading, after which levels are shown. */
export async function indexPage(
  request: FastifyRequest,
  reply: FastifyReply,
  reader: Reader,
): Promise<unknown> {
  const { t, vetting, role, server } = request;
  const { candidates, done, total, hasSeen, hasEnded, isBlind } = reader;
  const links = subjectLinks(request, reader, null);
  const next = links.find(({ isDone }) => !isDone);
  const { finished, all } = await countReaders(server.parts.db, vetting);
  return reply.page('reading/reading', {
    title: t('reading.indexTitle'),
    isSample: vetting.isSample,
    vettingId: vetting.id,
    any: candidates.length > 0,
    sentBack: Query.parse(request.query).first !== undefined && !hasSeen,
    intro: t(isBlind ? 'reading.blind' : 'reading.named', { n: candidates.length }),
    role: t(role === 'owner' ? 'reading.owner' : 'reading.evaluator'),
    links,
    judged: t('reading.judged', { done, total }),
    next: next ? { href: next.href, text: t(done === 0 ? 'reading.start' : 'reading.goOn') } : null,
    hasEnded,
    ended: t(role === 'owner' && done < total ? 'reading.endedByOpening' : 'reading.ended'),
    seen: hasSeen && !hasEnded ? t('reading.seen') : null,
    endThen: t(hasSeen ? 'reading.endSeen' : 'reading.endThen'),
    endText:
      done === total
        ? t('reading.endText')
        : t(role === 'owner' ? 'reading.endOpen' : 'reading.endOpenEvaluator', { n: total - done }),
    readers: all > 0 ? t('reading.readers', { finished, all }) : null,
  });
}
