import t, { type Test } from 'tap';
import { World } from '../support/world.ts';

const SECRET = {
  initialPrice: 7_654_321,
  monthlyPrice: 345_678,
  weeksToFirstDelivery: 7,
  text: 'Zebrafinch',
};
const LEAK = /7[,.\s]?654[,.\s]?321|345[,.\s]?678|zebrafinch/i;
const TERMS = {
  initialPrice: '7,654,321円',
  monthlyPrice: '345678',
  weeksToFirstDelivery: '7',
  termsText: 'Zebrafinch',
};

async function priced(t: Test) {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const response = { ...world.sampleResponse('partner'), terms: SECRET };
  return { world, owner, vetting, response, base: `/vettings/${vetting.id}` };
}

const linkIn = (body: string): string => /http:\/\/192.168.1.20:3000(\/i\/[\w-]{43})/.exec(body)?.[1] ?? '';
const PAGES = ['', '/terms', '/check', '/receipt', '/copy.json', '/welcome', '/propose', '/ask', '/facts'];

t.test('the owner finds no price through any link that an owner can make', async (t) => {
  const { world, owner, vetting, response, base } = await priced(t);
  // One candidate has submitted, another has typed its prices and goes on.
  const submitted = await world.takeInterview(vetting, 'Submitted', response);
  const typing = await world.invite(vetting, 'Typing');
  const theirs = await world.enter(typing.token);
  const at = (step: string): string => `/interview/${typing.candidateId}/${step}`;
  await theirs.submit(at('welcome'), { respondentName: 'Aoi', consent: 'yes' });
  for (let press = 0; press < 2; press += 1) await theirs.submit(at('ask'), { intent: 'continue' });
  await theirs.submit(at('terms'), TERMS);
  t.match(
    (await theirs.get(at('terms'))).body,
    'value="7,654,321円"',
    'the browser that typed them sees them',
  );

  const links: [string, string][] = [['the link shown at the invitation', `/i/${typing.token}`]];
  for (const id of [submitted, typing.candidateId])
    links.push([
      'a new link',
      linkIn((await owner.browser.submit(`${base}/candidates/${id}/invitations`, {})).body),
    ]);
  for (const [name, link] of links) {
    const spy = world.browser();
    const entered = await spy.submit(link, {});
    for (const id of [submitted, typing.candidateId]) {
      for (const page of PAGES) {
        const { body } = await spy.get(`/interview/${id}${page}`);
        t.notMatch(body, LEAK, `${name}: ${page} (${entered.statusCode})`);
      }
    }
  }
  for (const path of [
    '',
    '/comparison',
    `/candidates/${submitted}/report`,
    `/candidates/${submitted}/dossier.json`,
    '/export.json',
    '/export.csv',
    '/history',
    `/candidates/${typing.candidateId}`,
  ])
    t.notMatch((await owner.browser.get(`${base}${path}`)).body, LEAK, path);
});

t.test(
  'elsewhere it says that they were given and are sealed; an empty page takes nothing away',
  async (t) => {
    const { world, vetting } = await priced(t);
    const { candidateId, token } = await world.invite(vetting, 'Agency');
    const at = (step: string): string => `/interview/${candidateId}/${step}`;
    const first = await world.enter(token);
    await first.submit(at('welcome'), { respondentName: 'Aoi', consent: 'yes' });
    for (let press = 0; press < 2; press += 1) await first.submit(at('ask'), { intent: 'continue' });
    await first.submit(at('terms'), TERMS);
    const other = await world.enter(token);
    const sealed = (await other.get(at('terms'))).body;
    t.match(sealed, 'are kept sealed');
    t.match((await other.get(at('check'))).body, 'are kept sealed');
    await other.submit(at('terms'), {
      initialPrice: '',
      monthlyPrice: '',
      weeksToFirstDelivery: '',
      termsText: '',
    });
    t.match((await first.get(at('terms'))).body, 'value="7,654,321円"', 'still there');
    const history = async () =>
      (await world.db.selectFrom('history').select('act').execute()).map(({ act }) => act);
    t.notOk((await history()).includes('terms_replaced'));

    await other.submit(at('terms'), {
      initialPrice: '100',
      monthlyPrice: '',
      weeksToFirstDelivery: '',
      termsText: '',
    });
    t.match((await other.get(at('terms'))).body, 'value="100"', 'giving them anew replaces them');
    t.notMatch((await other.get(at('terms'))).body, LEAK, 'all of them');
    t.match((await first.get(at('terms'))).body, 'are kept sealed', 'and seals them to the first');
    t.ok((await history()).includes('terms_replaced'), 'and the owner is told');
  },
);

