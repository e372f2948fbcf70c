import t from 'tap';
import type { World } from '../support/world.ts';
import { World as OpenWorld, type TestBrowser } from '../support/world.ts';

/** Two owners with two vettings of two candidates each; every word of theirs occurs nowhere else. */
async function manyWords(world: World) {
  const owners = [];
  for (const own of ['Quail', 'Rook'] as const) {
    const owner = await world.owner(`${own.toLowerCase()}@example.com`);
    const vettings = [];
    for (const number of [1, 2]) {
      const vetting = await world.vetting(owner.id);
      const tag = `${own}${number}`;
      const facts = { text: `The ${tag}Brief pays.` };
      await owner.browser.submit(`/vettings/${vetting.id}/brief/value`, facts);
      const candidates = [];
      for (const letter of ['a', 'b']) {
        const name = `${tag}${letter}Agency`;
        const { candidateId, token } = await world.invite(vetting, name);
        const browser = await world.enter(token);
        const at = (step: string): string => `/interview/${candidateId}/${step}`;
        await browser.submit(at('welcome'), { respondentName: `${tag}${letter}Person`, consent: 'yes' });
        await browser.submit(at('ask'), {
          question: `Which font does ${tag}${letter}Question use?`,
          intent: 'ask',
        });
        for (let press = 0; press < 2; press += 1) await browser.submit(at('ask'), { intent: 'continue' });
        await browser.submit(at('understand'), { who: `${tag}${letter}Answer`, value: 'x', delivery: 'x' });
        candidates.push({ candidateId, name, tag: `${tag}${letter}`, browser, at, token });
      }
      vettings.push({ vetting, tag, candidates });
    }
    owners.push({ owner, own, vettings });
  }
  return owners;
}

type Owners = Awaited<ReturnType<typeof manyWords>>;
const tagsOf = (owners: Owners): string[] =>
  owners.flatMap(({ vettings }) => vettings.flatMap(({ candidates }) => candidates.map(({ tag }) => tag)));

/** Which of the words a page shows. */
const shown = (body: string, words: readonly string[]): string[] =>
  words.filter((word) => body.includes(word));

t.test(
  'a candidate reads its own words, the shared goal, and what the owner tells all; nothing of its rivals',
  async (t) => {
    const world = await OpenWorld.open(t);
    const owners = await manyWords(world);
    const [first] = owners;
    const [here, elsewhere] = first?.vettings ?? [];
    const [asker, rival] = here?.candidates ?? [];
    const [stranger] = elsewhere?.candidates ?? [];
    if (!first || !here || !asker || !rival || !stranger) throw new Error('somebody is missing');
    const inbox = `/vettings/${here.vetting.id}/questions`;
    const reply = async (asked: string, text: string, toAll: boolean): Promise<void> => {
      const { body } = await first.owner.browser.get(inbox);
      const path = new RegExp(`${asked}[\\s\\S]*?action="(/vettings/[\\w-]+/questions/[\\w-]+/reply)"`).exec(
        body,
      )?.[1];
      await first.owner.browser.submit(path ?? '', { reply: text, ...(toAll ? { toAll: 'yes' } : {}) });
    };
    await reply(`${asker.tag}Question`, 'PrivateReply', false);
    for (const [who, words] of [
      [asker, ['PrivateReply']],
      [rival, []],
      [stranger, []],
    ] as const)
      t.same(
        shown((await who.browser.get(who.at('ask'))).body, ['PrivateReply']),
        words,
        `a private reply and ${who.name}`,
      );
    await asker.browser.submit(asker.at('ask'), {
      question: 'And which colour does SecondQuestion like?',
      intent: 'ask',
    });
    await reply('SecondQuestion', 'ReplyToAll', true);
    for (const [who, times] of [
      [asker, 1],
      [rival, 1],
      [stranger, 0],
    ] as const)
      t.equal(
        (await who.browser.get(who.at('ask'))).body.split('ReplyToAll').length - 1,
        times,
        `a reply to all and ${who.name}`,
      );

    await world.app.ready();
    const pages = [
      'welcome',
      'ask',
      'facts',
      'understand',
      'numbers',
      'propose',
      'measure',
      'partner',
      'terms',
      'check',
      'copy.json',
    ];
    const all = tagsOf(owners);
    for (const { owner: _, vettings } of owners) {
      for (const { candidates } of vettings) {
        for (const { browser, at, tag } of candidates) {
          for (const page of pages) {
            const { body } = await browser.get(at(page));
            const others = all
              .filter((each) => each !== tag)
              .flatMap((each) => [`${each}Person`, `${each}Answer`, `${each}Agency`]);
            t.same(shown(body, others), [], `${page} of ${tag}`);
          }
        }
      }
    }
  },
);

