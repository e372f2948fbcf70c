import t from 'tap';
import { issueInvitation, revokeInvitations } from '../../src/store/candidates.ts';
import { type TestBrowser, World } from '../support/world.ts';

type Route = { method: string; url: string; access: string };

/** Every route that the application registers, read from the application itself. */
async function readRoutes(world: World): Promise<Route[]> {
  await world.app.ready();
  const { routes } = world.app.parts;
  return routes.filter(({ method }) => method !== 'HEAD');
}

t.test('every registered route answers each kind of caller as its access says', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const other = await world.owner('other@example.com');
  const vetting = await world.vetting(owner.id);
  const mine = await world.invite(vetting, 'Mine');
  const rival = await world.invite(vetting, 'Rival');
  const revoked = await world.invite(vetting, 'Revoked');
  const expired = await world.invite(vetting, 'Expired');
  const callers: Record<string, TestBrowser> = {
    stranger: world.browser(),
    owner: owner.browser,
    otherOwner: other.browser,
    candidate: await world.enter(mine.token),
    rival: await world.enter(rival.token),
  };
  for (const role of ['evaluator', 'viewer'] as const) {
    const { id, browser } = await world.owner(`${role}@example.com`);
    await world.db
      .insertInto('members')
      .values({ vetting_id: vetting.id, owner_id: id, role, joined_at: world.clock.now.toISOString() })
      .execute();
    callers[role] = browser;
  }
  const revokedBrowser = await world.enter(revoked.token);
  const expiredBrowser = await world.enter(expired.token);
  await revokeInvitations(world.db, revoked.candidateId, world.clock.now);
  const short = await issueInvitation(world.db, expired.candidateId, world.clock.now);
  await world.db
    .updateTable('invitations')
    .set({ expires_at: new Date(world.clock.now.getTime() - 1000).toISOString() })
    .where('candidate_id', '=', expired.candidateId)
    .execute();

  const fill = (url: string, candidateId: string, token: string): string =>
    url
      .replace(':vettingId', vetting.id)
      .replace(':candidateId', candidateId)
      .replace(':token', token)
      .replace(':page', 'goal')
      .replace(':step', 'welcome')
      .replace(':questionId', 'none')
      .replace(':criterion', 'fit')
      .replace('*', 'banso.css');
  const call = (
    browser: TestBrowser,
    { method, url }: Route,
    candidateId = mine.candidateId,
    token = mine.token,
  ) =>
    method === 'GET'
      ? browser.get(fill(url, candidateId, token))
      : browser.submit(fill(url, candidateId, token), {});

  const routes = await readRoutes(world);
  t.ok(routes.length >= 35, `${routes.length} routes`);
  // Ending sessions comes last, so that the callers stay who they are.
  const ends = (url: string): boolean =>
    url === '/sign-out' || url.startsWith('/account/sessions') || url.endsWith('/leaving');
  for (const route of [...routes.filter(({ url }) => !ends(url)), ...routes.filter(({ url }) => ends(url))]) {
    const name = `${route.method} ${route.url}`;
    if (['owner', 'evaluator', 'member'].includes(route.access)) {
      for (const who of ['stranger', 'candidate', 'rival'] as const) {
        const answer = await call(callers[who] as TestBrowser, route);
        const sentAway =
          answer.statusCode === 401 ||
          (answer.statusCode === 303 && String(answer.headers.location).startsWith('/sign-in'));
        t.ok(sentAway, `${name} sends a ${who} to sign in (${answer.statusCode})`);
        t.notMatch(answer.body, 'Sample Precision Works', `${name} shows a ${who} nothing`);
      }
      if (route.url.includes(':vettingId')) {
        const answer = await call(callers.otherOwner as TestBrowser, route);
        t.equal(answer.statusCode, 404, `${name} does not exist for another owner`);
      }
      if (route.url.includes(':vettingId')) {
        for (const who of ['evaluator', 'viewer'] as const) {
          const isOpen = route.access === 'member' || route.access === who;
          const { statusCode } = await call(callers[who] as TestBrowser, route);
          t.equal(
            statusCode === 403,
            !isOpen,
            `${name} is ${isOpen ? 'open' : 'closed'} to a ${who} (${statusCode})`,
          );
        }
      }
      if (!ends(route.url) && route.method === 'GET')
        t.ok(
          (await call(callers.owner as TestBrowser, route)).statusCode !== 401,
          `${name} opens for its owner`,
        );
    } else if (route.access === 'candidate') {
      for (const who of ['stranger', 'owner', 'otherOwner', 'rival'] as const) {
        t.equal(
          (await call(callers[who] as TestBrowser, route)).statusCode,
          403,
          `${name} is closed to ${who}`,
        );
      }
      t.equal(
        (await call(revokedBrowser, route, revoked.candidateId)).statusCode,
        410,
        `${name} is gone for a revoked link`,
      );
      t.equal(
        (await call(expiredBrowser, route, expired.candidateId)).statusCode,
        410,
        `${name} is gone for a replaced link`,
      );
      t.ok(
        [200, 303, 422].includes((await call(callers.candidate as TestBrowser, route)).statusCode),
        `${name} opens for its candidate`,
      );
    } else if (route.access === 'link') {
      t.equal(
        (await call(callers.stranger as TestBrowser, route, '', 'unknown')).statusCode,
        404,
        `${name} with an unknown token`,
      );
      t.equal(
        (await call(callers.stranger as TestBrowser, route, '', revoked.token)).statusCode,
        410,
        `${name} with a revoked token`,
      );
      t.equal(
        (await call(callers.stranger as TestBrowser, route, '', short.token)).statusCode,
        410,
        `${name} with an expired token`,
      );
      t.ok(
        [200, 303].includes((await call(world.browser(), route)).statusCode),
        `${name} with the right token`,
      );
    } else {
      t.equal(route.access, 'public', `${name} states who may call it`);
      const answer = await call(callers.stranger as TestBrowser, route);
      t.ok(answer.statusCode < 500, `${name} answers a stranger (${answer.statusCode})`);
      t.notMatch(answer.body, 'Sample Precision Works', `${name} shows nothing of an owner`);
    }
  }
});

t.test('a route that does not say who may call it stops the start', async (t) => {
  const world = await World.open(t);
  t.throws(() => world.app.get('/forgotten', async () => 'x'), /does not state who may call it/);
});

t.test('a candidate never reaches a page of another by changing the address', async (t) => {
  const world = await World.open(t);
  const { id } = await world.owner();
  const vetting = await world.vetting(id);
  const mine = await world.invite(vetting, 'Mine');
  const rival = await world.invite(vetting, 'Rival');
  const browser = await world.enter(mine.token);
  const stolen = browser.cookies.get(`banso_interview_${mine.candidateId}`) ?? '';
  browser.cookies.set(`banso_interview_${rival.candidateId}`, stolen);
  t.equal((await browser.get(`/interview/${rival.candidateId}/welcome`)).statusCode, 403);
});
