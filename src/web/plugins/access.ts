import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { z } from 'zod';
import { formatUntil } from '../../locales/formats.ts';
import { findLinkBySession, findLinkByToken, type InvitationLink } from '../../store/candidate-links.ts';
import { type Candidate, findCandidate } from '../../store/candidates.ts';
import type { Database } from '../../store/database.ts';
import { type Interview, loadInterview, sealTerms } from '../../store/interviews.ts';
import type { Judge } from '../../store/judgements.ts';
import { listUnseen, markLevelsSeen } from '../../store/levels-seen.ts';
import { findRole, type Role } from '../../store/members.ts';
import type { Owner } from '../../store/owners.ts';
import { findSession, type Session } from '../../store/sessions.ts';
import { hashToken } from '../../store/tokens.ts';
import { isOver, type Vetting } from '../../store/vettings.ts';
import { isFresh, SESSION_COOKIE } from '../accounts/signing-in.ts';
import { giveSecret, readSecret, type SecretCookie } from '../cookies.ts';
import { PageError } from './errors.ts';
import { resumableForm, wantsData } from './forms.ts';
import { useLocale } from './locale.ts';

/**
 * Who may call a route: anybody; the signed-in owner of what it names; its owner and evaluators; its owner
 * and every member; whoever holds a link; or the candidate whose link was opened.
 */
export type Access = 'public' | 'owner' | 'evaluator' | 'member' | 'link' | 'candidate';

const ROLES: Partial<Record<Access, readonly Role[]>> = {
  owner: ['owner'],
  evaluator: ['owner', 'evaluator'],
  member: ['owner', 'evaluator', 'viewer'],
};

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /**
     * Whose levels this route shows: those of the candidate that it names, or of all. An evaluator has to
     * have read them first, an owner to have opened them by a click.
     */
    levels?: 'candidate' | 'all';
    /** Whether the password has to have been given a short while ago: for what cannot be taken back. */
    fresh?: boolean;
  }
  interface FastifyRequest {
    /** Whoever is signed in. */
    owner: Owner | null;
    /** The session in which somebody is signed in. */
    session: Session | null;
    /** What the signed-in person is in the vetting that the route names. */
    role: Role;
    vetting: Vetting;
    candidate: Candidate;
    link: InvitationLink;
    interview: Interview;
    /** Where this candidate's interview is kept: with the data, or among the previews. */
    db: Database;
    /** The candidate's session as a hash; null on other routes. */
    candidateSession: string | null;
    /** Whether an owner is trying the own interview. */
    isPreview: boolean;
  }
}

export const interviewCookie = (candidateId: string): SecretCookie => `banso_interview_${candidateId}`;

const Parameters = z.object({
  vettingId: z.string().optional(),
  candidateId: z.string().optional(),
  token: z.string().optional(),
});

/** Whoever is signed in, as one who judges. Throws on a route that lets others in. */
export function judgeOf({ owner }: FastifyRequest): Judge {
  if (owner === null) throw new Error('nobody is signed in');
  return { id: owner.id, email: owner.email };
}

/** So long a receipt can be read after the deadline before the link is opened again. */
const READING_MS = 86_400_000;

/** Gives a browser the session of one interview, as long as its link lives; a day where it only reads. */
export function keepCandidateSession(
  app: FastifyInstance,
  reply: FastifyReply,
  candidateId: string,
  token: string,
  expiresAt: string,
): void {
  const readUntil = app.parts.now().getTime() + READING_MS;
  giveSecret(reply, interviewCookie(candidateId), token, {
    expires: new Date(Math.max(Date.parse(expiresAt), readUntil)),
  });
}

/**
 * Lets each request through only to what is its caller's. A route that does not say who may call it stops the
 * start.
 */
async function access(app: FastifyInstance): Promise<void> {
  app.decorateRequest('owner', null);
  app.decorateRequest('session', null);
  app.decorateRequest('role', 'owner');
  app.decorateRequest('isPreview', false);
  app.decorateRequest('candidateSession', null);
  for (const name of ['vetting', 'candidate', 'link', 'interview', 'db'] as const) {
    app.decorateRequest(name, {
      getter: () => {
        throw new Error(`${name} is not loaded on this route`);
      },
    } as never);
  }
  app.addHook('onRoute', ({ url, config }) => {
    if (!config?.access && !url.startsWith('/public/'))
      throw new Error(`The route ${url} does not state who may call it`);
  });
  app.addHook('preHandler', async (request, reply) => {
    const { db, now } = app.parts;
    const token = readSecret(request, SESSION_COOKIE);
    request.session = token ? await findSession(db, token, now()) : null;
    request.owner = request.session?.owner ?? null;
    const { access } = request.routeOptions.config;
    if (access !== undefined && ROLES[access]) await admitAccount(app, request, reply, ROLES[access]);
    else if (access === 'link') await admitLink(app, request);
    else if (access === 'candidate') await admitCandidate(app, request);
    // HEAD asks whether a page is there: what opening it would note is not noted.
    const asksOnly = request.method === 'HEAD' && access !== undefined && access !== 'public';
    if (asksOnly && !reply.sent) reply.type('text/html').send();
    return reply.sent ? reply : undefined;
  });
}

