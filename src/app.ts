import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './store/database.ts';
import { scoreUnscored } from './store/scores.ts';
import { registerAccount } from './web/account/routes.ts';
import { registerBrief } from './web/brief/routes.ts';
import { registerComparison } from './web/comparison/routes.ts';
import { registerAgreement } from './web/decision/agreement.ts';
import { registerLetters } from './web/decision/letter.ts';
import { registerDecision } from './web/decision/routes.ts';
import { registerExports } from './web/exports/routes.ts';
import { registerHistory } from './web/history/routes.ts';
import { registerInterview } from './web/interview/routes.ts';
import { registerCandidate } from './web/invitations/candidate.ts';
import { registerImport } from './web/invitations/import.ts';
import { registerInvitations } from './web/invitations/routes.ts';
import { registerDeletion } from './web/life-cycle/deletion.ts';
import { registerLifeCycle } from './web/life-cycle/routes.ts';
import { registerMembers } from './web/members/routes.ts';
import { registerOperations } from './web/operations/routes.ts';
import { registerOwnLevels } from './web/overrides/own-levels.ts';
import { registerOverrides } from './web/overrides/routes.ts';
import { registerOwnQuestions } from './web/own-questions/routes.ts';
import { registerAccess } from './web/plugins/access.ts';
import { registerCompression } from './web/plugins/compression.ts';
import { registerCsrf } from './web/plugins/csrf.ts';
import { registerErrors } from './web/plugins/errors.ts';
import { registerForms } from './web/plugins/forms.ts';
import { registerHeaders } from './web/plugins/headers.ts';
import { registerHistoryRecord } from './web/plugins/history.ts';
import { registerLimits } from './web/plugins/limits.ts';
import { registerLocale } from './web/plugins/locale.ts';
import { registerViews } from './web/plugins/views.ts';
import { registerPreviews } from './web/previews/routes.ts';
import { registerQuestions } from './web/questions/routes.ts';
import { registerRatings } from './web/ratings/routes.ts';
import { registerMeeting } from './web/report/meeting.ts';
import { registerReport } from './web/report/routes.ts';
import { registerScoreGuide } from './web/score-guide/routes.ts';
import { registerShortlist } from './web/shortlist/routes.ts';
import { registerJoin } from './web/sign-in/join.ts';
import { registerSignIn } from './web/sign-in/routes.ts';
import { registerVettings } from './web/vettings/routes.ts';
import { registerWeights } from './web/weights/routes.ts';

/** What the application is made of; tests bring their own database and clock. */
export type Parts = {
  config: Config;
  db: Database;
  now?: () => Date;
  logTo?: { write: (line: string) => void };
};

/** A route as it was registered, so that a test can walk them all. */
export type RegisteredRoute = { method: string; url: string; access: string };

declare module 'fastify' {
  interface FastifyInstance {
    /** `previews` holds the interviews that owners try for themselves: in memory, never with the data. */
    parts: Required<Omit<Parts, 'logTo'>> & { routes: RegisteredRoute[]; previews: Database };
  }
}

const BODY_LIMIT = 256 * 1024;

/** The whole web application, ready to listen or to be injected into. */
export async function buildApp({
  config,
  db,
  now = () => new Date(),
  logTo,
}: Parts): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 64 },
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
  const previews = openDatabase(':memory:');
  app.decorate('parts', { config, db, now, routes, previews });
  app.addHook('onClose', () => previews.destroy());
  app.addHook('onRoute', ({ method, url, config: settings }) => {
    for (const each of [method].flat())
      routes.push({ method: each, url, access: settings?.access ?? 'public' });
  });
  await registerHeaders(app);
  await registerCompression(app);
  await registerForms(app);
  await registerLocale(app);
  await registerViews(app);
  await registerErrors(app);
  await registerLimits(app);
  await registerCsrf(app);
  await registerAccess(app);
  registerHistoryRecord(app);

  registerOperations(app);
  registerSignIn(app);
  registerJoin(app);
  registerAccount(app);
  registerVettings(app);
  registerLifeCycle(app);
  registerDeletion(app);
  registerBrief(app);
  registerOwnQuestions(app);
  registerPreviews(app);
  registerInvitations(app);
  registerImport(app);
  registerCandidate(app);
  registerQuestions(app);
  registerReport(app);
  registerMeeting(app);
  registerOverrides(app);
  registerOwnLevels(app);
  registerScoreGuide(app);
  registerComparison(app);
  registerWeights(app);
  registerShortlist(app);
  registerMembers(app);
  registerRatings(app);
  registerDecision(app);
  registerLetters(app);
  registerAgreement(app);
  registerHistory(app);
  registerExports(app);
  registerInterview(app);
  await scoreUnscored(db, now());
  return app;
}
