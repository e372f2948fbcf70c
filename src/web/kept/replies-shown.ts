import type { FastifyReply, FastifyRequest } from 'fastify';
import { forgetSecret, giveSecret, readSecret, type SecretCookie } from '../cookies.ts';

/**
 * Until when this browser has shown the owner's replies. The browser keeps it itself: opening a page changes
 * nothing that is stored, and two colleagues on one link each see what is new to them.
 */
const cookieOf = ({ interview }: FastifyRequest): SecretCookie =>
  `banso_replies_${interview.link.candidateId}`;

/** Whether a reply came after this browser showed the replies last. */
export function isNewReply(request: FastifyRequest, repliedAt: string | null): boolean {
  const shown = readSecret(request, cookieOf(request));
  return repliedAt !== null && (shown === undefined || repliedAt > shown);
}

/** From the next page on, the replies that this one shows are not new. */
export function keepRepliesShown(request: FastifyRequest, reply: FastifyReply, now: Date): void {
  giveSecret(reply, cookieOf(request), now.toISOString(), {
    expires: new Date(request.interview.link.expiresAt),
  });
}

export const forgetRepliesShown = (request: FastifyRequest, reply: FastifyReply): void =>
  forgetSecret(reply, cookieOf(request));