t.test('whoever submits, the sealed terms are part of it', async (t) => {
  const { world, vetting, response, owner, base } = await priced(t);
  const id = await world.takeInterview(vetting, 'Agency', response);
  const row = await world.db
    .selectFrom('interviews')
    .select('submitted_response')
    .where('candidate_id', '=', id)
    .executeTakeFirstOrThrow();
  t.match(JSON.parse(row.submitted_response ?? ''), { terms: SECRET });
  const shared = await world.invite(vetting, 'Shared');
  const at = (step: string): string => `/interview/${shared.candidateId}/${step}`;
  await world.takeInterviewUpTo(shared, 'terms', response, vetting);
  const colleague = await world.enter(shared.token);
  t.equal((await colleague.submit(at('check'), {})).headers.location, at('receipt'));
  const kept = await world.db
    .selectFrom('interviews')
    .select('submitted_response')
    .where('candidate_id', '=', shared.candidateId)
    .executeTakeFirstOrThrow();
  t.match(JSON.parse(kept.submitted_response ?? ''), { terms: { initialPrice: 7_654_321 } });
  t.notMatch((await colleague.get(at('receipt'))).body, LEAK);
  t.match(
    (await world.lastBrowser.get(at('receipt'))).body,
    LEAK,
    'the browser that typed them keeps its copy',
  );
  t.match(
    (await owner.browser.get(`${base}/candidates/${shared.candidateId}`)).body.split('Link opened').length,
    3,
    'both openings stand in the timeline',
  );
  t.match(
    (await colleague.get(at('receipt'))).body.split('Opened in a new browser').length,
    3,
    'and on the candidate’s page',
  );
});

t.test('opening the prices needs every response read, or a reason that candidates are told', async (t) => {
  const { world, owner, vetting, response, base } = await priced(t);
  const id = await world.takeInterview(vetting, 'Agency', response);
  const unseal = (fields: Record<string, string>) => owner.browser.submit(`${base}/unsealing`, fields);
  t.equal((await unseal({})).statusCode, 422, 'not without a yes');
  const refused = await unseal({ confirm: 'yes' });
  t.equal(refused.statusCode, 422, 'not before reading');
  t.match(refused.body, '1 responses have not been read');
  t.notMatch((await owner.browser.get(`${base}/comparison`)).body, LEAK);
  await owner.browser.get(`${base}/candidates/${id}/report`);
  t.equal((await unseal({ confirm: 'yes' })).statusCode, 303, 'after reading a yes is enough');
  t.match((await owner.browser.get(`${base}/comparison`)).body, LEAK);
  t.match((await world.lastBrowser.get(`/interview/${id}/receipt`)).body, 'were opened on 20 November 2026');

  const hasty = await priced(t);
  const other = await hasty.world.takeInterview(hasty.vetting, 'Agency', hasty.response);
  await hasty.owner.browser.submit(`${hasty.base}/unsealing`, {
    confirm: 'yes',
    unsealReason: 'The board meets today.',
  });
  t.match((await hasty.world.lastBrowser.get(`/interview/${other}/receipt`)).body, 'The board meets today.');
  t.match((await hasty.owner.browser.get(`${hasty.base}/history`)).body, 'The board meets today.');
});

t.test('prices of those who submit after the unsealing stay sealed until they have been read', async (t) => {
  const { world, owner, vetting, response, base } = await priced(t);
  const early = await world.takeInterview(vetting, 'Early', {
    ...response,
    terms: { initialPrice: 111_111 },
  });
  await owner.browser.get(`${base}/candidates/${early}/report`);
  await owner.browser.submit(`${base}/unsealing`, { confirm: 'yes' });
  world.clock.now = new Date(world.clock.now.getTime() + 60_000);
  const late = await world.takeInterview(vetting, 'Late', response);
  for (const path of ['comparison', 'export.csv', 'export.json', 'comparison?sort=terms.initialPrice']) {
    const { body } = await owner.browser.get(`${base}/${path}`);
    t.notMatch(body, LEAK, path);
    t.match(body, /111,?111/, `${path}: the others stay open`);
  }
  t.match((await owner.browser.get(`${base}/export.csv`)).body, 'sealed', 'and the file says so');
  t.notMatch((await owner.browser.look(`${base}/candidates/${late}/report`)).body, LEAK, 'not opened');
  t.match((await owner.browser.get(`${base}/candidates/${late}/report`)).body, LEAK, 'open from then on');
  t.match((await owner.browser.get(`${base}/comparison`)).body, LEAK);
});
