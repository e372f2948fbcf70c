import type { FastifyReply, FastifyRequest } from 'fastify';
import { inForce } from '../../../domain/people/judgements.ts';
import { subjectsOf } from '../../../domain/people/subjects.ts';
import { listCandidates } from '../../../store/candidates.ts';
import type { KeptJudgement } from '../../../store/judgements.ts';
import { listSubmissions, type Submission } from '../../../store/submissions.ts';
import { agreementOf, rulesOf } from '../../levels/agreement.ts';
import { subjectName } from '../../levels/subject.ts';

/** Levels so far apart are worth talking about. */
const WIDE = 2;

/** Everybody's levels beside each other and the rules', candidate by candidate, and how far all agree. */
export async function levelsPage(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { t, vetting, role, server } = request;
  const { db } = server.parts;
  const submissions = await listSubmissions(db, vetting);
  const names = new Map((await listCandidates(db, vetting)).map(({ id, name }) => [id, name]));
  const all = submissions.flatMap(({ judgements }) => judgements);
  const panels = submissions.flatMap((submission) =>
    panelOf(request, submission, names.get(submission.candidateId) ?? ''),
  );
  return reply.page('reading/levels', {
    title: t('reading.levelsTitle'),
    isSample: vetting.isSample,
    vettingId: vetting.id,
    wide: true,
    reads: role !== 'viewer',
    panels,
    ...agreementOf(request, all),
    ...rulesOf(request, all, submissions),
  });
}

/** One candidate's levels: people side by side, the rules' beside them, and what lies far apart. */
function panelOf({ t, vetting }: FastifyRequest, submission: Submission, name: string) {
  const { candidateId, judgements, brief, computed } = submission;
  const people = new Map(judgements.map(({ personId, person }) => [personId ?? person, person]));
  if (people.size === 0) return [];
  const inForceOf = [...people.keys()].map((id) =>
    inForce(judgements.filter(({ personId, person }) => (personId ?? person) === id)),
  );
  const addresses = [...people.values()];
  const rows = subjectsOf([submission]).flatMap((subject) => {
    const given = inForceOf.map((levels) => levels.get(subject)?.level ?? null);
    const levels = given.filter((level) => level !== null);
    if (levels.length === 0) return [];
    const spread = Math.max(...levels) - Math.min(...levels);
    return [
      {
        label: subjectName(subject, brief, t),
        levels: given.map((level, index) => ({ level: level ?? '–', person: addresses[index] ?? '' })),
        computed: computed.criteria.find(({ key }) => key === subject)?.level ?? '–',
        spread: levels.length > 1 ? spread : '–',
        isWide: spread >= WIDE,
        reasons: reasonsOf(judgements, subject, t('common.colon')),
      },
    ];
  });
  const heads = [...people].map(([id, person]) => ({
    person,
    isOwner: id === vetting.ownerId,
  }));
  return [{ id: candidateId, name, people: heads, rows }];
}

/** What each person said last of a subject. */
function reasonsOf(judgements: readonly KeptJudgement[], subject: string, colon: string): string[] {
  const last = new Map(
    judgements
      .filter((each) => each.subject === subject && each.stage === 'reading')
      .map(({ personId, person, reason }) => [personId ?? person, { person, reason }]),
  );
  return [...last.values()].flatMap(({ person, reason }) => (reason ? [`${person}${colon}${reason}`] : []));
}
