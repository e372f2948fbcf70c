import type { FastifyInstance } from 'fastify';
import { parseForm } from '../../../domain/forms/form.ts';
import { formatDay } from '../../../locales/formats.ts';
import { askFurther, listFurther } from '../../../store/further-questions.ts';
import { queueMail } from '../../../store/outbox.ts';
import { deadlineProblems } from '../../briefs/deadline.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { furtherFields, furtherPage, toldDay } from './page.ts';

const PATH = '/vettings/:vettingId/candidates/:candidateId/further';

/** Questions that the owner asks one candidate back, in writing, through the link that it has. */
export default async function furtherRoutes(app: FastifyInstance): Promise<void> {
  const { db, now, config } = app.parts;

  app.get(PATH, { config: { access: 'owner', levels: 'candidate' } }, (request, reply) =>
    furtherPage(request, reply),
  );

  app.post(
    PATH,
    { config: { access: 'owner', spends: 'mails', once: true, typed: furtherFields(0) } },
    async (request, reply) => {
      const { vetting, candidate } = request;
      if (candidate.progress !== 'submitted') throw new PageError(409, 'notOpen');
      const raw = formValues(request);
      if (request.switchingLanguage) return furtherPage(request, reply, raw);
      const asked = await listFurther(db, candidate.id);
      // Boxes that were there when the page was opened, and have been used in another window since.
      const boxes = furtherFields(asked.length).map(({ name }) => name);
      const isBeyond = Object.entries(raw).some(
        ([name, text]) => name.startsWith('question_') && text.trim() !== '' && !boxes.includes(name),
      );
      if (isBeyond) throw new PageError(409, 'furtherFull');
      const { values, problems } = parseForm(furtherFields(asked.length), raw);
      problems.push(...deadlineProblems(values.answersBy, vetting, now()));
      // What the candidate was told holds: only a later day can take its place.
      const told = toldDay(asked) ?? '';
      if (problems.length === 0 && String(values.answersBy) < told)
        problems.push({
          field: 'answersBy',
          code: 'further_earlier',
          parameters: { date: formatDay(told, request.locale) },
        });
      const texts = Object.entries(values).flatMap(([name, text]) =>
        name.startsWith('question_') && text !== undefined ? [String(text)] : [],
      );
      if (texts.length === 0 && problems.length === 0)
        problems.push({ field: 'question_0', code: 'required', parameters: {} });
      if (problems.length > 0) return furtherPage(request, reply.status(422), raw, problems);
      const until = String(values.answersBy);
      const done = await request.record('asked_further', aboutCandidate(candidate), async (trx) => {
        if (!(await askFurther(trx, candidate.id, texts, until, now()))) return false;
        if (config.mail !== null && candidate.email)
          await queueMail(
            trx,
            vetting,
            candidate.id,
            candidate.email,
            { kind: 'further', n: texts.length },
            now(),
          );
        return true;
      });
      if (!done) throw new PageError(409, 'furtherFull');
      return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}/further?sent`, 303);
    },
  );
}
