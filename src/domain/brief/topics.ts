/**
 * What a question or a sentence can be about. The first nine are about the business, the next three about
 * terms.
 */
export const TOPICS = [
  'goal',
  'unit_price',
  'target',
  'profit',
  'value',
  'sales_process',
  'market',
  'current_state',
  'constraints',
  'evaluation',
  'budget',
  'deadline',
  'spec',
  'other',
] as const;
export type Topic = (typeof TOPICS)[number];

/** Topics on which a brief can hold a fact, in the order in which owners are asked. */
export const FACT_TOPICS = [
  'unit_price',
  'target',
  'profit',
  'value',
  'sales_process',
  'market',
  'current_state',
  'constraints',
  'evaluation',
  'budget',
  'deadline',
] as const satisfies readonly Topic[];
export type FactTopic = (typeof FACT_TOPICS)[number];

/** What can be shown in answer to a question: the facts of the brief, and its goal. */
export const DISCLOSABLE = ['goal', ...FACT_TOPICS] as const;
export type Disclosable = (typeof DISCLOSABLE)[number];

/** The three topics by which a partner is told from a vendor before anything is proposed. */
export const CORE_TOPICS = ['unit_price', 'target', 'profit'] as const satisfies readonly Topic[];

export const TERMS_TOPICS: readonly Topic[] = ['budget', 'deadline', 'spec'];

/** What a sentence talks about when its author is free to choose. */
export type Orientation = 'business' | 'terms' | 'metric' | 'neutral';
