import type { FastifyInstance } from 'fastify';
import { type Problem, parseForm } from '../../../../domain/forms/form.ts';
import { listCandidates } from '../../../../store/candidates.ts';
import { refuseUnready } from '../../../briefs/readiness.ts';
import { formValues } from '../../../plugins/forms.ts';
import { keepLinks, type NewLink } from '../links/page.ts';
import { MOST_LISTED, readCandidateList } from './candidate-list.ts';
import { addOne, FIELDS, importPage } from './page.ts';

/** Adding many candidates from a list: a look at each line first, then the lines without a problem. */
export default async function importRoutes(app: FastifyInstance): Promise<void> {
  const { db, now, config } = app.parts;

  app.get('/vettings/:vettingId/candidates/import', { config: { access: 'owner' } }, (request, reply) =>
    importPage(request, reply, {}, [], null),
  );

  app.post(
    '/vettings/:vettingId/candidates/import',
    { config: { access: 'owner', once: true } },
    async (request, reply) => {
      const { vetting } = request;
      const raw = formValues(request);
      if (request.switchingLanguage) return importPage(request, reply, raw, [], null);
      refuseUnready(vetting);
      const { values, problems } = parseForm(FIELDS, raw);
      const taken = (await listCandidates(db, vetting)).map(({ name }) => name);
      const read = readCandidateList(String(values.list ?? ''), taken);
      const tooMany: Problem[] =
        read.length > MOST_LISTED
          ? [{ field: 'list', code: 'too_many', parameters: { n: read.length } }]
          : [];
      if (problems.length + tooMany.length > 0)
        return importPage(request, reply.status(422), raw, [...problems, ...tooMany], null);
      const good = read.filter(({ problem }) => problem === null);
      if (raw.intent !== 'add' || good.length === 0) return importPage(request, reply, raw, [], read);
      const added: NewLink[] = [];
      for (const [index, candidate] of good.entries()) {
        // A millisecond apart, so that they stay in the order of the list.
        const at = new Date(now().getTime() + index);
        const done = await addOne(request, candidate, at, {
          days: Number(values.days),
          mails: raw.send === 'yes' && config.mail !== null,
        });
        if (done) added.push(done);
      }
      return reply.redirect(await keepLinks(request, reply, added), 303);
    },
  );
}
