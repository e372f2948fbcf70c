import { classify } from '../domain/classifier/classify.ts';
import { answerLines } from './input.ts';

/** Reads one text a line and prints what it is about, one JSON a line. Returns the exit code. */
export function classifyLines(): Promise<number> {
  return answerLines((text) => {
    const { topic, topics, orientation, because } = classify(text);
    return { topic, topics, orientation, because };
  });
}
