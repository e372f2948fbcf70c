/**
 * What one account may do in a day: far more than anybody needs, and little enough that an account in wrong
 * hands is no mail relay and fills no disk.
 */
export const BUDGETS = {
  vettings: 50,
  candidates: 1000,
  mails: 1000,
  exports: 200,
} as const;
export type Budget = keyof typeof BUDGETS;
