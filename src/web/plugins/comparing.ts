import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { compareTexts } from '../../store/shared-texts.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Finds what a new response shares with others, once its sender was answered. */
    compareTexts(): void;
  }
}

/** Comparing takes its time where there are many candidates, so that nobody waits for it. */
async function comparing(app: FastifyInstance): Promise<void> {
  const { db } = app.parts;
  let running: Promise<unknown> = Promise.resolve();
  app.decorate('compareTexts', () => {
    running = running.then(() => compareTexts(db)).catch((error: unknown) => app.log.error(error));
  });
  app.addHook('onClose', async () => void (await running));
}

export default fp(comparing, { name: 'comparing' });
