import t from 'tap';
import { CRITERIA } from '../../src/domain/scoring/rubric.ts';
import { type TestBrowser, World } from '../support/world.ts';

t.setTimeout(180_000);

/** Words that stand for one thing each, and occur nowhere else. */
const SIGNS: Record<string, RegExp> = {
  brief: /Grow from 40 to 60 factories/,
  name: /Heron Works/,
  answer: /MARKED ANSWER/,
  rules: /data-figure|data-points|"understanding"/,
  ownersLevel: /OWNERS REASON/,
  evasLevel: /EVAS REASON/,
  memo: /OWNERS MEMO/,
  meeting: /OWNERS MEETING/,
  price: /ZEBRAFINCH/,
  decision: /DECIDED BECAUSE/,
};

const READS = 'brief name answer rules ownersLevel evasLevel memo';
/** Who is no part of it: a candidate sees what it gave itself, nobody else's. */
const OUTSIDE = { candidate: 'brief name answer price', rival: 'brief', other: '', stranger: '' };

/** What each person sees, moment by moment. Eva finishes reading, Ari never does. */
const EXPECTED = {
  submitted: {
    owner: 'brief name answer rules',
    eva: 'brief answer',
    ari: 'brief answer',
    viewer: 'brief name answer rules',
    ...OUTSIDE,
  },
  judged: {
    owner: 'brief name answer rules ownersLevel memo meeting',
    eva: 'brief answer',
    ari: 'brief answer',
    viewer: 'brief name answer rules ownersLevel memo',
    ...OUTSIDE,
  },
  'eva has read': { owner: `${READS} meeting`, eva: READS, ari: 'brief answer', viewer: READS, ...OUTSIDE },
  unsealed: {
    owner: `${READS} meeting price`,
    eva: `${READS} price`,
    ari: 'brief answer',
    viewer: `${READS} price`,
    ...OUTSIDE,
  },
  decided: {
    owner: `${READS} meeting price decision`,
    eva: `${READS} price`,
    ari: 'brief answer',
    viewer: `${READS} price`,
    ...OUTSIDE,
    // It had not submitted: no more answers are taken.
    rival: '',
  },
};

t.test('what each person sees at each moment, over every page and file', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const other = await world.owner('other@example.com');
  const vetting = await world.vetting(owner.id);
  const base = `/vettings/${vetting.id}`;
  const sample = world.sampleResponse('partner');
  const response = {
    ...sample,
    understand: { ...sample.understand, who: `MARKED ANSWER ${sample.understand?.who}` },
    terms: { ...sample.terms, text: 'ZEBRAFINCH' },
  };
  const candidateId = await world.takeInterview(vetting, 'Heron Works', response);
  const candidate = world.lastBrowser;
  const rival = await world.invite(vetting, 'Rival');
  const members: Record<string, TestBrowser> = {};
  for (const [name, role] of [
    ['eva', 'evaluator'],
    ['ari', 'evaluator'],
    ['viewer', 'viewer'],
  ] as const) {
    const { id, browser } = await world.owner(`${name}@example.com`);
    await world.db
      .insertInto('members')
      .values({ vetting_id: vetting.id, owner_id: id, role, joined_at: world.clock.now.toISOString() })
      .execute();
    members[name] = browser;
  }
  await world.takeInterviewUpTo(rival, 'understand', sample, vetting, 'Rival');
  const people: Record<string, TestBrowser> = {
    owner: owner.browser,
    ...members,
    candidate,
    rival: world.lastBrowser,
    other: other.browser,
    stranger: world.browser(),
  };
  await world.app.ready();
  const urls = world.app.parts.routes
    .filter(({ method, url }) => method === 'GET' && !/public|xlsx|docx|\*/.test(url))
    .flatMap(({ url }) =>
      url.includes(':subject') ? CRITERIA.map((key) => url.replace(':subject', key)) : [url],
    )
    .flatMap((url) => [candidateId, rival.candidateId].map((id) => url.replace(':candidateId', id)))
    .map((url) =>
      url
        .replace(':vettingId', vetting.id)
        .replace(':page', 'goal')
        .replace(':step', 'understand')
        .replace(':criterion', 'fit'),
    )
    .filter((url) => !url.includes(':'));
  const paths = [...new Set(urls)];
  t.ok(paths.length > 60, `${paths.length} pages and files`);

  const at = `${base}/candidates/${candidateId}`;
  const moments: Record<string, () => Promise<unknown>> = {
    submitted: async () => undefined,
    judged: async () => {
      await owner.browser.submit(`${at}/judgements/fit`, { level: '2', reason: 'OWNERS REASON' });
      await owner.browser.submit(`${at}/note`, { note: 'OWNERS MEMO' });
      await owner.browser.submit(`${at}/meeting`, { metOn: '2026-11-19', note_0: 'OWNERS MEETING' });
    },
    'eva has read': async () => {
      await members.eva?.submit(`${base}/reading/fit`, { level_1: '1', note_1: 'EVAS REASON' });
      await members.eva?.submit(`${base}/reading/end`, {});
    },
    unsealed: async () => owner.browser.submit(`${base}/unsealing`, { confirm: 'yes' }),
    decided: async () =>
      owner.browser.submit(`${base}/decision`, { chosen: candidateId, reason: 'DECIDED BECAUSE' }),
  };
  const seen: Record<string, Record<string, string>> = {};
  for (const [moment, happens] of Object.entries(moments)) {
    await happens();
    seen[moment] = {};
    for (const [person, browser] of Object.entries(people)) {
      let text = '';
      for (const path of paths) {
        const answer = await browser.get(path);
        if (answer.statusCode < 400) text += answer.body;
      }
      seen[moment][person] = Object.keys(SIGNS)
        .filter((sign) => SIGNS[sign]?.test(text))
        .join(' ');
    }
  }
  t.same(seen, EXPECTED);
});
