import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DOSSIER_FORMAT } from '../../../domain/response/response.ts';
import { sharedFlags } from '../../../domain/scoring/flags.ts';
import { listCorrections } from '../../../store/corrections.ts';
import { listFurther } from '../../../store/further-questions.ts';
import { type KeptScore, listScores } from '../../../store/scores.ts';
import { sharedAnswers } from '../../../store/shared-texts.ts';
import { findSubmission, type Submission } from '../../../store/submissions.ts';
import { sendFile } from '../../downloads/attachment.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';
import { PageError } from '../../plugins/errors.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { earlierLines, versionPage } from './earlier.ts';
import { besideOf, correctedLines, reportView, versions } from './page.ts';
import { worthView } from './worth.ts';

const Query = z.object({
  noted: z.string().optional().catch(undefined),
  score: z.string().max(64).optional().catch(undefined),
});

/** Where no stored score can be read: the one by the present rubric, which is not kept. */
const unkept = ({ computed, submittedAt }: Submission): KeptScore => ({
  id: '',
  rubric: computed.rubric,
  inputsHash: '',
  scoredAt: submittedAt,
  score: computed,
});

/** The score of one candidate with everything it rests on. */
export default async function reportRoutes(app: FastifyInstance): Promise<void> {
  const { db } = app.parts;

  app.get(
    '/vettings/:vettingId/candidates/:candidateId/report',
    { config: { access: 'member', levels: 'candidate' } },
    async (request, reply) => {
      const { vetting, candidate, t } = request;
      const submission = await findSubmission(db, vetting, candidate.id);
      const head = {
        title: t('report.title', { name: candidate.name }),
        isSample: vetting.isSample,
        vettingId: vetting.id,
        candidate,
      };
      if (!submission)
        return reply.page('report/waiting', {
          ...head,
          text: t('report.notSubmitted', { name: candidate.name }),
        });
      if (request.role === 'owner' && candidate.readAt === null)
        return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}/opening`, 303);
      const all = await listScores(db, candidate.id);
      // Scores of an earlier version point at answers that are no longer these.
      const scores = all.filter(({ inputsHash }) => inputsHash === all[0]?.inputsHash);
      const { score: wanted, noted } = Query.parse(request.query);
      const shown =
        wanted === undefined ? (scores[0] ?? unkept(submission)) : scores.find(({ id }) => id === wanted);
      if (!shown) throw new PageError(404, 'notFound');
      const shared = sharedFlags(submission.response, await sharedAnswers(db, vetting, submission));
      return reply.page('report/report', {
        ...head,
        ...reportView(request, submission, shown, shared),
        ...versions(request, scores, shown),
        earlierVersions: request.role === 'owner' ? await earlierLines(request) : [],
        beside: await besideOf(request),
        wide: true,
        ...worthView(request, submission),
        canJudge: request.role !== 'viewer',
        corrected: correctedLines(await listCorrections(db, submission), request),
        further: (await listFurther(db, candidate.id)).map(({ text, answer }) => ({ text, answer })),
        noted: noted !== undefined,
        noteBase: shownAgainst(request, { note: candidate.note }, []).base,
      });
    },
  );

  app.get(
    '/vettings/:vettingId/candidates/:candidateId/versions/:versionId',
    { config: { access: 'owner' } },
    (request, reply) => versionPage(request, reply),
  );

  app.get(
    '/vettings/:vettingId/candidates/:candidateId/dossier.json',
    { config: { access: 'owner' } },
    async (request, reply) => {
      const submission = await findSubmission(db, request.vetting, request.candidate.id);
      if (!submission) throw new PageError(404, 'notFound');
      await request.record(
        'exported',
        { ...aboutCandidate(request.candidate), format: 'json' },
        async () => true,
      );
      const dossier = { format: DOSSIER_FORMAT, brief: submission.brief, response: submission.response };
      const { title, timeZone } = request.vetting.brief;
      const about = [title, request.candidate.name];
      const file = { about, extension: 'json', type: 'application/json', timeZone };
      return sendFile(reply, file, JSON.stringify(dossier, null, 2));
    },
  );
}
