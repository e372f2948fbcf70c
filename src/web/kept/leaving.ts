import type { FastifyReply, FastifyRequest } from 'fastify';
import { endCandidateSession } from '../../store/candidate-links.ts';
import { putAway } from '../../store/kept-pages.ts';
import { forgetSecret } from '../cookies.ts';
import { interviewCookie } from '../plugins/access.ts';
import { nameDone } from '../plugins/done.ts';
import { browserKey, forgetBrowserKey } from './pages.ts';
import { forgetRepliesShown } from './replies-shown.ts';

/** Takes everything of an interview out of this browser: its session, its copies, the pages kept for it. */
export async function forgetInterview(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { interview, db, candidateSession, server } = request;
  await endCandidateSession(db, candidateSession ?? '');
  const key = browserKey(request);
  if (key) await putAway(server.parts.db, key);
  forgetBrowserKey(reply);
  forgetSecret(reply, interviewCookie(interview.link.candidateId));
  forgetRepliesShown(request, reply);
  nameDone(reply, 'all');
  // Pages that the browser kept by itself are not shown to who comes next.
  reply.header('Clear-Site-Data', '"cache"');
}
