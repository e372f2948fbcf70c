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
  accounts_not_handed_over: {
    partner: 'secure_ownership',
    vendor: 'start_in_own_name',
    reactions: ['secure_ownership', 'start_in_own_name', 'wait_for_advice', 'talk_to_agency'],
  },
  error_in_report: {
    partner: 'correct_and_show',
    vendor: 'fix_quietly',
    reactions: ['correct_and_show', 'fix_quietly', 'explain_next_meeting', 'rework_method_first'],
  },
  client_is_late: {
    partner: 'ask_what_blocks',
    vendor: 'move_the_date',
    reactions: ['ask_what_blocks', 'move_the_date', 'remind_weekly', 'decide_for_client'],
  },
  lucky_month: {
    partner: 'separate_the_effect',
    vendor: 'report_record_month',
    reactions: ['separate_the_effect', 'report_record_month', 'wait_for_next_months', 'use_the_broadcast'],
  },
  discount_for_volume: {
    partner: 'compute_together',
    vendor: 'run_it_well',
    reactions: ['compute_together', 'run_it_well', 'test_one_month', 'warn_in_writing'],
  },
  whose_account: {
    partner: 'client_owns',
    vendor: 'ours_for_speed',
    reactions: ['client_owns', 'ours_for_speed', 'decide_at_renewal', 'split_by_kind'],
  },
  client_overloaded: {
    partner: 'fit_to_capacity',
    vendor: 'keep_growing',
    reactions: ['fit_to_capacity', 'keep_growing', 'automate_replies', 'suggest_staff'],
  },
  answer_outside_our_field: {
    partner: 'say_it_and_refer',
    vendor: 'favour_own_service',
    reactions: ['say_it_and_refer', 'favour_own_service', 'learn_and_offer', 'note_in_report'],
  },
} as const;

export type Situation = keyof typeof SITUATIONS;
export const SITUATION_KEYS = Object.keys(SITUATIONS) as [Situation, ...Situation[]];

/** How many of the bank each vetting asks about. */
export const SITUATIONS_ASKED = 4;
/** What every vetting asked about before there was a bank. */
const FIRST_FOUR = SITUATION_KEYS.slice(0, SITUATIONS_ASKED);

/** The situations of a vetting: the same for all its candidates. */
export const situationsOf = ({
  situations,
}: {
  situations?: readonly Situation[] | undefined;
}): readonly Situation[] => situations ?? FIRST_FOUR;

/** Draws the situations of a new vetting from the bank; the same seed always gives the same ones. */
export const drawSituations = (seed: string): Situation[] =>
  shuffled(SITUATION_KEYS, `${seed}:situations`).slice(0, SITUATIONS_ASKED);

/**
 * The reactions of a situation in an order of their own for each response, so that their place tells nothing.
 * The order follows from the seed alone: the same response always sees the same order.
 */
export const shuffledReactions = (situation: Situation, seed: string): string[] =>
  shuffled<string>(SITUATIONS[situation].reactions, `${seed}:${situation}`);

function shuffled<Item>(items: readonly Item[], seed: string): Item[] {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    [order[last], order[other]] = [order[other] as Item, order[last] as Item];
  }
  return order;
}
