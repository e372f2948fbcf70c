import t from 'tap';
import { ANSWER_STEPS } from '../../src/domain/interview/steps.ts';
import { ownerPages } from '../support/pages.ts';
import { submittedWorld } from '../support/submitted.ts';
import type { TestBrowser, World } from '../support/world.ts';

t.setTimeout(180_000);

/**
 * What anybody's session does by itself, what says that the server lives, and the order in which somebody
 * reads, which is drawn once and tells nothing.
 */
const BY_ITSELF = new Set(['sessions', 'heartbeat', 'reading_numbers']);

async function stored(world: World): Promise<Record<string, string>> {
  const tables = (await world.db.introspection.getTables()).filter(({ name }) => !BY_ITSELF.has(name));
  return Object.fromEntries(
    await Promise.all(
      tables.map(async ({ name }) => [
        name,
        JSON.stringify(
          await world.db
            .selectFrom(name as 'outbox')
            .selectAll()
            .execute(),
        ),
      ]),
    ),
  );
}

/** The tables in which anything is not as it was. */
const changed = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((table) => after[table] !== before[table]);

t.test('asking about a page, fetching it ahead or following a link to it changes nothing', async (t) => {
  const { world, owner, vetting, ids } = await submittedWorld(t, 'en');
  const { candidateId, token } = await world.invite(vetting, 'Answering');
  const candidate = await world.enter(token);
  await candidate.submit(`/interview/${candidateId}/welcome`, { respondentName: 'Sam', consent: 'yes' });
  const steps = ['', ...ANSWER_STEPS, 'ask', 'facts', 'check', 'stored', 'receipt', 'further'];
  // Every file that can be taken along, found in the application itself.
  const downloads = world.app.parts.routes
    .filter(({ method, url }) => method === 'GET' && /^\/vettings\/.*\.\w+$/.test(url))
    .map(({ url }) => url.replace(':vettingId', vetting.id).replace(':candidateId', ids[0] ?? ''));
  t.ok(downloads.length >= 5, `${downloads.length} downloads`);
  const pages = [
    ...(await ownerPages(world, vetting.id, ids[0] ?? '')).map((path) => [owner.browser, path] as const),
    ...downloads.map((path) => [owner.browser, path] as const),
    [candidate, `/i/${token}`] as const,
    ...steps.map((step) => [candidate, `/interview/${candidateId}/${step}`] as const),
  ];
  const noted = new Map<string, string[]>();
  const visit = async (browser: TestBrowser, path: string): Promise<void> => {
    const before = await stored(world);
    await browser.look(path);
    const after = changed(before, await stored(world));
    if (after.length > 0) noted.set(path.replace(vetting.id, 'V').replace(ids[0] ?? '', 'C'), after);
  };
  for (const [browser, path] of pages) {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const ask = (method: 'GET' | 'HEAD', more: Record<string, string> = {}) =>
      world.app.inject({ method, url: path, headers: { cookie, ...more } });
    const before = await stored(world);
    const head = await ask('HEAD');
    t.ok(head.statusCode < 500 || head.statusCode === 503, `HEAD ${path}: ${head.statusCode}`);
    t.same(changed(before, await stored(world)), [], `HEAD ${path}`);
    for (const more of [
      { 'sec-purpose': 'prefetch;prerender' },
      { purpose: 'prefetch' },
      { 'x-moz': 'prefetch' },
    ] as Record<string, string>[]) {
      const ahead = await ask('GET', more);
      t.same(changed(before, await stored(world)), [], `${path} ahead of time: ${ahead.statusCode}`);
    }
    await visit(browser, path);
  }
  t.same(Object.fromEntries(noted), { '/vettings/V/candidates/C/dossier.json': ['history'] });
  for (const id of ids) await owner.browser.submit(`/vettings/${vetting.id}/candidates/${id}/opening`, {});
  noted.clear();
  for (const [browser, path] of pages) await visit(browser, path);
  const exports = ['export.csv', 'export.xlsx', 'export.json', 'candidates/C/dossier.json'];
  t.same(
    Object.fromEntries(noted),
    Object.fromEntries(exports.map((file) => [`/vettings/V/${file}`, ['history']])),
    'only who took a file along is noted',
  );
  const [style = ''] = /\/public\/[^"]+\.css/.exec((await owner.browser.get('/vettings')).body) ?? [];
  const asset = await world.app.inject({ method: 'HEAD', url: style, headers: { purpose: 'prefetch' } });
  t.equal(asset.statusCode, 200, 'what is the same for everybody may be fetched ahead');
  t.match(asset.headers['content-type'], 'text/css');
});
