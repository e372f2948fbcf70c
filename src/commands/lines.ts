import { createInterface } from 'node:readline';

/** Prints one JSON a line for each line of standard input that is not empty. */
export async function answerLines(answer: (text: string) => object): Promise<void> {
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text.trim() !== '') console.log(JSON.stringify({ text, ...answer(text) }));
  }
}
