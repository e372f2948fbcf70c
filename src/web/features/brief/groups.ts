import type { Translate } from '../../../locales/translator.ts';
import type { FieldView, Group } from '../../forms/fields.ts';

/** What the owner thinks of one channel, in one line. */
type Opinion = { legend: string; fit: FieldView; reason: FieldView };

type Layout = {
  groups: Group[];
  /** One line for each channel. */
  opinions: Opinion[];
  /** Where orders come from, with what the shares come to; null on pages without. */
  shares: { fields: FieldView[]; total: string } | null;
};

/** The fields of a page as it sets them: most one under the other, those of the channels in lines. */
export function layoutOf(t: Translate, fields: readonly FieldView[]): Layout {
  const named = (prefix: string): FieldView[] => fields.filter(({ name }) => name.startsWith(prefix));
  const [fits, reasons, shares] = [named('fit_'), named('reason_'), named('share_')];
  const inLines = new Set([...fits, ...reasons, ...shares]);
  const rest = fields.filter((field) => !inLines.has(field));
  return {
    groups: rest.length > 0 ? [{ fields: rest }] : [],
    opinions: fits.map((fit) => ({
      legend: fit.label,
      fit,
      reason: reasons.find(({ name }) => name === fit.name.replace('fit_', 'reason_')) ?? fit,
    })),
    shares:
      shares.length > 0
        ? { fields: shares.map((field) => shareLine(t, field)), total: totalOf(shares) }
        : null,
  };
}

/** Under a heading that says what is asked, the channel alone is label enough to the eye. */
const shareLine = (t: Translate, field: FieldView): FieldView => ({
  ...field,
  label: t(`channels.${field.name.replace('share_', '')}`),
  about: t('brief.sharesTitle'),
  hidesNeed: true,
});

/** The sum of what stands in plain digits; a dash where something else stands. The page goes on with it. */
function totalOf(fields: readonly FieldView[]): string {
  const typed = fields.map(({ value }) => value.normalize('NFKC').trim()).filter((value) => value !== '');
  const sum = typed.reduce(
    (total, value) => total + (/^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN),
    0,
  );
  return !Number.isFinite(sum) ? '–' : String(Math.round(sum * 10) / 10);
}
