import { createInterface } from 'node:readline';
import { classify } from '../domain/classifier/classify.ts';

/** Reads one text a line and prints what it is about, one JSON a line. */
export async function classifyLines(): Promise<void> {
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text.trim() === '') continue;
    const { topic, topics, orientation, because } = classify(text);
    console.log(JSON.stringify({ text, topic, topics, orientation, because }));
  }
}
