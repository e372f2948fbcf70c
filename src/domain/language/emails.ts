import { normaliseText } from './normalise.ts';

const LOCAL = /^[^\s@<>(),;:"[\]\\]+$/;
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
/** Longest address, in UTF-16 code units. */
const LONGEST = 254;

/**
 * An address as people paste it: full width, "山田太郎 <taro@example.jp>", mailto:, 。 for a point, a host
 * written in its own letters. Local parts such as taro..yamada.@docomo.ne.jp exist, so they pass. Null
 * where there is none.
 */
export function readEmail(typed: string): string | null {
  if (typed.length > 2 * LONGEST) return null;
  const text = normaliseText(typed)
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .trim();
  const open = text.lastIndexOf('<');
  const inner = open >= 0 && text.endsWith('>') ? text.slice(open + 1, -1) : text;
  const address = inner
    .trim()
    .replace(/^mailto:/, '')
    .replaceAll('。', '.');
  const at = address.lastIndexOf('@');
  if (at < 1 || address.length > LONGEST) return null;
  const local = address.slice(0, at);
  const host = asciiHost(address.slice(at + 1));
  return LOCAL.test(local) && HOST.test(host) ? `${local}@${host}` : null;
}

/** 日本.jp in the form that mail servers know. */
function asciiHost(host: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked about.
  if (/^[\x00-\x7f]*$/.test(host)) return host;
  const url = URL.parse(`http://${host}/`);
  return url && url.port === '' && url.pathname === '/' ? url.hostname : '';
}
