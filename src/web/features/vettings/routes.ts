import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LOCALES, LocaleSchema, missingPages } from '../../domain/brief/brief.ts';
import { type Field, type Problem, parseForm } from '../../domain/forms/form.ts';
import { formatInstant } from '../../locales/formats.ts';
import { emptyDraft, TEMPLATES, type TemplateKey, templateDraft } from '../../locales/templates/templates.ts';
import { type Candidate, listCandidates } from '../../store/candidates.ts';
import { listDeletions } from '../../store/history.ts';
import { listMemberships } from '../../store/members.ts';
import { listInbox } from '../../store/questions.ts';
import { createVetting, listVettings, unsealVetting, type VettingSummary } from '../../store/vettings.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { formValues } from '../plugins/forms.ts';

const NEW_FIELDS: Field[] = [
  { name: 'template', kind: 'choice', required: true, options: ['empty', ...TEMPLATES] },
  { name: 'locale', kind: 'choice', required: true, options: LOCALES },
];

/** The list of vettings, starting one, its overview and the opening of the sealed terms. */
export function registerVettings(app: FastifyInstance): void {
  const { db, now } = app.parts;

  app.get('/vettings', { config: { access: 'owner' } }, async (request, reply) => {
    const summaries = await listVettings(db, request.owner?.id ?? '');
    const { t, locale } = request;
    const archived = summaries.filter(({ vetting }) => vetting.archivedAt !== null).length;
    const memberships = await listMemberships(db, request.owner?.id ?? '');
    const deletions = await listDeletions(db, request.owner?.id ?? '');
    return reply.page('vettings/list', {
      title: t('vettings.title'),
      deletedNow: z.object({ deleted: z.string().optional() }).parse(request.query).deleted !== undefined,
      archived: archived > 0 ? t('vettings.archivedCount', { n: archived }) : null,
      memberships: memberships.map(({ vetting, role, ownerEmail }) => ({
        id: vetting.id,
        name: vetting.brief.title,
        line: t('vettings.memberLine', { role: t(`members.roles.${role}`), owner: ownerEmail }),
      })),
      deleted: deletions.map(({ title, at, person }) =>
        t('vettings.deletedLine', { title, person, date: formatInstant(at, locale, 'Asia/Tokyo') }),
      ),
      vettings: summaries
        .filter(({ vetting }) => vetting.archivedAt === null)
        .map((summary) => summaryRow(request, summary)),
    });
  });

  app.get('/archive', { config: { access: 'owner' } }, async (request, reply) => {
    const archived = (await listVettings(db, request.owner?.id ?? '')).filter(
      ({ vetting }) => vetting.archivedAt !== null,
    );
    return reply.page('vettings/archive', {
      title: request.t('vettings.archived'),
      vettings: archived.map((summary) => summaryRow(request, summary)),
    });
  });

  const newPage = (request: FastifyRequest, reply: FastifyReply, problems: readonly Problem[]): unknown => {
    const { t } = request;
    const values = { locale: request.locale, ...formValues(request) };
    const fields = viewFields(t, NEW_FIELDS, values, problems, ({ name }) =>
      name === 'template'
        ? { label: t('newVetting.templateLabel'), option: (key) => t(`newVetting.templates.${key}`) }
        : { label: t('newVetting.locale'), option: (key) => t(`language.${key}`) },
    );
    return reply.page('vettings/new', {
      title: t('newVetting.title'),
      hasForm: true,
      fields,
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
    });
  };

  app.get('/vettings/new', { config: { access: 'owner' } }, async (request, reply) =>
    newPage(request, reply, []),
  );

  app.post('/vettings', { config: { access: 'owner' } }, async (request, reply) => {
    const { values, problems } = parseForm(NEW_FIELDS, formValues(request));
    if (request.switchingLanguage) return newPage(request, reply, []);
    if (problems.length > 0) return newPage(request, reply.status(422), problems);
    const locale = LocaleSchema.parse(values.locale);
    const { draft, samplePages } =
      values.template === 'empty'
        ? emptyDraft(locale)
        : templateDraft(values.template as TemplateKey, locale);
    const id = await createVetting(db, request.owner?.id ?? '', draft, samplePages, now());
    return reply.redirect(`/vettings/${id}/brief/business`, 303);
  });

  const overview = async (
    request: FastifyRequest,
    reply: FastifyReply,
    unsealError = false,
  ): Promise<unknown> => {
    const { vetting, t, locale } = request;
    const candidates = await listCandidates(db, vetting);
    const submitted = candidates.filter((candidate) => candidate.progress === 'submitted');
    const missing = missingPages(vetting.brief).map((page) => t(`brief.pages.${page}`));
    const inbox = await listInbox(db, vetting);
    return reply.page('vettings/overview', {
      title: vetting.brief.title,
      vettingId: vetting.id,
      isSample: vetting.isSample,
      state: t(`vettings.state.${vetting.state}`),
      briefMissing:
        missing.length > 0
          ? t('vetting.candidatesNeedBrief', { pages: missing.join(locale === 'ja' ? '、' : ', ') })
          : null,
      candidates: candidates.map(({ id, name, progress }) => ({
        id,
        name,
        progress: t(`candidates.states.${progress}`),
        submitted: progress === 'submitted',
      })),
      anySubmitted: submitted.length > 0,
      decided: decidedLine(request, candidates),
      openQuestions: t('vetting.openQuestions', {
        n: inbox.filter((question) => question.reply === null).length,
      }),
      anyQuestions: inbox.length > 0,
      unsealed: vetting.unsealedAt
        ? t('vetting.unsealed', { date: formatInstant(vetting.unsealedAt, locale, vetting.brief.timeZone) })
        : null,
      readLine: t('vetting.unsealRead', {
        read: submitted.filter((candidate) => candidate.readAt).length,
        submitted: submitted.length,
      }),
      unsealError,
      errors: unsealError ? [{ href: '#confirm', text: t('vetting.unsealConfirmError') }] : [],
      hasErrors: unsealError,
    });
  };

  app.get('/vettings/:vettingId', { config: { access: 'member' } }, (request, reply) =>
    overview(request, reply),
  );

  app.post('/vettings/:vettingId/unsealing', { config: { access: 'owner' } }, async (request, reply) => {
    if (formValues(request).confirm !== 'yes') return overview(request, reply.status(422), true);
    await request.record('unsealed', {}, (trx) => unsealVetting(trx, request.vetting, now()));
    return reply.redirect(`/vettings/${request.vetting.id}`, 303);
  });
}

/** What was decided, in one line; null while nothing is. */
function decidedLine({ t, vetting }: FastifyRequest, candidates: readonly Candidate[]): string | null {
  if (vetting.state !== 'decided') return null;
  const chosen = candidates.find(({ decision }) => decision === 'chosen');
  return chosen ? t('vetting.decided', { name: chosen.name }) : t('vetting.decidedNobody');
}

/** A vetting as a line of a list. */
function summaryRow(
  { t, locale }: FastifyRequest,
  { vetting, candidates, submitted }: VettingSummary,
): Record<string, unknown> {
  return {
    id: vetting.id,
    name: vetting.brief.title,
    state: t(`vettings.state.${vetting.state}`),
    progress: t('vettings.progressLine', { submitted, total: candidates }),
    updated: formatInstant(vetting.updatedAt, locale, vetting.brief.timeZone),
    isSample: vetting.isSample,
  };
}