t.test("an owner's pages hold one vetting each, and nothing of anybody else's", async (t) => {
  const world = await OpenWorld.open(t);
  const owners = await manyWords(world);
  await world.app.ready();
  const routes = world.app.parts.routes.filter(
    ({ method, url }) => method === 'GET' && url.startsWith('/vettings/:vettingId'),
  );
  for (const { owner, own, vettings } of owners) {
    const strangers = tagsOf(owners).filter((tag) => !tag.startsWith(own));
    for (const { vetting, tag, candidates } of vettings) {
      const siblings = tagsOf(owners).filter((each) => each.startsWith(own) && !each.startsWith(tag));
      for (const { url } of routes) {
        const path = url
          .replace(':vettingId', vetting.id)
          .replace(':candidateId', candidates[0]?.candidateId ?? '')
          .replace(':page', 'value')
          .replace(':criterion', 'fit');
        if (path.includes(':')) continue;
        const { body } = await owner.browser.get(path);
        t.same(shown(body, [...strangers, ...siblings]), [], path);
      }
    }
    const list = (await owner.browser.get('/vettings')).body;
    t.equal(list.split(`href="/vettings/`).length - 1 >= 2, true);
    t.same(shown(list, strangers), []);
  }
});

t.test("what one candidate's note says stays with that candidate", async (t) => {
  const world = await OpenWorld.open(t);
  const { id, browser } = await world.owner();
  const vetting = await world.vetting(id);
  const ids: string[] = [];
  for (const name of ['One', 'Two'])
    ids.push(await world.takeInterview(vetting, name, world.sampleResponse('partner')));
  const [one = '', two = ''] = ids;
  await browser.submit(`/vettings/${vetting.id}/shortlist`, {
    [`keep_${one}`]: 'yes',
    [`note_${one}`]: 'NoteOfOne',
    [`note_${two}`]: 'NoteOfTwo',
  });
  const notes = await world.db.selectFrom('candidates').select(['id', 'note']).execute();
  t.same(
    new Map(notes.map(({ id: of, note }) => [of, note])),
    new Map([
      [one, 'NoteOfOne'],
      [two, 'NoteOfTwo'],
    ]),
  );
});

t.test('a new link ends the old one at once, in every browser', async (t) => {
  const world = await OpenWorld.open(t);
  const { id, browser } = await world.owner();
  const vetting = await world.vetting(id);
  const { candidateId, token } = await world.invite(vetting);
  const old: TestBrowser = await world.enter(token);
  t.equal((await old.get(`/interview/${candidateId}/welcome`)).statusCode, 200);
  const made = await browser.submit(`/vettings/${vetting.id}/candidates/${candidateId}/invitations`, {});
  t.equal((await old.get(`/interview/${candidateId}/welcome`)).statusCode, 410);
  t.equal((await world.browser().get(`/i/${token}`)).statusCode, 410);
  const link = /(\/i\/[\w-]{43})/.exec(made.body)?.[1] ?? '';
  t.equal((await world.browser().get(link)).statusCode, 200);
});
