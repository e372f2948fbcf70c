import type { Locale } from '../../../domain/brief/brief.ts';
import { localDay } from '../../../domain/language/days.ts';
import type { StoredFigures } from '../../../domain/scoring/stored.ts';
import { formatDay } from '../../../locales/formats.ts';
import { type Translate, translator } from '../../../locales/translator.ts';
import type { Candidate } from '../../../store/candidates.ts';
import type { Vetting } from '../../../store/vettings.ts';

const DAY_MS = 86_400_000;
/** A level from which a criterion counts as a strength. */
const STRONG = 3;
const MOST_STRENGTHS = 3;

/** Which of the three letters a candidate gets. */
const kindOf = ({ decision }: Pick<Candidate, 'decision'>, isAnyChosen: boolean) =>
  decision === 'chosen' ? 'chosen' : isAnyChosen ? 'declined' : 'nobody';

/**
 * The letter with the result for one candidate. Its feedback comes from this response's own strengths: never
 * ranks, never anybody else's figures.
 */
export function writeLetter(
  vetting: Vetting,
  candidate: Pick<Candidate, 'name' | 'decision'>,
  locale: Locale,
  figures: StoredFigures | null,
  isAnyChosen: boolean,
): { subject: string; text: string } {
  const t = translator(locale);
  const { brief } = vetting;
  const words = {
    business: brief.business?.name ?? brief.title,
    title: brief.title,
    name: candidate.name,
    feedback: feedbackOf(figures, locale, t),
    deletion: deletionOf(vetting, locale, t),
  };
  const kind = kindOf(candidate, isAnyChosen);
  return { subject: t(`letter.${kind}.subject`, words), text: t(`letter.${kind}.body`, words) };
}

function feedbackOf(figures: StoredFigures | null, locale: Locale, t: Translate): string {
  const strengths = (figures?.criteria ?? [])
    .filter(({ level }) => level >= STRONG)
    .sort((a, b) => b.level - a.level || b.outOf - a.outOf)
    .slice(0, MOST_STRENGTHS)
    .map(({ key }) => `${locale === 'ja' ? '・' : '- '}${t(`letter.strengths.${key}`)}`);
  return strengths.length > 0 ? `${t('letter.feedbackIntro')}\n${strengths.join('\n')}\n\n` : '';
}

/** On which day the answers of declined candidates will be deleted, where the vetting says so. */
function deletionOf({ decidedAt, retentionDays, brief }: Vetting, locale: Locale, t: Translate): string {
  if (decidedAt === null || retentionDays === null) return '';
  const day = localDay(new Date(Date.parse(decidedAt) + retentionDays * DAY_MS), brief.timeZone);
  return t('letter.deletion', { day: formatDay(day, locale) });
}
