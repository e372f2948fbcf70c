import { classify } from '../domain/classifier/classify.ts';
import { answerLines } from './lines.ts';

/** Reads one text a line and prints what it is about, one JSON a line. */
export async function classifyLines(): Promise<void> {
  await answerLines((text) => {
    const { topic, topics, orientation, because } = classify(text);
    return { topic, topics, orientation, because };
  });
}
