import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { decodeText } from '../domain/language/encodings.ts';

/** Input that is not text in UTF-8 or UTF-16; the message says what it is. */
export class EncodingError extends Error {}

/**
 * The text of a file, or of standard input where it is 0: UTF-8 or UTF-16, with or without a byte order mark.
 * Throws an EncodingError that names any other encoding.
 */
export function readText(file: string | 0): string {
  const { encoding, text } = decodeText(readFileSync(file), { shiftJis: false });
  if (text === null) throw new EncodingError(`expected UTF-8 or UTF-16, but this is ${encoding}`);
  return text;
}

/** Prints one JSON a line for each line of standard input that is not empty. Returns the exit code. */
export async function answerLines(answer: (text: string) => object): Promise<number> {
  const print = (text: string): void => {
    if (text.trim() !== '') console.log(JSON.stringify({ text, ...answer(text) }));
  };
  if (process.stdin.isTTY) {
    for await (const line of createInterface({ input: process.stdin })) print(line);
    return 0;
  }
  try {
    for (const line of readText(0).split(/\r\n|\n|\r/)) print(line);
    return 0;
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    console.error(`standard input: ${error.message}`);
    return 2;
  }
}
