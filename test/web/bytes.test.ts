import t from 'tap';
import { BRIEF_PAGES } from '../../src/domain/brief/brief.ts';
import { ANSWER_STEPS } from '../../src/domain/interview/steps.ts';
import { formsOf } from '../support/forms.ts';
import { ownerPages } from '../support/pages.ts';
import { submittedWorld } from '../support/submitted.ts';
import type { TestBrowser } from '../support/world.ts';

t.setTimeout(240_000);

/** What a database of its own kind refuses or changes: each as it stands in an address. */
const BYTES = {
  'a NUL': '%00',
  'a NUL within': 'a%00b',
  'half a pair': '%ED%A0%80',
  'bytes that are no text': '%FF%FE',
  'a character of no meaning': '%F4%8F%BF%BF',
  much: 'x'.repeat(400),
};

t.test('whatever stands in the place of an id is unknown, and no error of ours', async (t) => {
  const { world, owner, vetting, ids } = await submittedWorld(t, 'en');
  const { candidateId, token } = await world.invite(vetting, 'Answering');
  const candidate = await world.enter(token);
  const known: Record<string, string> = {
    vettingId: vetting.id,
    candidateId: ids[0] ?? '',
    token,
    step: 'welcome',
    page: 'goal',
  };
  let tried = 0;
  const tried500: string[] = [];
  for (const { method, url, access } of world.app.parts.routes) {
    const names = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
    for (const name of names)
      for (const [what, bytes] of Object.entries(BYTES)) {
        const address = url.replace(/:(\w+)/g, (_, each: string) =>
          each === name
            ? bytes
            : each === 'candidateId' && access === 'candidate'
              ? candidateId
              : (known[each] ?? 'none'),
        );
        const browser = access === 'candidate' || access === 'link' ? candidate : owner.browser;
        if (method !== 'GET' && method !== 'POST') continue;
        const answer = await (method === 'GET' ? browser.get(address) : browser.submit(address, {}));
        tried += 1;
        if (answer.statusCode >= 500) tried500.push(`${method} ${url} :${name} ${what}`);
      }
  }
  t.same(tried500, []);
  t.ok(tried > 500, `${tried} were tried`);
});

t.test('whatever stands in an address behind the question mark is no error of ours', async (t) => {
  const { world, owner, vetting, ids } = await submittedWorld(t, 'en');
  const base = `/vettings/${vetting.id}`;
  const failed: string[] = [];
  const asked = ['sort', 'find', 'search', 'kept', 'from', 'names', 'blind', 'feedback', 'locale', 'version'];
  for (const path of [
    '',
    '/comparison',
    '/reading',
    '/questions',
    '/letters',
    `/candidates/${ids[0]}/report`,
  ])
    for (const bytes of Object.values(BYTES))
      for (const name of asked) {
        const { statusCode } = await owner.browser.get(`${base}${path}?${name}=${bytes}`);
        if (statusCode >= 500) failed.push(`${path} ${name} ${bytes}`);
      }
  for (const bytes of Object.values(BYTES)) {
    const stranger = world.browser();
    stranger.cookies.set('banso_session', bytes);
    stranger.cookies.set(`banso_interview_${ids[0]}`, bytes);
    for (const path of ['/vettings', `/interview/${ids[0]}`, '/sign-in'])
      if ((await stranger.get(path)).statusCode >= 500) failed.push(`cookie ${bytes} at ${path}`);
  }
  t.same(failed, []);
});

t.test('no field of any form brings a character that a database refuses', async (t) => {
  const { world, owner, vetting, ids } = await submittedWorld(t, 'en');
  const { candidateId, token } = await world.invite(vetting, 'Answering');
  const candidate = await world.enter(token);
  await candidate.submit(`/interview/${candidateId}/welcome`, { respondentName: 'Sam', consent: 'yes' });
  const pages: [TestBrowser, string[]][] = [
    [
      owner.browser,
      [
        ...(await ownerPages(world, vetting.id, ids[0] ?? '')),
        ...BRIEF_PAGES.map((page) => `/vettings/${vetting.id}/brief/${page}`),
      ],
    ],
    [candidate, ANSWER_STEPS.map((step) => `/interview/${candidateId}/${step}`)],
  ];
  const failed: string[] = [];
  let fields = 0;
  for (const [browser, paths] of pages)
    for (const path of paths)
      for (const { action, typed, added } of formsOf((await browser.get(path)).body))
        for (const text of ['a\u0000b', '\u{10ffff}', '\ufffe']) {
          const answer = await browser.submit(action, {
            ...added,
            ...Object.fromEntries(typed.map((name) => [name, text])),
          });
          fields += typed.length;
          if (answer.statusCode >= 500)
            failed.push(`${action} ${JSON.stringify(text)}: ${answer.statusCode}`);
        }
  t.same(failed, []);
  t.ok(fields > 500, `${fields} fields were filled`);
});
