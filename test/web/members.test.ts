import t from 'tap';
import { CRITERIA } from '../../src/domain/scoring/rubric.ts';
import { submittedWorld } from '../support/submitted.ts';
import { PASSWORD, type TestBrowser } from '../support/world.ts';

const linkIn = (html: string): string =>
  /value="http:\/\/192.168.1.20:3000(\/join\/[\w-]+)"/.exec(html)?.[1] ?? '';
const levels = (candidates: number, level: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: candidates }, (_, at) => [`level_${at + 1}`, String(level)]));

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: colleagues come in by invitation; evaluators see no level before they have given theirs`,
    async (t) => {
      const { world, owner, ids, base } = await submittedWorld(t, locale);
      const { browser } = owner;
      const [first = ''] = ids;
      const invite = async (email: string, role: string): Promise<string> =>
        linkIn((await browser.submit(`${base}/members`, { email, role })).body);
      t.equal((await browser.submit(`${base}/members`, { email: 'nobody', role: 'boss' })).statusCode, 422);

      const link = await invite('eva@example.com', 'evaluator');
      const eva = world.browser(locale);
      t.match(
        (await eva.get(link)).body,
        locale === 'ja' ? /評価者としての参加をお願い/ : /take part as Evaluator/,
      );
      t.match(
        (await eva.submit(link, { password: 'short' })).body,
        locale === 'ja' ? /12文字以上/ : /at least 12 characters/,
      );
      t.equal((await eva.submit(link, { password: PASSWORD })).headers.location, base);
      t.equal((await world.browser(locale).get(link)).statusCode, 410, 'a link is used once');
      t.match((await eva.get('/vettings')).body, `href="${base}"`);

      for (const path of ['comparison', 'weights', 'map.svg', 'reading/levels', 'reading/differences']) {
        t.equal(
          (await eva.get(`${base}/${path}`)).headers.location,
          `${base}/reading?first`,
          `${path} waits until everything is read`,
        );
      }
      for (const path of ['report', 'judgements/fit'])
        t.equal(
          (await eva.get(`${base}/candidates/${first}/${path}`)).headers.location,
          `${base}/reading?first`,
        );
      t.match(
        (await eva.get(`${base}/reading?first`)).body,
        locale === 'ja' ? /先に回答をお読みください/ : /open once you have finished reading/,
      );
      for (const subject of CRITERIA)
        await eva.submit(`${base}/reading/${subject}`, levels(ids.length, subject === 'fit' ? 3 : 1));
      t.equal((await eva.submit(`${base}/reading/end`, {})).headers.location, `${base}/reading/differences`);
      t.equal((await eva.get(`${base}/candidates/${first}/report`)).statusCode, 200, 'now it is open');
      t.equal((await eva.get(`${base}/comparison`)).statusCode, 200);
      for (const subject of CRITERIA)
        await browser.submit(`${base}/reading/${subject}`, {
          ...levels(ids.length, 1),
          note_1: 'Our channels.',
        });
      await browser.submit(`${base}/reading/end`, {});
      const panel = (await browser.get(`${base}/reading/levels`)).body;
      t.match(panel, 'Our channels.');
      t.match(panel, locale === 'ja' ? /大きな差/ : /far apart/);
      t.match(
        panel,
        locale === 'ja' ? /そろい具合：−?\d\.\d\d.*クリッペンドルフのα/ : /−?\d\.\d\d.*Krippendorff/,
      );

      const viewerLink = await invite('vera@example.com', 'viewer');
      const vera = world.browser(locale);
      await vera.submit(viewerLink, { password: PASSWORD });
      t.equal((await vera.get(`${base}/comparison`)).statusCode, 200, 'viewers read at once');
      t.equal((await vera.get(`${base}/reading`)).statusCode, 403);
      t.notMatch(
        (await vera.get(`${base}/candidates/${first}/report`)).body,
        /judgements\/|name="note"/,
        'nothing to change is offered',
      );
      await browser.submit(
        `${base}/members/${(await accountOf(world, 'vera@example.com')) ?? ''}/removal`,
        {},
      );
      t.equal((await vera.get(`${base}/comparison`)).statusCode, 404, 'taken out, nothing is left');
      const acts = (await world.db.selectFrom('history').select('act').orderBy('position').execute()).map(
        ({ act }) => act,
      );
      t.same(
        acts.filter((act) => act.startsWith('member_')),
        ['member_invited', 'member_joined', 'member_invited', 'member_joined', 'member_removed'],
      );
    },
  );
}

async function accountOf(
  { db }: Awaited<ReturnType<typeof submittedWorld>>['world'],
  email: string,
): Promise<string | undefined> {
  return (await db.selectFrom('owners').select('id').where('email', '=', email).executeTakeFirst())?.id;
}

t.test(
  'an account that is there signs in to accept; withdrawn and unknown links let nobody in',
  async (t) => {
    const { world, owner, base } = await submittedWorld(t, 'en');
    const other = await world.owner('other@example.com');
    const link = linkIn(
      (await owner.browser.submit(`${base}/members`, { email: 'other@example.com', role: 'viewer' })).body,
    );
    const stranger: TestBrowser = world.browser('en');
    t.match((await stranger.get(link)).body, 'If you have an account already');
    t.equal(
      (await stranger.submit(link, { password: 'nine brave otters at noon' })).statusCode,
      422,
      'an account is never taken over',
    );
    t.equal((await other.browser.get(base)).statusCode, 404, 'not before accepting');
    await other.browser.submit(link, {});
    t.equal((await other.browser.get(base)).statusCode, 200);
    const second = linkIn(
      (await owner.browser.submit(`${base}/members`, { email: 'third@example.com', role: 'viewer' })).body,
    );
    const { id } = await world.db
      .selectFrom('member_invitations')
      .select('id')
      .where('email', '=', 'third@example.com')
      .executeTakeFirstOrThrow();
    await owner.browser.submit(`${base}/member-invitations/${id}/withdrawal`, {});
    t.equal((await stranger.get(second)).statusCode, 410);
    t.equal((await stranger.get('/join/unknown')).statusCode, 404);
    const own = linkIn(
      (await owner.browser.submit(`${base}/members`, { email: 'owner@example.com', role: 'viewer' })).body,
    );
    await owner.browser.submit(own, {});
    t.equal((await owner.browser.get(`${base}/members`)).statusCode, 200, 'owners stay owners');
  },
);
