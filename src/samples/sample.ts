import { readFileSync } from 'node:fs';
import { BRIEF_PAGES, type Locale } from '../domain/brief/brief.ts';
import { pageValues, parseBriefPage, withPage } from '../domain/brief/brief-form.ts';
import { type Dossier, DossierSchema } from '../domain/response/response.ts';
import { TOKYO } from '../locales/templates/place.ts';
import { templateDraft } from '../locales/templates/templates.ts';
import type { Database } from '../store/database.ts';
import { createVetting, findVetting, saveBriefPage } from '../store/vettings.ts';
import { takeInterview } from './sample-interview.ts';

/** The four sample candidates, named after the verdict that their answers lead to. */
export const SAMPLES = ['partner', 'promising', 'metric_chaser', 'price_deadline'] as const;

const NAMES: Record<Locale, Record<(typeof SAMPLES)[number], string>> = {
  ja: {
    partner: 'サンプル株式会社A',
    promising: 'サンプル株式会社B',
    metric_chaser: 'サンプル株式会社C',
    price_deadline: 'サンプル株式会社D',
  },
  en: {
    partner: 'Sample Agency A',
    promising: 'Sample Agency B',
    metric_chaser: 'Sample Agency C',
    price_deadline: 'Sample Agency D',
  },
};

/** A sample dossier from samples/. */
export function readSample(locale: Locale, sample: (typeof SAMPLES)[number]): Dossier {
  return DossierSchema.parse(
    JSON.parse(readFileSync(new URL(`../../samples/${locale}/${sample}.json`, import.meta.url), 'utf8')),
  );
}

/** Fills one sample vetting by the functions that people's clicks call, so that every score is computed. */
export async function createSampleVetting(
  db: Database,
  ownerId: string,
  locale: Locale,
  now: Date,
  timeZone: string = TOKYO.timeZone,
): Promise<string> {
  const { draft } = templateDraft('b2b_manufacturer', locale, { ...TOKYO, timeZone });
  // A second apart, so that they stand in the order in which they were invited, and none in the future.
  const start = now.getTime() - SAMPLES.length * 1000;
  const vettingId = await createVetting(db, ownerId, { ...draft, facts: {} }, [], new Date(start), true);
  for (const page of BRIEF_PAGES) {
    const { values } = parseBriefPage(page, draft, pageValues(draft, page));
    const vetting = await findVetting(db, ownerId, vettingId);
    if (vetting) await saveBriefPage(db, vetting, page, (brief) => withPage(brief, page, values), now);
  }
  for (const [index, sample] of SAMPLES.entries()) {
    const at = new Date(start + index * 1000);
    await takeInterview(
      db,
      ownerId,
      vettingId,
      NAMES[locale][sample],
      readSample(locale, sample).response,
      at,
    );
  }
  return vettingId;
}
