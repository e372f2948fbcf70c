import t from 'tap';
import { BUDGETS, type Budget } from '../../src/domain/people/budgets.ts';
import { listMail, queueMail } from '../../src/store/outbox.ts';
import { MOST_PREVIEWS, startPreview } from '../../src/store/previews.ts';
import { forgetOldMail, MOST_CANDIDATE_SESSIONS } from '../../src/store/retention.ts';
import { World } from '../support/world.ts';

const DAY_MS = 86_400_000;

/** Which routes take from which budget: a new one that makes such things has to say so here. */
const SPENDING: Record<Budget, string[]> = {
  vettings: ['POST /vettings', 'POST /vettings/:vettingId/copies', 'POST /vettings/example'],
  candidates: ['POST /vettings/:vettingId/candidates', 'POST /vettings/:vettingId/candidates/import'],
  mails: [
    'POST /vettings/:vettingId/candidates/:candidateId/deadline',
    'POST /vettings/:vettingId/candidates/:candidateId/further',
    'POST /vettings/:vettingId/candidates/:candidateId/letter',
    'POST /vettings/:vettingId/candidates/:candidateId/mails',
    'POST /vettings/:vettingId/deadline',
    'POST /vettings/:vettingId/letters',
    'POST /vettings/:vettingId/questions/:questionId/reply',
  ],
  exports: [
    'GET /vettings/:vettingId/export.csv',
    'GET /vettings/:vettingId/export.json',
    'GET /vettings/:vettingId/export.xlsx',
  ],
};

t.test('what an account makes has a limit a day, and what was typed is shown', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const vetting = await world.vetting(id);
  const { candidateId } = await world.invite(vetting);
  const at = world.clock.now.toISOString();
  const fill: Record<Budget, () => Promise<unknown>> = {
    vettings: async () => {
      const row = await world.db.selectFrom('vettings').selectAll().executeTakeFirstOrThrow();
      for (let n = 0; n < BUDGETS.vettings; n += 1)
        await world.db
          .insertInto('vettings')
          .values({ ...row, id: `v${n}` })
          .execute();
    },
    candidates: async () => {
      const row = await world.db.selectFrom('candidates').selectAll().executeTakeFirstOrThrow();
      for (let n = 0; n < BUDGETS.candidates; n += 1)
        await world.db
          .insertInto('candidates')
          .values({ ...row, id: `c${n}`, name: `c${n}` })
          .execute();
    },
    mails: async () => {
      for (let n = 0; n < BUDGETS.mails; n += 1)
        await queueMail(
          world.db,
          vetting,
          candidateId,
          'a@example.com',
          { kind: 'invitation' },
          world.clock.now,
        );
    },
    exports: async () => {
      for (let n = 0; n < BUDGETS.exports; n += 1)
        await world.db
          .insertInto('history')
          .values({
            id: `h${n}`,
            owner_id: id,
            vetting_id: vetting.id,
            position: 1000 + n,
            at,
            person: '',
            act: 'exported',
            details: '{}',
          })
          .execute();
    },
  };
  for (const [budget, routes] of Object.entries(SPENDING) as [Budget, string[]][]) {
    const found = world.app.parts.routes.filter(
      ({ spends, method }) => spends === budget && method !== 'HEAD',
    );
    t.same(found.map(({ method, url }) => `${method} ${url}`).sort(), routes);
    const { method, url } = found[0] ?? { method: '', url: '' };
    const address = url.replace(':vettingId', vetting.id).replace(':candidateId', candidateId);
    const ask = () =>
      method === 'GET' ? browser.get(address) : browser.submit(address, { name: 'typed <i>' });
    t.not((await ask()).statusCode, 429, budget);
    await fill[budget]();
    const refused = await ask();
    t.equal(refused.statusCode, 429, budget);
    t.match(refused.body, String(BUDGETS[budget]));
    if (method === 'POST') t.match(refused.body, 'typed &lt;i&gt;');
    const other = await world.owner(`${budget}@example.com`);
    t.equal((await other.browser.get('/vettings')).statusCode, 200);
  }
  world.clock.now = new Date(world.clock.now.getTime() + DAY_MS + 1000);
  await browser.submit('/sign-in', { email: 'owner@example.com', password: 'seven quiet herons at dawn' });
  t.not((await browser.submit('/vettings', { template: 'x' })).statusCode, 429, 'the next day it goes on');
});

t.test('sessions of a link and previews are bounded', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const { token } = await world.invite(vetting);
  const first = await world.enter(token);
  for (let n = 0; n < MOST_CANDIDATE_SESSIONS + 5; n += 1) {
    world.clock.now = new Date(world.clock.now.getTime() + 1000);
    await world.enter(token);
  }
  const { kept } = await world.db
    .selectFrom('candidate_sessions')
    .select(({ fn }) => fn.countAll<number>().as('kept'))
    .executeTakeFirstOrThrow();
  t.equal(Number(kept), MOST_CANDIDATE_SESSIONS);
  const { candidate_id: candidateId } = await world.db
    .selectFrom('invitations')
    .select('candidate_id')
    .executeTakeFirstOrThrow();
  t.equal(
    (await first.get(`/interview/${candidateId}/welcome`)).statusCode,
    403,
    'the oldest opens it again',
  );

  const { previews } = world.app.parts;
  for (let n = 0; n < MOST_PREVIEWS + 5; n += 1)
    await startPreview(
      previews,
      { id: owner.id, email: 'owner@example.com' },
      { ...vetting, id: `v${n}` },
      'x',
      new Date(world.clock.now.getTime() + n),
    );
  const live = await previews.selectFrom('vettings').select('id').execute();
  t.equal(live.length, MOST_PREVIEWS);
  t.notOk(
    live.some(({ id }) => id === 'v0'),
    'the oldest went',
  );
});

t.test('the words of a mail are forgotten after a while, and that it was sent is not', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const { candidateId } = await world.invite(vetting);
  const secret = 'words for nobody else';
  const add = (kind: 'letter' | 'reply') =>
    queueMail(
      world.db,
      vetting,
      candidateId,
      'person@example.com',
      kind === 'letter' ? { kind, subject: secret, text: secret } : { kind, question: secret, reply: secret },
      world.clock.now,
    );
  await add('letter');
  await world.db.updateTable('outbox').set({ state: 'sent', sent_at: '2026-11-20' }).execute();
  world.clock.now = new Date(world.clock.now.getTime() + 1000);
  await add('reply');
  const later = (days: number): Date => new Date(world.clock.now.getTime() + days * DAY_MS);
  await forgetOldMail(world.db, later(89));
  const words = async (): Promise<string> =>
    JSON.stringify(await world.db.selectFrom('outbox').selectAll().where('kind', '=', 'letter').execute());
  t.match(await words(), secret);
  await forgetOldMail(world.db, later(91));
  t.notMatch(await words(), secret);
  t.notMatch(await words(), 'person@example.com');
  t.match(await listMail(world.db, vetting), [
    { kind: 'letter', state: 'sent', at: '2026-11-20' },
    { kind: 'reply', state: 'queued' },
  ]);
  const [, waiting] = await world.db.selectFrom('outbox').selectAll().orderBy('kind').execute();
  t.match(waiting?.details, secret, 'what has not been sent keeps its words');
});
