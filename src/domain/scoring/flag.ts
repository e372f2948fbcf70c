export const FLAGS = [
  'copied_from_brief',
  'stuffed',
  'same_text',
  'same_as_other_candidate',
  'prices_outside_terms',
  'other_language',
  'contradictory_numbers',
  'contradicts_brief',
  'own_words',
  'no_sense',
  'foreign',
] as const;
export type FlagKey = (typeof FLAGS)[number];

/**
 * Something the owner should look at. `share` (0–1) says how much of the answer it concerns, `text` is what
 * was seen, where these apply.
 */
export type Flag = { key: FlagKey; answer: string; share?: number; text?: string };

/** The answer of a flag that concerns the response as a whole. */
export const WHOLE = 'understand';
