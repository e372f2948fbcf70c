import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type FormValues, type Problem, parseForm } from '../../../../domain/forms/form.ts';
import { BINARY } from '../../../../domain/language/encodings.ts';
import { listCandidates } from '../../../../store/candidates.ts';
import { setDeadline } from '../../../../store/deadlines.ts';
import { deadlineProblems, isDeadlineOver } from '../../../briefs/deadline.ts';
import { refuseUnready } from '../../../briefs/readiness.ts';
import { PageError } from '../../../plugins/errors.ts';
import { formValues } from '../../../plugins/forms.ts';
import { keepLinks, type NewLink } from '../links/page.ts';
import { MOST_LISTED, readCandidateList } from './candidate-list.ts';
import { addOne, chosenColumns, FIELDS, fieldsOf, importPage } from './page.ts';

/** Adding many candidates from a list: a look at each line first, then the lines without a problem. */
export default async function importRoutes(app: FastifyInstance): Promise<void> {
  const { db, now, config } = app.parts;

  app.get('/vettings/:vettingId/candidates/import', { config: { access: 'owner' } }, (request, reply) =>
    importPage(request, reply, {}, [], null),
  );

  app.post(
    '/vettings/:vettingId/candidates/import',
    { config: { access: 'owner', spends: 'candidates', once: true, takesFile: true, typed: FIELDS } },
    async (request, reply) => {
      const { vetting } = request;
      const raw = withFile(request);
      if (request.switchingLanguage) return importPage(request, reply, raw, [], null);
      refuseUnready(vetting);
      if (isDeadlineOver(vetting, now())) throw new PageError(409, 'deadlineOver');
      const { values, problems } = parseForm(fieldsOf(vetting), raw);
      problems.push(...deadlineProblems(values.answersBy, vetting, now()));
      const refused = refusedFile(request);
      if (refused) return importPage(request, reply.status(422), raw, [refused], null);
      const taken = (await listCandidates(db, vetting)).map(({ name }) => name);
      const read = readCandidateList(String(values.list ?? ''), taken, chosenColumns(raw));
      const tooMany: Problem[] =
        read.candidates.length > MOST_LISTED
          ? [{ field: 'list', code: 'too_many', parameters: { n: read.candidates.length } }]
          : [];
      if (problems.length + tooMany.length > 0)
        return importPage(request, reply.status(422), raw, [...problems, ...tooMany], null);
      const good = read.candidates.filter(({ problem }) => problem === null);
      // A file is looked at before anything is added.
      if (raw.intent !== 'add' || request.uploaded !== null || good.length === 0)
        return importPage(request, reply, raw, [], read);
      const day = values.answersBy;
      if (day !== undefined)
        await request.record('deadline_set', { day: String(day) }, (trx) =>
          setDeadline(trx, vetting, String(day), now()),
        );
      const added: NewLink[] = [];
      for (const [index, candidate] of good.entries()) {
        // A millisecond apart, so that they stay in the order of the list.
        const at = new Date(now().getTime() + index);
        const done = await addOne(request, candidate, at, {
          mails: raw.send === 'yes' && config.mail !== null,
        });
        if (done) added.push(done);
      }
      return reply.redirect(await keepLinks(request, reply, added), 303);
    },
  );
}

/** The list as it was typed, or the text of the file that came with it. */
const withFile = (request: FastifyRequest): FormValues => {
  const { file: _file, ...typed } = formValues(request);
  return typeof request.uploaded?.text === 'string' ? { ...typed, list: request.uploaded.text } : typed;
};

/** A file that cannot be read: its encoding by name, or that it is no text. */
function refusedFile({ uploaded: file }: FastifyRequest): Problem | null {
  if (!file || file.text !== null) return null;
  const code = file.encoding === BINARY ? 'file_not_text' : 'file_encoding';
  return { field: 'list', code, parameters: { encoding: file.encoding } };
}
