import t, { type Test } from 'tap';
import { BRIEF_PAGES } from '../../src/domain/brief/brief.ts';
import { ANSWER_STEPS } from '../../src/domain/interview/steps.ts';
import { formsOf, type PageForm } from '../support/forms.ts';
import { ownerPages } from '../support/pages.ts';
import { makeReadOnly } from '../support/read-only.ts';
import { submittedWorld } from '../support/submitted.ts';
import type { TestBrowser, World } from '../support/world.ts';

t.setTimeout(180_000);

/** Every text that the database holds. */
async function stored(world: World): Promise<string> {
  const { db } = world;
  const tables = await db.introspection.getTables();
  const rows = await Promise.all(
    tables.map(({ name }) =>
      db
        .selectFrom(name as 'outbox')
        .selectAll()
        .execute(),
    ),
  );
  return JSON.stringify(rows);
}

let markers = 0;

/** Posts a marker in every field, and tells which fields neither the answer nor the database holds. */
async function lostBy(
  world: World,
  { action, typed, added }: PageForm,
  padding: string,
  send: (url: string, fields: Record<string, string>) => ReturnType<TestBrowser['post']>,
): Promise<string[]> {
  const marked = typed.map((name): [string, string] => {
    markers += 1;
    return [name, `zq${markers}x`];
  });
  const fields = Object.fromEntries(
    marked.map(([name, marker]) => [name, /email/i.test(name) ? `${marker}@example.com` : marker + padding]),
  );
  const answer = await send(action, { ...added, ...fields });
  const missing = marked.filter(([, marker]) => !answer.body.includes(marker));
  if (missing.length === 0) return [];
  const kept = await stored(world);
  return missing
    .filter(([, marker]) => !kept.includes(marker))
    .map(([name]) => `${name} (${answer.statusCode} ${answer.headers.location ?? ''})`);
}

type State = {
  name: string;
  browser: TestBrowser;
  /** Brings the state about, and says how to undo it. */
  enter?: () => Promise<() => Promise<unknown>>;
  isForged?: boolean;
  /** More than any field takes, and than the form was once read to. */
  isTooLarge?: boolean;
};

/** Fills a form with some hundred thousand characters, more than any holds. */
const muchFor = (fields: number): string => '長い文章です。'.repeat(Math.ceil(14_000 / fields));

/** Sends every form in every state. */
async function matrix(t: Test, world: World, forms: readonly PageForm[], states: readonly State[]) {
  for (const { name, browser, enter, isForged, isTooLarge } of states) {
    const leave = await enter?.();
    for (const form of forms) {
      const send = (url: string, fields: Record<string, string>) =>
        isForged ? browser.post(url, { ...fields, _csrf: 'forged' }) : browser.submit(url, fields);
      t.same(
        await lostBy(world, form, isTooLarge ? muchFor(form.typed.length) : '', send),
        [],
        `${form.action}, ${name}`,
      );
    }
    await leave?.();
  }
  t.comment(`${forms.length} forms × ${states.length} states`);
}

/** Nothing can be written while this lasts, as on a disk that is full or a database that somebody locked. */
const readOnly = (world: World) => () => makeReadOnly(world.db);

const inState = (world: World, id: string, state: 'closed' | 'decided') => async () => {
  const set = (to: 'open' | 'closed' | 'decided') =>
    world.db.updateTable('vettings').set({ state: to }).where('id', '=', id).execute();
  await set(state);
  return () => set('open');
};

t.test('nothing that an owner types is lost, whatever refuses it', async (t) => {
  const { world, owner, vetting, ids, base } = await submittedWorld(t, 'en');
  await owner.browser.submit(`${base}/members`, { email: 'evaluator@example.com', role: 'evaluator' });
  const [candidate = ''] = ids;
  await world.takeInterviewUpTo(
    await world.invite(vetting, 'Asker'),
    'welcome',
    world.sampleResponse('partner'),
    vetting,
  );
  const pages = [
    ...(await ownerPages(world, vetting.id, candidate)),
    ...BRIEF_PAGES.map((page) => `${base}/brief/${page}`),
  ];
  const forms = new Map<string, PageForm>();
  for (const page of new Set(pages))
    for (const form of formsOf((await owner.browser.get(page)).body)) forms.set(form.action, form);
  t.ok(forms.size >= 20, `${forms.size} forms`);
  const other = await world.owner('other@example.com');
  const roles: State[] = [];
  for (const role of ['evaluator', 'viewer'] as const) {
    const { id, browser } = await world.owner(`${role}@other.example`);
    const row = { vetting_id: vetting.id, owner_id: id, role, joined_at: world.clock.now.toISOString() };
    await world.db.insertInto('members').values(row).execute();
    roles.push({ name: `as ${role}`, browser });
  }
  await matrix(
    t,
    world,
    [...forms.values()],
    [
      { name: 'nothing refuses it', browser: owner.browser },
      { name: 'a forged token', browser: owner.browser, isForged: true },
      { name: 'too large', browser: owner.browser, isTooLarge: true },
      { name: 'nothing can be written', browser: owner.browser, enter: readOnly(world) },
      { name: 'closed', browser: owner.browser, enter: inState(world, vetting.id, 'closed') },
      { name: 'decided', browser: owner.browser, enter: inState(world, vetting.id, 'decided') },
      { name: 'signed out', browser: world.browser() },
      { name: 'another account', browser: other.browser },
      ...roles,
    ],
  );
});

