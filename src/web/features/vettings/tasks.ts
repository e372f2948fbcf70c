import type { FastifyRequest } from 'fastify';
import { missingPages } from '../../../domain/brief/brief.ts';
import { type Progress, type TaskKey, type TaskState, tasksOf } from '../../../domain/people/tasks.ts';
import type { Translate } from '../../../locales/translator.ts';
import type { Candidate } from '../../../store/candidates.ts';

/** A task as the overview shows it; one that has to wait leads nowhere. */
type TaskView = {
  key: TaskKey;
  name: string;
  state: TaskState;
  sign: string;
  status: string;
  href: string | null;
};
const SIGNS: Record<TaskState, string> = { done: '✓', next: '→', open: '', not_yet: '' };

/** Whom the owner has met, asked back and told of the decision, by the candidate's id. */
export type Done = Record<'met' | 'askedBack' | 'told', ReadonlySet<string>>;

/** The tasks of a vetting with their figures, and the next thing to do on top of them. */
export function tasksView(
  { vetting, t }: FastifyRequest,
  candidates: readonly Candidate[],
  questionsOpen: number,
  { met, askedBack, told }: Done,
): { tasks: TaskView[]; next: { text: string; name: string; href: string } | null; waiting: string | null } {
  const submitted = candidates.filter(({ progress }) => progress === 'submitted');
  const unread = submitted.filter(({ readAt }) => readAt === null);
  const progress: Progress = {
    pagesMissing: missingPages(vetting.brief).length,
    pagesExample: vetting.samplePages.length,
    invited: candidates.length,
    questionsOpen: vetting.state === 'open' || vetting.state === 'draft' ? questionsOpen : 0,
    submitted: submitted.length,
    read: submitted.length - unread.length,
    shortlisted: candidates.filter(({ shortlisted }) => shortlisted).length,
    met: candidates.filter(({ id, shortlisted }) => shortlisted && met.has(id)).length,
    askedBack: candidates.filter(({ id }) => askedBack.has(id)).length,
    isUnsealed: vetting.unsealedAt !== null,
    isDecided: vetting.state === 'decided',
  };
  const base = `/vettings/${vetting.id}`;
  // Nothing is missing, and some pages are not the owner's own yet.
  const onlyExample = progress.pagesMissing === 0 && progress.pagesExample > 0;
  const hrefs: Record<TaskKey | 'letters', string> = {
    brief: onlyExample ? `${base}/brief/${vetting.samplePages[0]}` : `${base}/brief`,
    invite: `${base}/candidates`,
    questions: `${base}/questions`,
    read: `${base}/reading`,
    compare: `${base}/comparison`,
    meet: `${base}/meetings`,
    prices: progress.isUnsealed ? `${base}/comparison#terms` : `${base}#prices`,
    decide: `${base}/decision`,
    letters: `${base}/letters`,
  };
  const statuses: Record<TaskKey, string> = {
    brief: onlyExample
      ? t('tasks.pagesExample', { n: progress.pagesExample })
      : progress.pagesMissing === 0
        ? t('tasks.done')
        : t('tasks.pagesMissing', { n: progress.pagesMissing }),
    invite: progress.invited === 0 ? t('tasks.notYet') : t('tasks.invited', { n: progress.invited }),
    questions:
      progress.questionsOpen === 0
        ? t('tasks.noQuestions')
        : t('tasks.questionsOpen', { n: progress.questionsOpen }),
    read:
      progress.submitted === 0
        ? t('tasks.noneSubmitted')
        : t('tasks.read', { n: progress.read, total: progress.submitted }),
    compare:
      progress.shortlisted === 0 ? t('tasks.notYet') : t('tasks.shortlisted', { n: progress.shortlisted }),
    meet: meetStatus(progress, t),
    prices: t(progress.isUnsealed ? 'tasks.unsealed' : 'tasks.sealed'),
    decide: t(progress.isDecided ? 'tasks.done' : 'tasks.notYet'),
  };
  const tasks = tasksOf(progress);
  const next = progress.isDecided ? 'letters' : tasks.find(({ state }) => state === 'next')?.key;
  return {
    tasks: tasks.map(({ key, state }) => ({
      key,
      name: t(`tasks.names.${key}`),
      state,
      sign: SIGNS[state],
      status: statuses[key],
      href: state === 'not_yet' ? null : hrefs[key],
    })),
    next: next
      ? {
          text:
            next === 'letters'
              ? lettersLine(candidates, told, t)
              : t(next === 'brief' && onlyExample ? 'tasks.next.example' : `tasks.next.${next}`, {
                  pages: onlyExample ? progress.pagesExample : progress.pagesMissing,
                  questions: questionsOpen,
                  unread: unread.length,
                }),
          name: t(`tasks.names.${next}`),
          href: hrefs[next],
        }
      : null,
    waiting: next || progress.isDecided ? null : t('tasks.waiting'),
  };
}

function meetStatus({ shortlisted, met, askedBack }: Progress, t: Translate): string {
  const parts = [
    ...(askedBack > 0 ? [t('tasks.askedBack', { n: askedBack })] : []),
    ...(shortlisted > 0 ? [t('tasks.met', { n: met, total: shortlisted })] : []),
  ];
  return parts.length > 0 ? parts.join(t('common.comma')) : t('tasks.notYet');
}

/** How many of those who are chosen or not have been told. */
function lettersLine(candidates: readonly Candidate[], told: ReadonlySet<string>, t: Translate): string {
  const decided = candidates.filter(({ decision }) => decision !== null);
  const n = decided.filter(({ id }) => told.has(id)).length;
  if (n === 0) return t('tasks.next.letters');
  return t(n === decided.length ? 'tasks.toldAll' : 'tasks.told', { n, total: decided.length });
}
