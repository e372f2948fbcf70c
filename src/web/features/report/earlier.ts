import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { formatInstant } from '../../../locales/formats.ts';
import { type EarlierVersion, listEarlier } from '../../../store/revisions.ts';
import { answerRows } from '../../answers/rows.ts';
import { PageError } from '../../plugins/errors.ts';

const Parameters = z.object({ versionId: z.string() });

/** The versions of a response that no longer count, each with a way to it. */
export async function earlierLines(request: FastifyRequest): Promise<{ href: string; text: string }[]> {
  const { vetting, candidate, server } = request;
  const versions = await listEarlier(server.parts.db, candidate.id);
  return versions.map((version, index) => ({
    href: `/vettings/${vetting.id}/candidates/${candidate.id}/versions/${version.id}`,
    text: lineOf(request, version, index),
  }));
}

function lineOf({ t, locale, vetting }: FastifyRequest, version: EarlierVersion, index: number): string {
  const when = (at: string): string => formatInstant(at, locale, vetting.brief.timeZone);
  return t(`report.versions.${version.endedAs}`, {
    n: index + 1,
    submitted: when(version.submittedAt),
    ended: when(version.endedAt),
  });
}

/** The answers of an earlier version; its terms stay sealed for good. */
export async function versionPage(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { t, locale, vetting, candidate, server } = request;
  const { versionId } = Parameters.parse(request.params);
  const versions = await listEarlier(server.parts.db, candidate.id);
  const index = versions.findIndex(({ id }) => id === versionId);
  const version = versions[index];
  if (!version) throw new PageError(404, 'notFound');
  return reply.page('report/version', {
    title: t('report.versions.title', { name: candidate.name, n: index + 1 }),
    isSample: vetting.isSample,
    back: `/vettings/${vetting.id}/candidates/${candidate.id}/report`,
    text: lineOf(request, version, index),
    rows: answerRows(version.response, version.brief, locale, t),
  });
}
