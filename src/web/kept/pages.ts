import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hasKeptPage, keepPage, listKeptPages } from '../../store/kept-pages.ts';
import { newToken } from '../../store/tokens.ts';
import { forgetSecret, giveSecret, readSecret, type SecretCookie } from '../cookies.ts';

const COOKIE: SecretCookie = 'banso_browser';
const DAY_MS = 86_400_000;
/** How long the page that a form was answered with can be loaded again, and how long new links can. */
export const PAGE_DAYS = 1;
export const LINK_DAYS = 7;

const Id = z.string().regex(/^[\w-]{16}$/);
const Query = z.object({ kept: Id.optional().catch(undefined) });
const Key = z.string().regex(/^[\w-]{43}$/);
/** What is kept belongs to whoever was signed in, and to nobody else who uses the browser afterwards. */
const Content = z.object({ account: z.string().nullable(), data: z.unknown() });

/** The key with which this browser's pages are encrypted; null where it has none yet. */
export function browserKey(request: FastifyRequest): string | null {
  const key = Key.safeParse(readSecret(request, COOKIE));
  return key.success ? key.data : null;
}

/**
 * The browser's key, given to it with its first page: both clicks of a double click have to carry it,
 * whichever answer the browser throws away. Every page makes it last a week longer.
 */
export function giveBrowserKey(request: FastifyRequest, reply: FastifyReply): string {
  const key = browserKey(request) ?? newToken();
  giveSecret(reply, COOKIE, key, { maxAge: LINK_DAYS * 86_400 });
  return key;
}

/** Keeps data for the browser that asks and returns the id under which it gets it again. */
export async function keepForBrowser(
  request: FastifyRequest,
  reply: FastifyReply,
  { topic, data, days }: { topic: string; data: unknown; days: number },
): Promise<string> {
  const { db, now } = request.server.parts;
  const key = giveBrowserKey(request, reply);
  const until = new Date(now().getTime() + days * DAY_MS);
  const content = JSON.stringify({ account: request.owner?.id ?? null, data });
  return keepPage(db, key, { topic, content, until }, now());
}

/** What this browser and this account kept under a topic, the newest first; of one id where that is given. */
export async function findKept<Data>(
  request: FastifyRequest,
  topic: string,
  schema: z.ZodType<Data>,
  id?: string,
): Promise<{ id: string; data: Data }[]> {
  const { db, now } = request.server.parts;
  const key = browserKey(request);
  if (!key) return [];
  const pages = await listKeptPages(db, key, { topic, ...(id === undefined ? {} : { id }) }, now());
  return pages.flatMap((page) => {
    const { account, data } = Content.parse(JSON.parse(page.content));
    return account === null || account === request.owner?.id
      ? [{ id: page.id, data: schema.parse(data) }]
      : [];
  });
}

/** Whether this browser can still open what was kept under an id. */
export async function isKeptStill(request: FastifyRequest, id: string): Promise<boolean> {
  const { db, now } = request.server.parts;
  const key = browserKey(request);
  // Without its key nobody can tell; the address itself will.
  return key === null || hasKeptPage(db, key, id, now());
}

/** The id of the kept page that an address asks for. */
export const keptId = (request: FastifyRequest): string | undefined => Query.parse(request.query).kept;

/** The same address with a kept page. */
export function addressOfKept(path: string, id: string): string {
  const address = new URL(path, 'http://localhost');
  address.searchParams.set('kept', id);
  return address.pathname + address.search;
}

/** Forgets the key, and with it everything that was kept. */
export function forgetBrowserKey(reply: FastifyReply): void {
  forgetSecret(reply, COOKIE);
}
