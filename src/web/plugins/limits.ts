import rateLimit, {
  type FastifyRateLimitOptions,
  type FastifyRateLimitStore,
  type FastifyRateLimitStoreCtor,
} from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Database } from '../../store/database.ts';
import { isPostgres } from '../../store/engine.ts';
import { countRequest } from '../../store/request-counts.ts';
import { PageError } from './errors.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a link that leads to nothing; throws where one address has tried too many. Good links never count. */
    countMiss: (request: FastifyRequest) => Promise<void>;
  }
}

/** Slows down guessing. Routes name their own limit in config.rateLimit. */
async function limits(app: FastifyInstance): Promise<void> {
  const tooMany = (ms: number): PageError =>
    new PageError(429, 'tooMany', { seconds: Math.max(1, Math.ceil(ms / 1000)) });
  const { db } = app.parts;
  await app.register(rateLimit, {
    global: false,
    // In a file there is one server, which counts in memory.
    ...(isPostgres(db) ? { store: sharedCounts(db) } : {}),
    // After the form is read, so that a refusing page can show what was typed.
    hook: 'preValidation',
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl),
  });
  const measure = app.createRateLimit(MISS_LIMIT);
  app.decorate('countMiss', async (request: FastifyRequest) => {
    const measured = await measure(request);
    if (!measured.isAllowed && measured.isExceeded) throw tooMany(measured.ttl);
  });
}

/** Attempts a minute from one address. */
export const SIGN_IN_LIMIT = { max: 10, timeWindow: 60_000 };
/** Links that lead to nothing, a minute from one address. */
const MISS_LIMIT = { max: 60, timeWindow: 60_000 };

type Answer = Parameters<FastifyRateLimitStore['incr']>[1];

/** Counts in the database, so that whoever is turned away at one server is turned away at all. */
function sharedCounts(db: Database): FastifyRateLimitStoreCtor {
  return class Counts implements FastifyRateLimitStore {
    readonly #route: string;

    constructor(_options: FastifyRateLimitOptions, route = 'links') {
      this.#route = route;
    }

    incr(key: string, answer: Answer, windowMs: number): void {
      countRequest(db, `${this.#route} ${key}`, windowMs, new Date()).then(
        (counted) => answer(null, counted),
        (error) => answer(error),
      );
    }

    child({ method, path }: Parameters<FastifyRateLimitStore['child']>[0]): Counts {
      return new Counts({}, `${method} ${path}`);
    }
  };
}

export default fp(limits, { name: 'limits', dependencies: ['errors'] });
