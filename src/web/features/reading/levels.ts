import type { FastifyReply, FastifyRequest } from 'fastify';
import { agreementWord, kappaWord, krippendorffAlpha } from '../../../domain/people/agreement.ts';
import { inForce, isCriterion } from '../../../domain/people/judgements.ts';
import { pairsWithRules, rulesAgreement, unitsOf } from '../../../domain/people/reading.ts';
import { subjectsOf } from '../../../domain/people/subjects.ts';
import { formatDecimal } from '../../../locales/formats.ts';
import { listCandidates } from '../../../store/candidates.ts';
import type { KeptJudgement } from '../../../store/judgements.ts';
import { listSubmissions, type Submission } from '../../../store/submissions.ts';
import { subjectName } from '../../answers/subject.ts';

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
  const rows = subjectsOf([submission]).flatMap((subject) => {
    const given = inForceOf.map((levels) => levels.get(subject)?.level ?? null);
    const levels = given.filter((level) => level !== null);
    if (levels.length === 0) return [];
    const spread = Math.max(...levels) - Math.min(...levels);
    return [
      {
        label: subjectName(subject, brief, t),
        levels: given.map((level) => level ?? '–'),
        computed: computed.criteria.find(({ key }) => key === subject)?.level ?? '–',
        spread,
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

/** How far people agree among themselves, by what they gave independently. */
export function agreementOf(
  { t, locale }: FastifyRequest,
  judgements: readonly KeptJudgement[],
): { alpha: string | null; alphaWords: string } {
  const alpha = krippendorffAlpha(unitsOf(judgements));
  if (alpha === null) return { alpha: null, alphaWords: t('agreementOfLevels.alphaNone') };
  return {
    alpha: t('agreementOfLevels.alpha', { alpha: formatDecimal(alpha, locale) }),
    alphaWords: t(`agreementOfLevels.alphaWords.${agreementWord(alpha)}`),
  };
}

/** How far the rules agree with people, criterion by criterion. */
export function rulesOf(
  { t, locale }: FastifyRequest,
  judgements: readonly KeptJudgement[],
  submissions: readonly Pick<Submission, 'candidateId' | 'computed'>[],
): { rulesLine: string | null; rules: { name: string; close: string; kappa: string; words: string }[] } {
  const byId = new Map(submissions.map(({ candidateId, computed }) => [candidateId, computed]));
  const pairs = pairsWithRules(
    judgements.filter(({ subject }) => isCriterion(subject)),
    (candidateId, criterion) => byId.get(candidateId)?.criteria.find(({ key }) => key === criterion)?.level,
  );
  const together = rulesAgreement([...pairs.values()].flat());
  if (together.pairs === 0) return { rulesLine: null, rules: [] };
  return {
    rulesLine: t('agreementOfLevels.rulesLine', { pairs: together.pairs, close: together.close }),
    rules: [...pairs].map(([criterion, own]) => {
      const { pairs: n, close, kappa } = rulesAgreement(own);
      return {
        name: t(`criteria.${criterion}`),
        close: t('agreementOfLevels.close', { close, n }),
        kappa: kappa === null ? '–' : formatDecimal(kappa, locale),
        words: t(`agreementOfLevels.kappaWords.${kappa === null ? 'none' : kappaWord(kappa, n)}`),
      };
    }),
  };
}
