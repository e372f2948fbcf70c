import fc from 'fast-check';
import t from 'tap';
import {
  type Progress,
  TASKS,
  type TaskKey,
  type TaskState,
  tasksOf,
} from '../../src/domain/people/tasks.ts';

const start: Progress = {
  pagesExample: 0,
  pagesMissing: 3,
  invited: 0,
  questionsOpen: 0,
  submitted: 0,
  read: 0,
  shortlisted: 0,
  met: 0,
  askedBack: 0,
  isUnsealed: false,
  isDecided: false,
};
const nextOf = (progress: Progress): TaskKey | undefined =>
  tasksOf(progress).find(({ state }) => state === 'next')?.key;

t.test('from an empty brief to a decision, one thing after the other is next', async (t) => {
  const way: [Partial<Progress>, TaskKey | undefined][] = [
    [{}, 'brief'],
    [{ pagesMissing: 0 }, 'invite'],
    [{ invited: 4 }, undefined],
    [{ questionsOpen: 2 }, 'questions'],
    [{ questionsOpen: 0 }, undefined],
    [{ submitted: 2 }, 'read'],
    [{ read: 2 }, 'compare'],
    [{ shortlisted: 2 }, 'meet'],
    [{ met: 1 }, 'meet'],
    [{ met: 2 }, 'prices'],
    [{ met: 0, isUnsealed: true }, 'decide'],
    [{ submitted: 3 }, 'read'],
    [{ read: 3 }, 'decide'],
    [{ isDecided: true }, undefined],
  ];
  let progress = start;
  for (const [change, next] of way) {
    progress = { ...progress, ...change };
    t.equal(nextOf(progress), next, JSON.stringify(change));
  }
  t.same(
    tasksOf(progress).map(({ state }) => state),
    TASKS.map((key) => (key === 'meet' ? 'open' : 'done')),
    'all is done but what was left out',
  );
});

t.test('whom one has asked back is found there, before there is a shortlist too', async (t) => {
  const read = { ...start, pagesMissing: 0, invited: 3, submitted: 2, read: 2 };
  const meet = (progress: Progress): TaskState | undefined =>
    tasksOf(progress).find(({ key }) => key === 'meet')?.state;
  t.equal(meet(read), 'not_yet');
  t.equal(meet({ ...read, askedBack: 1 }), 'open');
  t.equal(nextOf({ ...read, askedBack: 1 }), 'compare', 'the shortlist still comes first');
});

t.test('what has to wait leads nowhere, and never more than one thing is next', async (t) => {
  t.same(
    tasksOf(start).flatMap(({ key, state }) => (state === 'not_yet' ? [key] : [])),
    ['invite', 'questions', 'read', 'compare', 'meet', 'prices', 'decide'],
  );
  const any = fc.record({
    pagesMissing: fc.nat(14),
    pagesExample: fc.nat(14),
    invited: fc.nat(5),
    questionsOpen: fc.nat(5),
    submitted: fc.nat(5),
    read: fc.nat(5),
    shortlisted: fc.nat(5),
    met: fc.nat(5),
    askedBack: fc.nat(5),
    isUnsealed: fc.boolean(),
    isDecided: fc.boolean(),
  });
  fc.assert(
    fc.property(any, (progress) => {
      const tasks = tasksOf(progress);
      const next = tasks.filter(({ state }) => state === 'next');
      return tasks.length === TASKS.length && next.length <= 1 && !(progress.isDecided && next.length > 0);
    }),
  );
});
