import type { Brief } from '../brief/brief.ts';
import { effectsOf, leversOf, leverToday } from '../economics/lever.ts';
import { type Field, money, quantity } from '../forms/field.ts';
import type { FormValues, Parsed } from '../forms/form.ts';
import { LEVER_FIGURES, LEVER_UNITS, type LeverAnswer, type LeverFigure } from '../response/lever.ts';
import { ANSWER_LENGTH, WORKING_LENGTH } from '../response/response.ts';

/** The figure to move first: which one, to what, what that brings and in which unit, and why this one. */
export function leverFields(brief: Brief, typed: FormValues): Field[] {
  const options = leversOf(brief);
  if (options.length === 0) return [];
  const figure = options.find((each) => each === typed.lever_figure);
  const isCustomers = typed.lever_unit === 'customers_per_year';
  return [
    { name: 'lever_figure', kind: 'choice', required: true, options },
    leverValue('lever_to', figure, brief),
    { name: 'lever_unit', kind: 'choice', required: true, options: LEVER_UNITS },
    isCustomers
      ? quantity('lever_effect', 'customers', { required: true })
      : money('lever_effect', brief.currency, { required: true }),
    { name: 'lever_working', kind: 'longtext', max: WORKING_LENGTH, worksOut: 'lever_effect' },
    { name: 'lever_reason', kind: 'longtext', required: true, max: ANSWER_LENGTH },
  ];
}

/** The field for a new value of a figure, in that figure's unit; any unit is read before one was chosen. */
function leverValue(name: string, figure: LeverFigure | undefined, { currency }: Brief): Field {
  const bounds = { required: true, above: 0 };
  switch (figure) {
    case 'averageOrderValue':
      return money(name, currency, bounds);
    case 'ordersPerYear':
      return quantity(name, 'times', bounds);
    case 'yearsRetained':
      return quantity(name, 'years', bounds);
    case 'grossMarginPercent':
    case 'closeRatePercent':
      return quantity(name, 'percent', { ...bounds, most: 100 });
    case 'inquiriesPerMonth':
      return quantity(name, 'inquiries', bounds);
    case undefined:
      return { name, kind: 'quantity', wanted: { dimension: 'number', currency }, ...bounds };
  }
}

/** What keeps a lever from being one: nothing moves, or nothing that is counted in the chosen unit. */
export function checkLever(
  brief: Brief,
  { lever_figure, lever_to, lever_unit }: Parsed['values'],
  problem: (field: string, code: string) => void,
): void {
  const figure = leversOf(brief).find((each) => each === lever_figure);
  if (!figure || typeof lever_to !== 'number') return;
  if (lever_to === leverToday(brief, figure)) {
    problem('lever_to', 'lever_same');
    return;
  }
  const isCounted = effectsOf(brief, figure, lever_to).some(({ unit }) => unit === lever_unit);
  if (lever_unit !== undefined && !isCounted) problem('lever_unit', 'lever_unit');
}

/** The lever as far as it was given; what the figure is today comes from the brief. */
export function leverAnswer(brief: Brief, values: Parsed['values']): LeverAnswer | undefined {
  const figure = LEVER_FIGURES.find((each) => each === values.lever_figure);
  const number = (value: string | number | undefined): number | null =>
    typeof value === 'number' ? value : null;
  const texts = {
    ...(values.lever_working === undefined ? {} : { working: String(values.lever_working) }),
    ...(values.lever_reason === undefined ? {} : { reason: String(values.lever_reason) }),
  };
  const to = number(values.lever_to);
  const effect = number(values.lever_effect);
  if (!figure && to === null && effect === null && Object.keys(texts).length === 0) return undefined;
  return {
    figure: figure ?? null,
    from: figure ? leverToday(brief, figure) : null,
    to,
    effect,
    unit: LEVER_UNITS.find((each) => each === values.lever_unit) ?? null,
    ...texts,
  };
}
