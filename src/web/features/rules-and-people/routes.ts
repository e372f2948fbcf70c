import type { FastifyInstance } from 'fastify';
import { listSubmissions } from '../../../store/submissions.ts';
import { listVettings } from '../../../store/vetting-list.ts';
import { rulesOf } from '../../levels/agreement.ts';

/** How far the rules agree with people, over all vettings of an owner in which somebody has read. */
export default async function rulesAndPeopleRoutes(app: FastifyInstance): Promise<void> {
  const { db } = app.parts;

  app.get('/rules-and-people', { config: { access: 'owner' } }, async (request, reply) => {
    const { t, owner } = request;
    const { vettings: summaries } = await listVettings(db, owner?.id ?? '');
    const read = [];
    for (const { vetting } of summaries) read.push(await listSubmissions(db, vetting));
    const submissions = read.flat();
    const judgements = submissions.flatMap((submission) => submission.judgements);
    return reply.page('rules-and-people/rules-and-people', {
      title: t('agreementOfLevels.rulesTitle'),
      isOwnPage: true,
      vettings: t('agreementOfLevels.vettings', {
        n: read.filter((own) => own.some((each) => each.judgements.some(({ independent }) => independent)))
          .length,
      }),
      ...rulesOf(request, judgements, submissions),
    });
  });
}
