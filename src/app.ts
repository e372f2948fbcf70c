import { fileURLToPath } from 'node:url';
import autoload from '@fastify/autoload';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import type { Database } from './store/database.ts';
import { behindDoor } from './store/door.ts';
import { openPreviews } from './store/opening.ts';
import { scoreUnscored } from './store/scores.ts';
import { answerUnreadable } from './web/unreadable.ts';

/** What the application is made of; tests bring their own database and clock. */
export type Parts = {
  config: Config;
  db: Database;
  now?: () => Date;
  /** Whether the first account is made only with the code that was printed; nothing has to be known in tests. */
  needsSetupCode?: boolean;
  logTo?: { write: (line: string) => void };
};

/** A route as it was registered, so that a test can walk them all. */
export type RegisteredRoute = {
  method: string;
  url: string;
  access: string;
  once: boolean;
  /** Whether the password has to have been given a short while ago. */
  fresh: boolean;
  /** Whose levels it shows. */
  levels: 'candidate' | 'all' | null;
  /** Which budget of its account a request takes from. */
  spends: string | null;
};

/** What is on its way through the server. */
export type Traffic = { open: number; lastAt: number; isStopping: boolean };

declare module 'fastify' {
  interface FastifyInstance {
    /** `previews` holds the interviews that owners try for themselves, never among the data. */
    parts: Required<Omit<Parts, 'logTo'>> & {
      routes: RegisteredRoute[];
      previews: Database;
      traffic: Traffic;
    };
  }
}

/** So many connections are held at once; browsers beyond that are refused by the system and try again. */
const MOST_CONNECTIONS = 2000;

const WEB = fileURLToPath(new URL('web', import.meta.url));
/** Every feature brings its routes in a file of this name. */
const ROUTES = /\/routes\.ts$/;

function noSchemas(): never {
  throw new Error('input is read by zod, not by schemas of routes');
}

/** So long a part of an address may be; a link to which something sticks is unknown, not an error. */
const LONGEST_PART = 500;
/** Where an address leads that cannot be read: to nothing, as our pages say it. */
const UNREADABLE = '/unreadable';

function isReadable(url: string): boolean {
  const [path = ''] = url.split('?');
  if (path.split('/').some((part) => part.length > LONGEST_PART)) return false;
  try {
    // PostgreSQL stores no NUL and refuses to look for one.
    return !decodeURIComponent(path).includes('\u0000');
  } catch {
    return false;
  }
}

/** The whole web application, ready to listen or to be injected into. */
export async function buildApp({
  config,
  db,
  now = () => new Date(),
  needsSetupCode = false,
  logTo,
}: Parts): Promise<FastifyInstance> {
  const app = Fastify({
    requestTimeout: 30_000,
    // A connection that says nothing is closed.
    connectionTimeout: 75_000,
    routerOptions: { maxParamLength: LONGEST_PART },
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : UNREADABLE),
    clientErrorHandler: answerUnreadable,
    // No route has a JSON schema, so what would compile them is not loaded.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    trustProxy: config.trustedProxy.length > 0 ? config.trustedProxy : false,
    logger: {
      level: config.logLevel,
      ...(logTo ? { stream: logTo } : {}),
      // The address of a candidate's link holds a secret, so the route is logged and never the URL.
      serializers: {
        req: (request) => ({
          method: request.method,
          route: request.routeOptions?.url ?? 'unknown',
          ip: request.ip,
        }),
      },
    },
  });
  const routes: RegisteredRoute[] = [];
  const previews = await openPreviews(config);
  const traffic: Traffic = { open: 0, lastAt: 0, isStopping: false };
  app.decorate('parts', { config, db: behindDoor(db), now, needsSetupCode, routes, previews, traffic });
  app.addHook('onClose', () => previews.destroy());
  app.addHook('onRoute', ({ method, url, config: settings }) => {
    for (const each of [method].flat())
      routes.push({
        method: each,
        url,
        access: settings?.access ?? 'public',
        once: settings?.once ?? false,
        fresh: settings?.fresh ?? false,
        levels: settings?.levels ?? null,
        spends: settings?.spends ?? null,
      });
  });
  app.server.maxConnections = MOST_CONNECTIONS;
  await app.register(autoload, { dir: `${WEB}/plugins` });
  await app.register(autoload, { dir: `${WEB}/features`, matchFilter: ROUTES, dirNameRoutePrefix: false });
  await scoreUnscored(app.parts.db, now());
  return app;
}
