import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { namesPostgres } from '../../src/store/address.ts';
import { openDatabase } from '../../src/store/database.ts';
import { freePort } from './port.ts';

/** A server in a process of its own, which a test can kill. */
export type Server = { child: ChildProcess; base: string; port: number; output: () => string };

/**
 * Starts the server on a database file, or on the address of one on a PostgreSQL server, on a free port
 * unless one is given, and waits until it says where it is.
 */
export async function startServer(file: string, givenPort?: number): Promise<Server> {
  const port = givenPort ?? (await freePort());
  // The first start, as `banso init` makes it.
  const isOnServer = namesPostgres(file);
  if (!isOnServer && !existsSync(file)) await openDatabase(file).destroy();
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: {
      ...process.env,
      PORT: String(port),
      LOG_LEVEL: 'info',
      [isOnServer ? 'DATABASE_URL' : 'DATABASE_FILE']: file,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: string): void => {
    output += chunk;
  };
  child.stdout?.setEncoding('utf8').on('data', collect);
  child.stderr?.setEncoding('utf8').on('data', collect);
  while (!output.includes('Banso is running')) {
    if (child.exitCode !== null) throw new Error(output);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { child, base: `http://localhost:${port}`, port, output: () => output };
}
