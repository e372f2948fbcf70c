import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { newId } from '../../store/tokens.ts';
import { wantsData } from '../plugins/forms.ts';
import { addressOfKept, findKept, keepForBrowser, keptId, PAGE_DAYS } from './pages.ts';

/** Where a kept page is found whose form has no page of its own. */
export const KEPT_PATH = '/kept';

const PAGE = 'page';
const FAILURE = 'failure';
const Page = z.object({ status: z.number(), html: z.string() });
/** An error page by its words, so that it can be read in the other language too. */
export const Failure = z.object({
  status: z.number(),
  code: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
  typed: z.array(z.string()),
  onward: z.string().nullable().default(null),
});
export type Failure = z.infer<typeof Failure>;

/**
 * Whether the answer to a posted form gets an address of its own (post, redirect, get): not where the browser
 * may keep no cookies, and not where nothing can or should be written.
 */
const canBeKept = (request: FastifyRequest, status: number): boolean =>
  request.method === 'POST' &&
  !wantsData(request) &&
  // Nothing of an owner's try is kept.
  !request.isPreview &&
  Object.keys(request.cookies).length > 0 &&
  status < 500 &&
  status !== 429;

/**
 * Sends to the address where the page can be loaded again; false where it is to be sent at once. A reply is
 * never returned from here: awaiting it would wait for its end.
 */
export async function redirectToKept(
  request: FastifyRequest,
  reply: FastifyReply,
  { html, address }: { html: string; address: string | null },
): Promise<boolean> {
  const status = reply.statusCode;
  if (!canBeKept(request, status)) return false;
  const id = await tryKeeping(request, reply, PAGE, { status, html });
  if (!id) return false;
  reply.redirect(addressOfKept(address ?? KEPT_PATH, id), 303);
  return true;
}

/** The address of a posted form, where a page of its own can be read there. */
export function pageAddress({ routeOptions, server, url: address }: FastifyRequest): string | null {
  const { url } = routeOptions;
  return url !== undefined && server.hasRoute({ method: 'GET', url }) ? address : null;
}

/** The same for an error page that shows what was typed; the others can simply be left. */
export async function redirectToFailure(
  request: FastifyRequest,
  reply: FastifyReply,
  failure: Failure,
): Promise<boolean> {
  if (!canBeKept(request, failure.status) || failure.typed.length === 0) return false;
  const id = await tryKeeping(request, reply, FAILURE, failure);
  if (id) reply.redirect(addressOfKept(KEPT_PATH, id), 303);
  return id !== null;
}

/** A full or locked database must not cost what the page holds: then it is sent at once. */
async function tryKeeping(
  request: FastifyRequest,
  reply: FastifyReply,
  topic: string,
  data: unknown,
): Promise<string | null> {
  try {
    return await keepForBrowser(request, reply, { topic, data, days: PAGE_DAYS });
  } catch (error) {
    request.log.warn({ err: error }, 'a page could not be kept');
    return null;
  }
}

/** The kept page that an address asks for, where this browser has it. */
export async function keptPage(request: FastifyRequest): Promise<{ status: number; html: string } | null> {
  const id = keptId(request);
  const [found] = id === undefined ? [] : await findKept(request, PAGE, Page, id);
  // Loaded again it is a page of its own: its saves are numbered anew.
  return found ? { ...found.data, html: renewed(found.data.html) } : null;
}

export async function keptFailure(request: FastifyRequest): Promise<Failure | null> {
  const id = keptId(request);
  const [found] = id === undefined ? [] : await findKept(request, FAILURE, Failure, id);
  return found?.data ?? null;
}

function renewed(html: string): string {
  const old = /name="page" value="([\w-]{16})"/.exec(html)?.[1];
  return old ? html.replaceAll(old, newId()) : html;
}
