import type { FastifyRequest } from 'fastify';
import { anonymiser } from '../../domain/people/anonymise.ts';
import { type Progress, progressBySubject } from '../../domain/people/reading.ts';
import { subjectsOf } from '../../domain/people/subjects.ts';
import { listCandidates } from '../../store/candidates.ts';
import { type KeptJudgement, listJudgementsBy } from '../../store/judgements.ts';
import { listUnseen, readingNumbers } from '../../store/levels-seen.ts';
import { listSubmissions, type Submission } from '../../store/submissions.ts';
import { judgeOf } from '../plugins/access.ts';

/** A submitted candidate as one person reads it. */
export type Read = { number: number; name: string; realName: string; submission: Submission };

/** What one person has to read, and how far that has come. */
export type Reader = {
  /** By number: an order of the person's own. */
  candidates: Read[];
  subjects: string[];
  own: KeptJudgement[];
  progress: Map<string, Progress>;
  done: number;
  total: number;
  /** Whether candidates stand under numbers instead of their names. */
  isBlind: boolean;
  /** Whether every candidate's levels have been shown to this person. */
  hasSeen: boolean;
  /** Whether this person is done: an owner may see levels without having read every response. */
  hasEnded: boolean;
  /** Takes names and contacts out of what a candidate wrote, while names are hidden. */
  hide: (text: string) => string;
};

/** What the person who asks reads in the vetting of the address. */
export async function readerOf(request: FastifyRequest): Promise<Reader> {
  const { t, vetting, server } = request;
  const { db } = server.parts;
  const { id: personId } = judgeOf(request);
  const submissions = await listSubmissions(db, vetting);
  const listed = await listCandidates(db, vetting);
  const names = new Map(listed.map(({ id, name }) => [id, name]));
  const ids = submissions.map(({ candidateId }) => candidateId);
  const numbers = await readingNumbers(db, vetting.id, personId, ids);
  const own = await listJudgementsBy(db, vetting.id, personId);
  const hasSeen = (await listUnseen(db, vetting.id, personId)).length === 0;
  const isUnread = listed.some(({ progress, readAt }) => progress === 'submitted' && readAt === null);
  const isBlind = vetting.readsBlind;
  const subjects = subjectsOf(submissions);
  const progress = progressBySubject(subjects, ids, own);
  const counts = [...progress.values()];
  const hidden = [...names.values(), ...submissions.map(({ respondentName }) => respondentName)];
  return {
    candidates: submissions
      .map((submission) => {
        const number = numbers.get(submission.candidateId) ?? 0;
        const realName = names.get(submission.candidateId) ?? '';
        const name = isBlind ? t('reading.candidate', { n: number }) : realName;
        return { number, name, realName, submission };
      })
      .sort((a, b) => a.number - b.number),
    subjects,
    own,
    progress,
    done: counts.reduce((sum, { done }) => sum + done, 0),
    total: counts.reduce((sum, { total }) => sum + total, 0),
    isBlind,
    hasSeen,
    hasEnded: hasSeen && !(request.role === 'owner' && isUnread),
    hide: isBlind ? anonymiser(hidden, t('compare.removed')) : (text) => text,
  };
}

/** One person's last judgement of a subject of a candidate, also where it gave no level. */
export const lastOf = (
  own: readonly KeptJudgement[],
  candidateId: string,
  subject: string,
): KeptJudgement | undefined =>
  own.findLast(
    (each) => each.candidateId === candidateId && each.subject === subject && each.stage === 'reading',
  );