t.test('nothing that a candidate types is lost, whatever refuses it', async (t) => {
  const { world, owner, vetting } = await submittedWorld(t, 'en');
  t.ok(owner);
  const invited = await world.invite(vetting, 'Typing');
  await world.takeInterviewUpTo(invited, 'terms', world.sampleResponse('partner'), vetting);
  const inside = world.lastBrowser;
  const forms: PageForm[] = [];
  for (const step of ['ask', ...ANSWER_STEPS])
    forms.push(...formsOf((await inside.get(`/interview/${invited.candidateId}/${step}`)).body));
  t.ok(forms.length >= 8, `${forms.length} forms`);
  const set = (table: 'interviews' | 'invitations', column: string, value: string | null) =>
    world.db
      .updateTable(table)
      .set({ [column]: value })
      .where('candidate_id', '=', invited.candidateId)
      .execute();
  const now = world.clock.now.toISOString();
  const [{ expires_at: until } = { expires_at: now }] = await world.db
    .selectFrom('invitations')
    .select('expires_at')
    .where('candidate_id', '=', invited.candidateId)
    .execute();
  const during =
    (table: 'interviews' | 'invitations', column: string, value: string | null, after: string | null) =>
    async () => {
      await set(table, column, value);
      return () => set(table, column, after);
    };
  const states: State[] = [
    { name: 'nothing refuses it', browser: inside },
    { name: 'a forged token', browser: inside, isForged: true },
    { name: 'too large', browser: inside, isTooLarge: true },
    { name: 'nothing can be written', browser: inside, enter: readOnly(world) },
    { name: 'closed', browser: inside, enter: inState(world, vetting.id, 'closed') },
    { name: 'the link withdrawn', browser: inside, enter: during('invitations', 'revoked_at', now, null) },
    { name: 'the link expired', browser: inside, enter: during('invitations', 'expires_at', now, until) },
    { name: 'submitted meanwhile', browser: inside, enter: during('interviews', 'submitted_at', now, null) },
    { name: 'in a browser that never opened the link', browser: world.browser() },
  ];
  await matrix(t, world, forms, states);

  for (const { name, browser, enter, isForged } of states.slice(1).filter((state) => !state.isTooLarge)) {
    const leave = await enter?.();
    for (const { action } of forms) {
      const fields = { who: 'typed', intent: 'autosave', ...(isForged ? { _csrf: 'forged' } : {}) };
      const answer = await browser.save(action, fields);
      const told = JSON.parse(answer.body) as { text?: string };
      t.ok((told.text ?? '').length > 8, `${action}, ${name}: ${told.text}`);
    }
    await leave?.();
  }
});

t.test('nothing that is typed before a step is open is lost', async (t) => {
  const { world, vetting } = await submittedWorld(t, 'en');
  const invited = await world.invite(vetting, 'Early');
  const browser = await world.enter(invited.token);
  for (const step of ANSWER_STEPS.filter((step) => step !== 'welcome')) {
    const answer = await browser.submit(`/interview/${invited.candidateId}/${step}`, { who: 'typed early' });
    t.equal(answer.statusCode, 409);
    t.match(answer.body, 'typed early');
  }
});

t.test(
  'what somebody types before signing in is shown when there were too many tries; a password never is',
  async (t) => {
    const { world } = await submittedWorld(t, 'en');
    const browser = world.browser();
    const fields = { email: 'somebody@example.com', password: 'words that nobody sees' };
    let refused = await browser.submit('/sign-in', fields);
    for (let tries = 0; tries < 12; tries += 1) refused = await browser.submit('/sign-in', fields);
    t.equal(refused.statusCode, 429);
    t.match(refused.body, 'somebody@example.com');
    t.notMatch(refused.body, 'words that nobody sees');
  },
);

t.test('a secret is in no answer to a form that is refused, and travels nowhere', async (t) => {
  const { world, owner } = await submittedWorld(t, 'en');
  const secret = 'words that nobody may see';
  await world.app.ready();
  const posts = world.app.parts.routes.filter(({ method }) => method === 'POST');
  const fields = { password: secret, currentPassword: secret, newPassword: secret, email: 'a@example.com' };
  for (const { url } of posts) {
    const path = url.replace(/:\w+/g, 'goal');
    for (const browser of [world.browser(), owner.browser])
      for (const answer of [await browser.submit(path, fields), await browser.post(path, fields)])
        t.notMatch(answer.body, secret, `${path} ${answer.statusCode}`);
  }
  for (const page of ['/setup', '/sign-in', '/account']) {
    const { body } = await owner.browser.get(page);
    for (const [tag] of body.matchAll(/<input[^>]*type="password"[^>]*>/g))
      t.match(tag, /name="(\w+P|p)assword"/, `${page}: a secret field says by its name that it is one`);
  }
});
