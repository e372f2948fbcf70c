import t from 'tap';
import { completeBrief } from '../../src/domain/brief/brief.ts';
import { NO_PAGE, saveAnswers } from '../../src/store/answers.ts';
import { listSubmissions, submitInterview } from '../../src/store/submissions.ts';
import { welcomed } from '../support/welcomed.ts';

t.test('whoever submits second, and whatever arrives after that, changes nothing', async (t) => {
  const { world, vetting, candidateId } = await welcomed(t);
  const { db, clock } = world;
  const brief = completeBrief(vetting.brief);
  if (!brief) throw new Error('the brief is not complete');
  const save = (who: string) => {
    const step = { step: 'understand', typed: { who }, isComplete: () => true } as const;
    return saveAnswers(db, candidateId, step, NO_PAGE, clock.now);
  };
  const submit = (sample: 'partner' | 'promising'): Promise<boolean> =>
    submitInterview(db, candidateId, brief, world.sampleResponse(sample), clock.now);
  t.match(await save('typed in time'), { outcome: 'saved' });
  const submittedAt = clock.now.toISOString();
  t.equal(await submit('partner'), true);

  clock.now = new Date(clock.now.getTime() + 60_000);
  t.equal(await submit('promising'), false);
  const submissions = await listSubmissions(db, vetting);
  t.equal(submissions.length, 1);
  t.equal(submissions[0]?.submittedAt, submittedAt);
  t.same(submissions[0]?.response.understand, world.sampleResponse('partner').understand);

  t.same(await save('typed too late'), { outcome: 'submitted' });
  const kept = await db.selectFrom('answers').select('typed').where('step', '=', 'understand').execute();
  t.same(
    kept.map(({ typed }) => JSON.parse(typed)),
    [{ who: 'typed in time' }],
  );
});
