import type { FastifyInstance } from 'fastify';
import { parseForm } from '../../../../domain/forms/form.ts';
import { discloseFor, isNudgeDue } from '../../../../domain/interview/disclosure.ts';
import { askQuestion, moveTo, openFacts, recordNudge } from '../../../../store/interviews.ts';
import { formValues } from '../../../plugins/forms.ts';
import { at, elsewhere, refuseElsewhere } from '../frame.ts';
import { askPage, QUESTION, questionProblems } from './page.ts';

/** The step in which candidates ask before they propose. */
export default async function askRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;

  const path = '/interview/:candidateId/ask';

  app.get(path, { config: { access: 'candidate' } }, async (request, reply) => {
    const other = elsewhere(request.interview, 'ask');
    return other ? reply.redirect(other, 303) : askPage(request, reply, '', []);
  });

  app.post(
    path,
    { config: { access: 'candidate', once: true, typed: [QUESTION] } },
    async (request, reply) => {
      const { interview, db } = request;
      const raw = formValues(request);
      if (raw.question?.trim()) refuseElsewhere(interview, 'ask');
      const other = elsewhere(interview, 'ask');
      if (other) return reply.redirect(other, 303);
      if (request.switchingLanguage) return askPage(request, reply, raw.question ?? '', []);
      const { values, problems } = parseForm([QUESTION], raw);
      const wanted = raw.intent === 'continue' ? 'continue' : 'ask';
      const typed = (raw.question ?? '').trim();
      if (typed !== '' || wanted === 'ask') {
        const all = problems.length > 0 ? problems : questionProblems(interview, String(values.question));
        if (all.length > 0) return askPage(request, reply.status(422), raw.question ?? '', all);
        const text = String(values.question);
        const { topic, facts } = discloseFor(interview.brief, text);
        const phase = interview.factsOpened ? 'after_facts' : interview.nudged ? 'nudged' : 'unprompted';
        await askQuestion(db, interview.link.candidateId, { text, phase, topic, facts }, now());
        if (wanted === 'ask') return reply.redirect(`${at(interview, 'ask')}#latest`, 303);
        interview.questions.push({ id: '', text, phase, topic, facts, reply: null });
      }
      if (!interview.factsOpened && !interview.nudged && isNudgeDue(interview.questions)) {
        await recordNudge(db, interview.link.candidateId, now());
        return reply.redirect(`${at(interview, 'ask')}#nudge`, 303);
      }
      await openFacts(db, interview.link.candidateId, now());
      await moveTo(db, interview.link.candidateId, 'facts', now());
      return reply.redirect(at(interview, 'facts'), 303);
    },
  );
}
