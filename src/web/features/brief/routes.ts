import type { FastifyInstance } from 'fastify';
import {
  BRIEF_PAGES,
  type BriefDraft,
  type BriefPage,
  isPageSaved,
  missingPages,
} from '../../../domain/brief/brief.ts';
import { briefFields, pageValues, parseBriefPage, withPage } from '../../../domain/brief/brief-form.ts';
import { localDay } from '../../../domain/language/days.ts';
import { formatInstant } from '../../../locales/formats.ts';
import { listHistory } from '../../../store/history.ts';
import { saveBriefPage, type Vetting } from '../../../store/vettings.ts';
import { stillExample } from '../../briefs/readiness.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { formValues } from '../../plugins/forms.ts';
import { followsFrom, leftOutOf } from './follows.ts';
import { answeredRows, briefPage, LONGEST_PAGE, nextAfter, pageOf } from './page.ts';

/** The pages on which an owner writes the brief, and the one that checks it all. */
export default async function briefRoutes(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;

  app.get('/vettings/:vettingId/brief/:page', { config: { access: 'owner' } }, async (request, reply) => {
    const page = pageOf(request);
    return briefPage(request, reply, page, pageValues(request.vetting.brief, page), []);
  });

  app.post(
    '/vettings/:vettingId/brief/:page',
    { config: { access: 'owner', typed: LONGEST_PAGE } },
    async (request, reply) => {
      const page = pageOf(request);
      const raw = formValues(request);
      const isLooking = request.switchingLanguage || raw.intent === 'follows';
      if (isLooking) return briefPage(request, reply, page, raw, []);
      const { values, problems } = parseBriefPage(page, request.vetting.brief, raw);
      // A goal whose day is over can only stay as it is.
      if (typeof values.by === 'string' && values.by !== request.vetting.brief.kgi?.by)
        if (values.by < localDay(now(), request.vetting.brief.timeZone))
          problems.push({ field: 'by', code: 'day_over', parameters: {} });
      if (problems.length > 0) return briefPage(request, reply.status(422), page, raw, problems);
      if (changedMeanwhile(request, pageValues(request.vetting.brief, page)))
        return briefPage(request, reply.status(409), page, raw, []);
      const { vetting } = request;
      const changed = withPage(vetting.brief, page, values);
      if (isStillExample(vetting, page, changed))
        return briefPage(request, reply.status(422), page, raw, [], [request.t('brief.unchanged')]);
      await request.record('brief_changed', { page }, (trx) =>
        saveBriefPage(trx, vetting, page, (brief) => withPage(brief, page, values), now()),
      );
      return reply.redirect(
        raw.then === 'check' ? `/vettings/${vetting.id}/brief` : nextAfter(vetting.id, page),
        303,
      );
    },
  );

  app.get('/vettings/:vettingId/brief', { config: { access: 'member' } }, async (request, reply) => {
    const { t, vetting, locale } = request;
    const missing = missingPages(vetting.brief).map((page) => t(`brief.pages.${page}`));
    const changes = await listHistory(db, vetting, 'brief_changed');
    return reply.page('brief/check', {
      title: t(request.role === 'owner' ? 'brief.checkTitle' : 'tasks.names.brief'),
      follows: followsFrom(request, vetting.brief),
      leftOut: leftOutOf(request),
      stillExample: stillExample(request),
      isSample: vetting.isSample,
      vettingId: vetting.id,
      missing: missing.length > 0 ? t('brief.missing', { pages: missing.join(t('common.comma')) }) : null,
      changes: changes.map(({ details: { page }, at: changedAt }) =>
        t('brief.changesLine', {
          page: t(`brief.pages.${page}`),
          date: formatInstant(changedAt, locale, vetting.brief.timeZone),
        }),
      ),
      ownQuestions: vetting.brief.ownQuestions?.map(({ text }) => text) ?? [],
      pages: BRIEF_PAGES.map((page) => ({
        key: page,
        name: t(`brief.pages.${page}`),
        sample: vetting.samplePages.includes(page),
        rows: isPageSaved(vetting.brief, page) ? answeredRows(request, page) : [],
      })),
    });
  });
}

/** Whether an example is about to be saved as it came: its text is still nobody's own. */
function isStillExample({ brief, samplePages }: Vetting, page: BriefPage, changed: BriefDraft): boolean {
  const hasText = briefFields(page, brief).some(({ kind }) => kind === 'longtext');
  const [before, after] = [pageValues(brief, page), pageValues(changed, page)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const isSame = names.every((name) => (before[name] ?? '') === (after[name] ?? ''));
  return samplePages.includes(page) && hasText && isSame;
}