async function admitAccount(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
  roles: readonly Role[],
): Promise<unknown> {
  const { db, now } = app.parts;
  if (!request.owner) return askToSignIn(request, reply);
  if (request.routeOptions.config.fresh && !isFresh(request)) return askToSignIn(request, reply, 'again');
  const { vettingId, candidateId } = Parameters.parse(request.params);
  if (vettingId === undefined) return undefined;
  const found = await findRole(db, request.owner.id, vettingId);
  if (!found) throw new PageError(404, 'notFound');
  if (!roles.includes(found.role)) throw new PageError(403, 'ownerOnly');
  const { vetting, role } = found;
  request.role = role;
  load(request, 'vetting', vetting);
  const { levels } = request.routeOptions.config;
  // Viewers judge nothing; that levels were open to one is noted when that ends.
  if (levels && role !== 'viewer') {
    const unseen = await listUnseen(db, vetting.id, request.owner.id);
    const shown = levels === 'all' ? unseen : unseen.filter((id) => id === candidateId);
    if (role === 'evaluator' && shown.length > 0) {
      // What was typed stays in view.
      if (request.method === 'POST') throw new PageError(403, 'readFirst');
      return reply.redirect(`/vettings/${vettingId}/reading?first`, 303);
    }
    if (request.method === 'POST') await markLevelsSeen(db, shown, request.owner.id, now());
    else if (shown.length > 0) return reply.redirect(openingAddress(request, levels), 303);
  }
  if (candidateId === undefined) return undefined;
  const candidate = await findCandidate(db, vetting, candidateId);
  if (!candidate) throw new PageError(404, 'notFound');
  // Whoever has not submitted has nothing to read, and so a name that stays hidden.
  if (levels && role === 'evaluator' && vetting.readsBlind && candidate.progress !== 'submitted')
    throw new PageError(404, 'notFound');
  load(request, 'candidate', candidate);
  return undefined;
}

/** Where an owner opens what a page shows, and goes on to that page. */
function openingAddress({ params, url }: FastifyRequest, levels: 'candidate' | 'all'): string {
  const { vettingId, candidateId } = Parameters.parse(params);
  const candidate = levels === 'candidate' ? `/candidates/${candidateId}` : '';
  return `/vettings/${vettingId}${candidate}/opening?${new URLSearchParams({ next: url })}`;
}

/**
 * Sends to the sign-in page, because nobody is signed in or because the password is wanted again. What was
 * posted travels along and is offered for sending afterwards.
 */
function askToSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  why: 'expired' | 'again' = 'expired',
): unknown {
  if (request.method === 'GET' || request.method === 'HEAD') {
    const query = new URLSearchParams({ next: request.url, ...(why === 'again' ? { again: '' } : {}) });
    return reply.redirect(`/sign-in?${query}`, 303);
  }
  reply.status(401);
  if (wantsData(request)) return reply.send({ outcome: 'signedOut', text: request.t('signIn.expired') });
  return reply.page('sign-in/sign-in', {
    address: '/sign-in',
    title: request.t('signIn.title'),
    hasForm: true,
    notice: request.t(`signIn.${why}`),
    resumePath: request.url,
    resumeBody: JSON.stringify(resumableForm(request)),
  });
}

async function admitLink(app: FastifyInstance, request: FastifyRequest): Promise<void> {
  const { db, now } = app.parts;
  load(request, 'db', db);
  const link = await findLinkByToken(db, Parameters.parse(request.params).token ?? '', now());
  if (!link) {
    await app.countMiss(request);
    throw new PageError(404, 'linkUnknown');
  }
  admitInvitation(request, link);
}

async function admitCandidate(app: FastifyInstance, request: FastifyRequest): Promise<void> {
  const { now, previews } = app.parts;
  const { candidateId = '' } = Parameters.parse(request.params);
  const token = readSecret(request, interviewCookie(candidateId)) ?? '';
  const kept = await findLinkBySession(app.parts.db, token, now());
  const link = kept ?? (await findLinkBySession(previews, token, now()));
  if (link?.candidateId !== candidateId) throw new PageError(403, 'linkClosed');
  const db = kept ? app.parts.db : previews;
  load(request, 'db', db);
  admitInvitation(request, link);
  const interview = await loadInterview(db, link);
  if (!interview) throw new PageError(403, 'linkClosed');
  request.isPreview = !kept;
  request.candidateSession = hashToken(token);
  load(request, 'interview', sealTerms(interview, request.candidateSession));
}

function admitInvitation(request: FastifyRequest, link: InvitationLink): void {
  if (!request.localeChosen) useLocale(request, link.vetting.brief.locale);
  const owner = link.vetting.brief.business?.name ?? link.ownerEmail;
  const contact = `${owner} (${link.ownerEmail})`;
  if (link.state === 'revoked') throw new PageError(410, 'linkRevoked', { owner: contact });
  // What was submitted can be read again after the deadline.
  if (link.state === 'expired' && !link.isSubmitted)
    throw new PageError(410, 'linkExpired', {
      owner: contact,
      date: formatUntil(link.expiresAt, request.locale, link.vetting.brief.timeZone),
    });
  if (isOver(link.vetting) && !link.isSubmitted)
    throw new PageError(410, 'vettingClosed', { owner: contact });
  load(request, 'link', link);
}

function load<Name extends 'vetting' | 'candidate' | 'link' | 'interview' | 'db'>(
  request: FastifyRequest,
  name: Name,
  value: FastifyRequest[Name],
): void {
  Object.defineProperty(request, name, { value, configurable: true });
}

export default fp(access, { name: 'access', dependencies: ['csrf'] });
