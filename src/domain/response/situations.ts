/** Situations in which a partner and a vendor act differently; every situation has four reactions. */
export const SITUATIONS = {
  inquiries_up_sales_flat: {
    partner: 'trace_orders',
    vendor: 'report_success',
    reactions: ['trace_orders', 'report_success', 'redesign_page', 'wait_quarter'],
  },
  owner_wants_instagram: {
    partner: 'ask_and_check',
    vendor: 'start_now',
    reactions: ['ask_and_check', 'start_now', 'refuse', 'quote_package'],
  },
  rival_at_half_price: {
    partner: 'rescope_by_effect',
    vendor: 'match_price',
    reactions: ['rescope_by_effect', 'match_price', 'hold_price', 'add_free_posts'],
  },
  kpi_met_goal_missed: {
    partner: 'say_so_and_replan',
    vendor: 'highlight_kpis',
    reactions: ['say_so_and_replan', 'highlight_kpis', 'blame_season', 'ask_more_budget'],
  },
} as const;

export type Situation = keyof typeof SITUATIONS;
export const SITUATION_KEYS = Object.keys(SITUATIONS) as Situation[];

/**
 * The reactions of a situation in an order of their own for each response, so that their place tells nothing.
 * The order follows from the seed alone: the same response always sees the same order.
 */
export function shuffledReactions(situation: Situation, seed: string): string[] {
  let state = 0x811c9dc5;
  for (const character of `${seed}:${situation}`) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  const order: string[] = [...SITUATIONS[situation].reactions];
  for (let last = order.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    [order[last], order[other]] = [order[other] as string, order[last] as string];
  }
  return order;
}
