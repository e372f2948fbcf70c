import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { renderSVG } from 'uqr';
import { completeBrief } from '../../domain/brief.ts';
import { type Field, type Problem, parseForm } from '../../domain/form.ts';
import { formatInstant } from '../../locales/formats.ts';
import { translator } from '../../locales/translator.ts';
import { addCandidate, issueInvitation, listCandidates, revokeInvitations } from '../../store/candidates.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';

export const DEFAULT_DAYS = 21;
const FIELDS: Field[] = [
  { name: 'name', kind: 'text', required: true },
  { name: 'email', kind: 'email' },
  { name: 'days', kind: 'amount', required: true, least: 1, most: 180, whole: true },
];

/** Candidates and their links. */
export function registerInvitations(app: FastifyInstance): void {
  const { db, now, config } = app.parts;

  const list = async (request: FastifyRequest, reply: FastifyReply, problems: readonly Problem[]): Promise<unknown> => {
    const { t, vetting, locale } = request;
    const fields = viewFields(t, FIELDS, { days: String(DEFAULT_DAYS), ...formValues(request) }, problems, ({ name }) => ({
      label: t(`candidates.${name}`),
      ...(name === 'days' ? { unit: t('candidates.daysUnit') } : {}),
    }));
    const candidates = await listCandidates(db, vetting);
    return reply.page('invitations/list', {
      title: t('candidates.title'),
      hasForm: true,
      isSample: vetting.isSample,
      vettingId: vetting.id,
      ready: completeBrief(vetting.brief) !== null,
      fields,
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
      candidates: candidates.map((candidate) => ({
        ...candidate,
        progressName: t(`candidates.states.${candidate.progress}`),
        submitted: candidate.progress === 'submitted',
        linkLine: linkLine(request, candidate.link),
        canRevoke: candidate.link !== null && !candidate.link.revoked,
      })),
    });
    function linkLine(_request: FastifyRequest, link: { expiresAt: string; revoked: boolean } | null): string {
      if (!link) return t('common.none');
      if (link.revoked) return t('candidates.linkRevoked');
      const date = formatInstant(link.expiresAt, locale, vetting.brief.timeZone);
      return t(link.expiresAt <= now().toISOString() ? 'candidates.linkExpired' : 'candidates.linkUntil', { date });
    }
  };

  const showLink = async (request: FastifyRequest, reply: FastifyReply, candidateId: string, name: string, days: number): Promise<unknown> => {
    const { t, vetting, locale } = request;
    const { token, expiresAt } = await issueInvitation(db, candidateId, days, now());
    const link = `${config.publicUrl}/i/${token}`;
    const words = translator(vetting.brief.locale);
    const business = vetting.brief.business?.name ?? '';
    const until = formatInstant(expiresAt, vetting.brief.locale, vetting.brief.timeZone);
    const subject = words('candidates.mailSubject', { business });
    const body = words('candidates.mailBody', { business, name, link, date: until });
    return reply.status(201).page('invitations/link', {
      title: t('candidates.linkTitle', { name }),
      isSample: vetting.isSample,
      text: t('candidates.linkText', { name, date: formatInstant(expiresAt, locale, vetting.brief.timeZone) }),
      link,
      qr: `data:image/svg+xml;base64,${Buffer.from(renderSVG(link)).toString('base64')}`,
      mailto: `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`,
      vettingId: vetting.id,
    });
  };

  app.get('/vettings/:vettingId/candidates', { config: { access: 'owner' } }, (request, reply) => list(request, reply, []));

  app.post('/vettings/:vettingId/candidates', { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting } = request;
    if (request.switchingLanguage) return list(request, reply, []);
    if (!completeBrief(vetting.brief)) throw new PageError(409, 'badRequest');
    const { values, problems } = parseForm(FIELDS, formValues(request));
    if (problems.length > 0) return list(request, reply.status(422), problems);
    const name = String(values.name);
    const id = await addCandidate(db, vetting, name, values.email === undefined ? null : String(values.email), now());
    if (!id) return list(request, reply.status(422), [{ field: 'name', code: 'duplicate_candidate', parameters: {} }]);
    return showLink(request, reply, id, name, Number(values.days));
  });

  app.post('/vettings/:vettingId/candidates/:candidateId/invitations', { config: { access: 'owner' } }, (request, reply) =>
    showLink(request, reply, request.candidate.id, request.candidate.name, DEFAULT_DAYS),
  );

  app.post('/vettings/:vettingId/candidates/:candidateId/revocation', { config: { access: 'owner' } }, async (request, reply) => {
    await revokeInvitations(db, request.candidate.id, now());
    return reply.redirect(`/vettings/${request.vetting.id}/candidates`, 303);
  });
}
