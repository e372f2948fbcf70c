/** A file's text, or the name of an encoding that is not taken. */
export type Decoded = { encoding: string; text: string | null };

/** What the bytes of a workbook or a picture are called. */
export const BINARY = 'binary';
const ESCAPED_JIS = [0x1b, 0x24];
/** Half-width katakana in this share of a text say that it is EUC-JP read as Shift_JIS. */
const TOO_MUCH_HALF_WIDTH = 0.2;

/**
 * Reads a file's bytes by its byte order mark, or else as UTF-8 or UTF-16; `taken` says what else may be
 * read. Anything else comes back with its name and no text. Pure; linear.
 */
export function decodeText(bytes: Uint8Array, taken: { shiftJis: boolean }): Decoded {
  const unicode = decodeUnicode(bytes);
  if (unicode) return unicode;
  const encoding = nameOf(bytes);
  if (encoding === 'Shift_JIS' && taken.shiftJis) return { encoding, text: decode('shift_jis', bytes) };
  return { encoding, text: null };
}

function decodeUnicode(bytes: Uint8Array): Decoded | null {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { encoding: 'UTF-16', text: decode('utf-16le', bytes) };
  if (first === 0xfe && second === 0xff) return { encoding: 'UTF-16', text: decode('utf-16be', bytes) };
  const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
  if (!hasMark && bytes.length >= 2 && bytes.length % 2 === 0) {
    // Text has no NUL of its own: one beside the first character is half of it.
    if (second === 0 && first !== 0) return { encoding: 'UTF-16', text: decode('utf-16le', bytes) };
    if (first === 0 && second !== 0) return { encoding: 'UTF-16', text: decode('utf-16be', bytes) };
  }
  // ISO-2022-JP is ASCII to the byte; its escapes tell.
  if (isEscaped(bytes)) return null;
  const text = decode('utf-8', bytes);
  return text === null ? null : { encoding: 'UTF-8', text };
}

function nameOf(bytes: Uint8Array): string {
  if (bytes.includes(0)) return BINARY;
  if (isEscaped(bytes)) return 'ISO-2022-JP';
  const shiftJis = decode('shift_jis', bytes);
  const euc = decode('euc-jp', bytes);
  if (shiftJis === null) return euc === null ? 'windows-1252' : 'EUC-JP';
  const halfWidth = shiftJis.match(/[\uff61-\uff9f]/g)?.length ?? 0;
  return euc !== null && halfWidth > shiftJis.length * TOO_MUCH_HALF_WIDTH ? 'EUC-JP' : 'Shift_JIS';
}

const isEscaped = (bytes: Uint8Array): boolean =>
  bytes.some((byte, at) => byte === ESCAPED_JIS[0] && bytes[at + 1] === ESCAPED_JIS[1]);

/** Null where the bytes are not of this encoding. A byte order mark is taken away. */
function decode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
