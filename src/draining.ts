import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** So long nothing has to come in before the doors are shut, and so long they stay open at most. */
const QUIET_MS = 250;
const LONGEST_MS = 3000;
const LOOK_EVERY_MS = 25;

/**
 * Lets those go who are in the house: from now on every answer says that its connection ends, so that
 * browsers do not send another request on one that is about to be closed. Returns once it is quiet.
 */
export async function drain(app: FastifyInstance): Promise<void> {
  const { traffic } = app.parts;
  traffic.isStopping = true;
  const until = Date.now() + LONGEST_MS;
  while (Date.now() < until && (traffic.open > 0 || Date.now() - traffic.lastAt < QUIET_MS))
    await sleep(LOOK_EVERY_MS);
}
