import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { z } from 'zod';
import { isStorageFault } from '../../store/faults.ts';
import { type Failure, redirectToFailure } from '../kept/answer.ts';
import { typedTexts, wantsData } from './forms.ts';

/** A failure that has a page of its own; `code` names its words in errors.page. */
export class PageError extends Error {
  readonly status: number;
  readonly code: string;
  readonly parameters: Record<string, string | number>;

  constructor(status: number, code: string, parameters: Record<string, string | number> = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.parameters = parameters;
  }
}

/** Turns every failure into a page, shows what had been typed, and logs only what nobody expected. */
async function errors(app: FastifyInstance): Promise<void> {
  app.setNotFoundHandler({ preHandler: [] }, (request, reply) =>
    errorPage(request, reply, new PageError(404, 'notFound')),
  );
  app.setErrorHandler((error, request, reply) => {
    const known = toPageError(error, request);
    // What is refused on purpose has no stack worth a line.
    if (known === error && known.status >= 500) request.log.warn({ code: known.code, reqId: request.id });
    else if (known.status >= 500) request.log.error({ err: error, reqId: request.id });
    return errorPage(request, reply, known);
  });
}

/** In how many seconds to come again where the database could not be written. */
const RETRY_SECONDS = 5;

function toPageError(error: unknown, request: FastifyRequest): PageError {
  if (error instanceof PageError) return error;
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (isStorageFault(error)) return new PageError(503, 'unavailable', { seconds: RETRY_SECONDS });
  if (code?.startsWith('FST_CSRF')) return new PageError(403, 'forbidden');
  if (statusCode === 413) return new PageError(413, 'tooLarge');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new PageError(statusCode, statusCode === 404 ? 'notFound' : 'badRequest');
  return new PageError(500, 'server', { id: request.id });
}

/** The page of a failure; what was `typed` is shown on it, and where to go `onward`. */
export async function errorPage(
  request: FastifyRequest,
  reply: FastifyReply,
  error: PageError,
  { typed, onward }: Pick<Failure, 'typed' | 'onward'> = {
    typed: typedTexts(request),
    onward: onwardFrom(request, error),
  },
): Promise<FastifyReply> {
  const { t } = request;
  reply.status(error.status);
  if (error.parameters.seconds) reply.header('Retry-After', error.parameters.seconds);
  const title = t(`errors.page.${error.code}.title`);
  // The page that asked still holds what was typed.
  if (wantsData(request)) return reply.send({ outcome: error.code, text: title });
  request.isRefused = true;
  const { status, code, parameters } = error;
  if (await redirectToFailure(request, reply, { status, code, parameters, typed, onward })) return reply;
  const text = t(`errors.page.${code}.text`, parameters);
  return reply.page('errors/page', {
    title,
    text,
    typed,
    onward,
    onwardName: t(onward?.startsWith('/interview/') ? 'errors.page.toInterview' : 'report.back'),
    isFailure: true,
  });
}

const Parameters = z.object({ vettingId: z.string().optional(), candidateId: z.string().optional() });

/** Where whoever came too late goes on: to the own interview as it stands now, or to the vetting. */
function onwardFrom({ routeOptions, params }: FastifyRequest, { status }: PageError): string | null {
  if (status !== 409) return null;
  const { vettingId, candidateId } = Parameters.parse(params);
  if (routeOptions.config.access === 'candidate') return `/interview/${candidateId}`;
  return vettingId ? `/vettings/${vettingId}` : null;
}

export default fp(errors, { name: 'errors', dependencies: ['views'] });
