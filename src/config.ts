import { z } from 'zod';

const ORIGIN_WANTED =
  'the address that people type, such as https://banso.example.com or http://192.168.1.20:3000, with no path, query or user name';

const Environment = z
  .object({
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'a port number')
      .default('3000')
      .transform(Number)
      // Not 0, "any port": links would be built with it.
      .pipe(z.number().min(1).max(65_535)),
    PUBLIC_URL: z
      .string()
      .transform((text) => originOf(text) ?? '')
      .refine((origin) => origin !== '', ORIGIN_WANTED)
      .optional(),
    DATABASE_FILE: z.string().min(1).default('data/banso.sqlite'),
    TRUSTED_PROXY: z.string().optional(),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\/\S+$/, 'an address such as smtp://user:password@mail.example.com:587')
      .optional(),
    MAIL_FROM: z
      .string()
      .regex(
        /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
        'a sender such as Banso <banso@example.com>',
      )
      .optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => (SMTP_URL === undefined) === (MAIL_FROM === undefined), {
    path: ['SMTP_URL'],
    message: 'SMTP_URL and MAIL_FROM belong together: set both or neither',
  });

/** Scheme, host and port of an address; null where it is none or says more than that. */
function originOf(text: string): string | null {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const isBare =
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === '';
  return isBare && !text.includes('?') && !text.includes('#') ? url.origin : null;
}

/** Whether an address leads nowhere but to the machine that it is typed on. */
export function isLocal(publicUrl: string): boolean {
  const { hostname } = new URL(publicUrl);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /^(127\.|\[::1\]$|0\.0\.0\.0$)/.test(hostname)
  );
}

export type Config = {
  host: string;
  port: number;
  /** Where people reach this installation, without a slash at the end. Every link is built from it. */
  publicUrl: string;
  databaseFile: string;
  /** Addresses of proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8. */
  trustedProxy: string[];
  /** Through which server mail is sent, and from whom; null where none is. */
  mail: { url: string; from: string } | null;
  logLevel: string;
};

/** Reads the environment once. Throws one error that names every setting that is wrong. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(filled);
  if (!parsed.success) {
    throw new Error(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  }
  const { HOST, PORT, PUBLIC_URL, DATABASE_FILE, TRUSTED_PROXY, SMTP_URL, MAIL_FROM, LOG_LEVEL } =
    parsed.data;
  return {
    host: HOST,
    port: PORT,
    publicUrl: PUBLIC_URL ?? `http://localhost:${PORT}`,
    databaseFile: DATABASE_FILE,
    trustedProxy: TRUSTED_PROXY?.split(',').map((address) => address.trim()) ?? [],
    mail: SMTP_URL && MAIL_FROM ? { url: SMTP_URL, from: MAIL_FROM } : null,
    logLevel: LOG_LEVEL,
  };
}
