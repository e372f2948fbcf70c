import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { formatInstant } from '../../locales/formats.ts';
import { type Candidate, findCandidate } from '../../store/candidates.ts';
import type { Database } from '../../store/database.ts';
import { findLinkBySession, findLinkByToken, type Interview, type InvitationLink, loadInterview } from '../../store/interviews.ts';
import { findSessionOwner, type Owner } from '../../store/owners.ts';
import { findVetting, isOver, type Vetting } from '../../store/vettings.ts';
import { PageError } from './errors.ts';
import { formValues } from './forms.ts';
import { useLocale } from './locale.ts';

/** Who may call a route: anybody, the signed-in owner of what it names, whoever holds a link, or the candidate whose link was opened. */
export type Access = 'public' | 'owner' | 'link' | 'candidate';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    owner: Owner | null;
    vetting: Vetting;
    candidate: Candidate;
    link: InvitationLink;
    interview: Interview;
    /** Where this candidate's interview is kept: with the data, or among the previews. */
    db: Database;
    /** Whether an owner is trying the own interview. */
    isPreview: boolean;
  }
}

export const SESSION_COOKIE = 'banso_session';
export const interviewCookie = (candidateId: string): string => `banso_interview_${candidateId}`;

const Parameters = z.object({ vettingId: z.string().optional(), candidateId: z.string().optional(), token: z.string().optional() });

/** Gives a browser the session of one interview, as long as its link lives. */
export function keepCandidateSession(app: FastifyInstance, reply: FastifyReply, candidateId: string, token: string, expiresAt: string): void {
  const secure = app.parts.config.publicUrl.startsWith('https:');
  reply.setCookie(interviewCookie(candidateId), token, { path: '/interview', httpOnly: true, sameSite: 'lax', secure, expires: new Date(expiresAt) });
}

/** Lets each request through only to what is its caller's. A route that does not say who may call it stops the start. */
export async function registerAccess(app: FastifyInstance): Promise<void> {
  app.decorateRequest('owner', null);
  app.decorateRequest('isPreview', false);
  for (const name of ['vetting', 'candidate', 'link', 'interview', 'db'] as const) {
    app.decorateRequest(name, {
      getter: () => {
        throw new Error(`${name} is not loaded on this route`);
      },
    } as never);
  }
  app.addHook('onRoute', ({ url, config }) => {
    if (!config?.access && !url.startsWith('/public/')) throw new Error(`The route ${url} does not state who may call it`);
  });
  app.addHook('preHandler', async (request, reply) => {
    const { db, now } = app.parts;
    const token = request.cookies[SESSION_COOKIE];
    request.owner = token ? await findSessionOwner(db, token, now()) : null;
    const { access } = request.routeOptions.config;
    if (access === 'owner') return admitOwner(app, request, reply);
    if (access === 'link') return admitLink(app, request);
    if (access === 'candidate') return admitCandidate(app, request);
    return undefined;
  });
}

async function admitOwner(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { db } = app.parts;
  if (!request.owner) return askToSignIn(request, reply);
  const { vettingId, candidateId } = Parameters.parse(request.params);
  if (vettingId === undefined) return undefined;
  const vetting = await findVetting(db, request.owner.id, vettingId);
  if (!vetting) throw new PageError(404, 'notFound');
  load(request, 'vetting', vetting);
  if (candidateId === undefined) return undefined;
  const candidate = await findCandidate(db, vetting, candidateId);
  if (!candidate) throw new PageError(404, 'notFound');
  load(request, 'candidate', candidate);
  return undefined;
}

/** Sends to the sign-in page. What was posted travels along and is offered for saving afterwards. */
function askToSignIn(request: FastifyRequest, reply: FastifyReply): unknown {
  if (request.method === 'GET' || request.method === 'HEAD') return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303);
  reply.status(401);
  return reply.page('sign-in/sign-in', {
    title: request.t('signIn.title'),
    hasForm: false,
    expired: true,
    resumePath: request.url,
    resumeBody: JSON.stringify(formValues(request)),
  });
}

async function admitLink(app: FastifyInstance, request: FastifyRequest): Promise<void> {
  const { db, now } = app.parts;
  load(request, 'db', db);
  const link = await findLinkByToken(db, Parameters.parse(request.params).token ?? '', now());
  if (!link) throw new PageError(404, 'linkUnknown');
  admitInvitation(request, link);
}

async function admitCandidate(app: FastifyInstance, request: FastifyRequest): Promise<void> {
  const { now, previews } = app.parts;
  const { candidateId = '' } = Parameters.parse(request.params);
  const token = request.cookies[interviewCookie(candidateId)] ?? '';
  const kept = await findLinkBySession(app.parts.db, token, now());
  const link = kept ?? (await findLinkBySession(previews, token, now()));
  if (link?.candidateId !== candidateId) throw new PageError(403, 'linkClosed');
  const db = kept ? app.parts.db : previews;
  load(request, 'db', db);
  admitInvitation(request, link);
  const interview = await loadInterview(db, link);
  if (!interview) throw new PageError(403, 'linkClosed');
  load(request, 'interview', interview);
  request.isPreview = !kept;
}

function admitInvitation(request: FastifyRequest, link: InvitationLink): void {
  if (!request.localeChosen) useLocale(request, link.vetting.brief.locale);
  const owner = link.vetting.brief.business?.name ?? link.ownerEmail;
  const contact = `${owner} (${link.ownerEmail})`;
  if (link.state === 'revoked') throw new PageError(410, 'linkRevoked', { owner: contact });
  if (link.state === 'expired')
    throw new PageError(410, 'linkExpired', { owner: contact, date: formatInstant(link.expiresAt, request.locale, link.vetting.brief.timeZone) });
  if (isOver(link.vetting) && !link.isSubmitted) throw new PageError(410, 'vettingClosed', { owner: contact });
  load(request, 'link', link);
}

function load<Name extends 'vetting' | 'candidate' | 'link' | 'interview' | 'db'>(request: FastifyRequest, name: Name, value: FastifyRequest[Name]): void {
  Object.defineProperty(request, name, { value, configurable: true });
}
