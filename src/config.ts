import { isIP } from 'node:net';
import { z } from 'zod';
import { EXIT, OperatorError } from './operator-error.ts';
import { namesPostgres } from './store/address.ts';

const ORIGIN_WANTED =
  'expected the address that people type, such as https://banso.example.com or http://192.168.1.20:3000, with no path, query or user name';

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `expected a whole number from ${least} to ${most}`,
    })
    .transform(Number);

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** An address, a network such as 10.0.0.0/8, or a name that the server knows for several. */
function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const Environment = z
  .object({
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: z
      .string()
      // Not 0, "any port": links would be built with it.
      .refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535, {
        error: 'expected a port number from 1 to 65535, such as 3000',
      })
      .default('3000')
      .transform(Number),
    PUBLIC_URL: z
      .string()
      .transform((text) => originOf(text) ?? '')
      .refine((origin) => origin !== '', ORIGIN_WANTED)
      .optional(),
    DATABASE_FILE: z.string().min(1).default('data/banso.sqlite'),
    DATABASE_URL: z
      .string()
      .refine(
        namesPostgres,
        'expected the address of a PostgreSQL database, such as postgres://user:password@host/banso',
      )
      .optional(),
    DATABASE_CONNECTIONS: wholeNumber(2, 200).default(10),
    DATABASE_MUST_EXIST: z.enum(['yes', 'no'], { error: 'expected yes or no' }).default('no'),
    MEMBERS_MAY_CREATE: z.enum(['yes', 'no'], { error: 'expected yes or no' }).default('yes'),
    METRICS_TOKEN: z.string().min(16, 'expected at least 16 characters that nobody guesses').optional(),
    BACKUP_FOLDER: z.string().min(1).optional(),
    BACKUP_EVERY_HOURS: wholeNumber(1, 24 * 31).default(24),
    BACKUP_KEEP: wholeNumber(1, 1000).default(14),
    TRUSTED_PROXY: z
      .string()
      .refine((text) => text.split(',').every((each) => isProxy(each.trim())), {
        error: 'expected addresses or networks separated by commas, such as 127.0.0.1, 10.0.0.0/8',
      })
      .optional(),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\/\S+$/, 'expected an address such as smtp://user:password@mail.example.com:587')
      .optional(),
    MAIL_FROM: z
      .string()
      .regex(
        /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
        'expected a sender such as Banso <banso@example.com>',
      )
      .optional(),
    LOG_LEVEL: z.enum(LOG_LEVELS, { error: `expected one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => (SMTP_URL === undefined) === (MAIL_FROM === undefined), {
    path: ['SMTP_URL'],
    message: 'SMTP_URL and MAIL_FROM belong together: set both or neither',
  });

/** Every setting with the default that it has; null where it has none. */
export const SETTINGS: readonly { name: string; default: string | null }[] = Object.entries(
  Environment.shape,
).map(([name, schema]) => {
  const { data } = schema.safeParse(undefined);
  return { name, default: data === undefined ? null : String(data) };
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
  /** A database on a PostgreSQL server, which takes the place of the file; null where there is none. */
  databaseUrl: string | null;
  /** So many connections to it at most. */
  databaseConnections: number;
  /** Whether a missing database stops the start, rather than being a first start. */
  mustExist: boolean;
  /** Whether somebody who made an account from an invitation may have vettings of its own. */
  membersMayCreate: boolean;
  /** What a program has to send to read the metrics; null where there are none. */
  metricsToken: string | null;
  /** Where backups are made by themselves, how often, and how many stay; null where none are. */
  backup: { folder: string; everyHours: number; keep: number } | null;
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
    throw new OperatorError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
      EXIT.settings,
    );
  }
  const { HOST, PORT, PUBLIC_URL, DATABASE_FILE, TRUSTED_PROXY, SMTP_URL, MAIL_FROM, LOG_LEVEL } =
    parsed.data;
  const { BACKUP_FOLDER, BACKUP_EVERY_HOURS, BACKUP_KEEP, METRICS_TOKEN, DATABASE_MUST_EXIST } = parsed.data;
  const { MEMBERS_MAY_CREATE } = parsed.data;
  return {
    host: HOST,
    port: PORT,
    publicUrl: PUBLIC_URL ?? `http://localhost:${PORT}`,
    databaseFile: DATABASE_FILE,
    databaseUrl: parsed.data.DATABASE_URL ?? null,
    databaseConnections: parsed.data.DATABASE_CONNECTIONS,
    mustExist: DATABASE_MUST_EXIST === 'yes',
    membersMayCreate: MEMBERS_MAY_CREATE === 'yes',
    metricsToken: METRICS_TOKEN ?? null,
    backup: BACKUP_FOLDER
      ? { folder: BACKUP_FOLDER, everyHours: BACKUP_EVERY_HOURS, keep: BACKUP_KEEP }
      : null,
    trustedProxy: TRUSTED_PROXY?.split(',').map((address) => address.trim()) ?? [],
    mail: SMTP_URL && MAIL_FROM ? { url: SMTP_URL, from: MAIL_FROM } : null,
    logLevel: LOG_LEVEL,
  };
}
