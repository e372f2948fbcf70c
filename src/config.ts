import { z } from 'zod';

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a port number')
    .default('3000')
    .transform(Number),
  PUBLIC_URL: z
    .httpUrl()
    .or(z.string().regex(/^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/))
    .optional(),
  DATABASE_FILE: z.string().min(1).default('data/banso.sqlite'),
  TRUSTED_PROXY: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type Config = {
  host: string;
  port: number;
  /** Where people reach this installation, without a slash at the end. Every link is built from it. */
  publicUrl: string;
  databaseFile: string;
  /** Addresses of proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8. */
  trustedProxy: string[];
  logLevel: string;
};

/** Reads the environment once. Throws one error that names every setting that is wrong. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(filled);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const { HOST, PORT, PUBLIC_URL, DATABASE_FILE, TRUSTED_PROXY, LOG_LEVEL } = parsed.data;
  return {
    host: HOST,
    port: PORT,
    publicUrl: (PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, ''),
    databaseFile: DATABASE_FILE,
    trustedProxy: TRUSTED_PROXY?.split(',').map((address) => address.trim()) ?? [],
    logLevel: LOG_LEVEL,
  };
}
