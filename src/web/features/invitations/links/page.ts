import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import { isLocal } from '../../../../config.ts';
import { formatUntil } from '../../../../locales/formats.ts';
import { findLinkByToken } from '../../../../store/candidate-links.ts';
import { findKept, keepForBrowser, keptId, LINK_DAYS } from '../../../kept/pages.ts';
import { writeInvitation } from '../letter.ts';

/** A link as it was made; its token is null where a mail will carry it. */
const NewLink = z.object({
  candidateId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  token: z.string().nullable(),
  expiresAt: z.string(),
});
const NewLinks = z.array(NewLink);
export type NewLink = z.infer<typeof NewLink>;

const topicOf = (vettingId: string): string => `links:${vettingId}`;

/** Keeps new links in view until the owner puts them away, and returns where they are shown. */
export async function keepLinks(
  request: FastifyRequest,
  reply: FastifyReply,
  links: readonly NewLink[],
): Promise<string> {
  const { id: vettingId } = request.vetting;
  const id = await keepForBrowser(request, reply, {
    topic: topicOf(vettingId),
    data: links,
    days: LINK_DAYS,
  });
  return `/vettings/${vettingId}/links?kept=${id}`;
}

/** The new links that an address asks for; null where they were put away. */
export async function linksOf(request: FastifyRequest): Promise<NewLink[] | null> {
  const id = keptId(request);
  if (id === undefined) return null;
  const [found] = await findKept(request, topicOf(request.vetting.id), NewLinks, id);
  return found?.data ?? null;
}

/**
 * New links that were not put away yet and of which one at least still leads somewhere, or goes out by mail:
 * how many, for whom, and where they are shown.
 */
export async function linksInView(
  request: FastifyRequest,
): Promise<{ count: number; first: string; href: string }[]> {
  const { id: vettingId } = request.vetting;
  const found = await findKept(request, topicOf(vettingId), NewLinks);
  const standing = await Promise.all(
    found.map(async ({ id, data }) => {
      const states = await Promise.all(data.map((link) => isStanding(request, link)));
      return { id, links: data.filter((_, index) => states[index]) };
    }),
  );
  return standing.flatMap(({ id, links: [first, ...more] }) =>
    first
      ? [{ count: more.length + 1, first: first.name, href: `/vettings/${vettingId}/links?kept=${id}` }]
      : [],
  );
}

/** Whether a new link was not replaced or withdrawn since. */
async function isStanding({ server }: FastifyRequest, { token }: NewLink): Promise<boolean> {
  if (token === null) return true;
  const { db, now } = server.parts;
  const found = await findLinkByToken(db, token, now());
  return found !== null && found.state !== 'revoked';
}

export async function linksPage(
  request: FastifyRequest,
  reply: FastifyReply,
  links: readonly NewLink[],
): Promise<unknown> {
  const { t, vetting } = request;
  const [only] = links;
  if (only?.token && links.length === 1) return onePage(request, reply, only, only.token);
  const shown = await Promise.all(links.map((link) => shownLink(request, link)));
  const living = shown.filter(({ link }) => link !== null);
  return reply.page('invitations/links', {
    ...frame(request),
    title: t(links.length === 1 ? 'imports.doneTitleOne' : 'imports.doneTitle', { n: links.length }),
    hasLinks: living.length > 0,
    all: living.map(({ name, link }) => `${name}\t${link}`).join('\n'),
    rows: Math.min(living.length + 1, 12),
    added: shown.map(({ letter, ...each }) => ({ ...each, ...letter })),
    isSample: vetting.isSample,
  });
}

async function onePage(
  request: FastifyRequest,
  reply: FastifyReply,
  made: NewLink,
  token: string,
): Promise<unknown> {
  const { config } = request.server.parts;
  const { t, vetting, locale } = request;
  const { name, email, candidateId, expiresAt } = made;
  const { link, letter } = await shownLink(request, made);
  const date = formatUntil(expiresAt, locale, vetting.brief.timeZone);
  const qr = renderSVG(`${config.publicUrl}/i/${token}`);
  return reply.page('invitations/link', {
    ...frame(request),
    title: t('candidates.linkTitle', { name }),
    text: t(link ? 'candidates.linkText' : 'candidates.linkReplaced', { name, date }),
    link,
    letter,
    qr: `data:image/svg+xml;base64,${Buffer.from(qr).toString('base64')}`,
    candidateId,
    mailAction: link && email && config.mail && !isLocal(config.publicUrl) ? t('mail.send.invitation') : null,
  });
}

const frame = (request: FastifyRequest) => ({
  vettingId: request.vetting.id,
  isSample: request.vetting.isSample,
  kept: keptId(request),
});

/** A new link as it stands now: one that was replaced or withdrawn since is not shown any more. */
async function shownLink(request: FastifyRequest, made: NewLink) {
  const { name, email, token, expiresAt } = made;
  const { config } = request.server.parts;
  const stands = token !== null && (await isStanding(request, made));
  const link = stands ? `${config.publicUrl}/i/${token}` : null;
  return {
    name,
    email,
    link,
    isMailed: token === null,
    ...(link ? { letter: writeInvitation(request.vetting, { name, email }, link, expiresAt) } : {}),
  };
}
