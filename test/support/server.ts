import { type ChildProcess, spawn } from 'node:child_process';

/** A server in a process of its own, which a test can kill. */
export type Server = { child: ChildProcess; base: string; port: number; output: () => string };

export const freePort = (): number => 23_000 + Math.floor(Math.random() * 20_000);

/** Starts the server on a database file and waits until it says where it is. */
export async function startServer(file: string, port = freePort()): Promise<Server> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { ...process.env, PORT: String(port), DATABASE_FILE: file, LOG_LEVEL: 'info' },
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
