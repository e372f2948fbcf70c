import { once } from 'node:events';
import { createServer } from 'node:net';

/** Browsers refuse some lower ports. */
const FIRST = 20_000;
/** From here on systems give ports to outgoing connections, such as those of the browsers in other tests. */
const FIRST_OUTGOING = 32_768;

/**
 * A port of this machine that nobody listens on, for tests that must know their address before they listen.
 */
export async function freePort(): Promise<number> {
  const port = FIRST + Math.floor(Math.random() * (FIRST_OUTGOING - FIRST));
  const probe = createServer();
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening');
  } catch {
    return freePort();
  }
  probe.close();
  await once(probe, 'close');
  return port;
}
