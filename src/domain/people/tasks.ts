/** What an owner does from the brief to a decision, in this order. */
export const TASKS = ['brief', 'invite', 'questions', 'read', 'compare', 'meet', 'prices', 'decide'] as const;
export type TaskKey = (typeof TASKS)[number];

/** How far a vetting has come, in figures. */
export type Progress = {
  /** Pages that the brief still needs, and those that still hold the example. */
  pagesMissing: number;
  pagesExample: number;
  invited: number;
  questionsOpen: number;
  submitted: number;
  read: number;
  shortlisted: number;
  /** Shortlisted candidates whom the owner has met. */
  met: number;
  /** Candidates of whom something was asked back in writing. */
  askedBack: number;
  isUnsealed: boolean;
  isDecided: boolean;
};

/** `done` and `open` lead to their page, `next` is the one to do now, `not_yet` waits for those before it. */
export type TaskState = 'done' | 'next' | 'open' | 'not_yet';
export type Task = { key: TaskKey; state: TaskState };

/** Every task with its state; none is next while there is nothing to do but wait for answers. */
export function tasksOf(progress: Progress): Task[] {
  const {
    pagesMissing,
    pagesExample,
    invited,
    questionsOpen,
    submitted,
    read,
    shortlisted,
    met,
    askedBack,
    isUnsealed,
  } = progress;
  const isReady = pagesMissing === 0 && pagesExample === 0;
  const isRead = submitted > 0 && read === submitted;
  const done: Record<TaskKey, boolean> = {
    brief: isReady,
    invite: invited > 0,
    questions: invited > 0 && questionsOpen === 0,
    read: isRead,
    compare: shortlisted > 0,
    meet: shortlisted > 0 && met >= shortlisted,
    prices: isUnsealed,
    decide: progress.isDecided,
  };
  const possible: Record<TaskKey, boolean> = {
    brief: true,
    invite: isReady,
    questions: invited > 0,
    read: submitted > 0,
    compare: submitted > 0,
    meet: shortlisted > 0 || askedBack > 0,
    prices: submitted > 0,
    decide: submitted > 0,
  };
  // Nobody has to meet: once the prices are open, it goes on without.
  const isPassed = (key: TaskKey): boolean => key === 'meet' && isUnsealed;
  const next = progress.isDecided
    ? undefined
    : TASKS.find((key) => possible[key] && !done[key] && !isPassed(key));
  return TASKS.map((key) => ({
    key,
    state: key === next ? 'next' : done[key] ? 'done' : possible[key] ? 'open' : 'not_yet',
  }));
}
