import t from 'tap';
import { CRITERIA } from '../../src/domain/scoring/rubric.ts';
import { submittedWorld } from '../support/submitted.ts';
import { PASSWORD, type TestBrowser } from '../support/world.ts';

const linkIn = (html: string): string =>
  /value="http:\/\/192.168.1.20:3000(\/join\/[\w-]+)"/.exec(html)?.[1] ?? '';
const levels = (level: number | ((criterion: string) => number)): Record<string, string> =>
  Object.fromEntries(
    CRITERIA.map((key) => [`level_${key}`, String(typeof level === 'number' ? level : level(key))]),
  );

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: colleagues come in by invitation; evaluators see no level before they have given theirs`,
    async (t) => {
      const { world, owner, ids, base } = await submittedWorld(t, locale);
      const { browser } = owner;
      const [first = '', ...rest] = ids;
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

      for (const path of ['comparison', 'weights', 'map.svg']) {
        t.equal(
          (await eva.get(`${base}/${path}`)).headers.location,
          `${base}/ratings?first`,
          `${path} waits for the ratings`,
        );
      }
      t.equal(
        (await eva.get(`${base}/candidates/${first}/report`)).headers.location,
        `${base}/candidates/${first}/rating`,
      );
      t.match(
        (await eva.get(`${base}/ratings?first`)).body,
        locale === 'ja' ? /先に次の候補を評価/ : /rate these candidates first/,
      );
      const form = (await eva.get(`${base}/candidates/${first}/rating`)).body;
      t.notMatch(form, /data-points|<mark>/, 'no computed level on the form');
      const refused = await eva.submit(`${base}/candidates/${first}/rating`, {
        level_fit: '3',
        comment_fit: 'Our channels.',
      });
      t.equal(refused.statusCode, 422);
      t.match(refused.body, 'Our channels.', 'what was typed is kept');
      t.equal(
        (
          await eva.submit(`${base}/candidates/${first}/rating`, {
            ...levels(3),
            comment_fit: 'Our channels.',
          })
        ).headers.location,
        `${base}/ratings`,
      );
      t.equal(
        (await eva.get(`${base}/candidates/${first}/report`)).statusCode,
        200,
        'now the report is open',
      );
      t.equal(
        (await eva.submit(`${base}/candidates/${first}/rating`, levels(0))).statusCode,
        409,
        'levels are given once',
      );
      t.equal((await eva.get(`${base}/comparison`)).statusCode, 303, 'others are still to be rated');
      for (const id of rest) await eva.submit(`${base}/candidates/${id}/rating`, levels(1));
      t.equal((await eva.get(`${base}/comparison`)).statusCode, 200);

      await browser.submit(
        `${base}/candidates/${first}/rating`,
        levels((key) => (key === 'fit' ? 0 : 3)),
      );
      for (const id of rest) await browser.submit(`${base}/candidates/${id}/rating`, levels(1));
      const panel = (await browser.get(`${base}/ratings`)).body;
      t.match(panel, 'Our channels.');
      t.match(panel, locale === 'ja' ? /大きな差/ : /far apart/);
      t.match(panel, locale === 'ja' ? /そろい具合：0\.\d\d.*クリッペンドルフのα/ : /0\.\d\d.*Krippendorff/);

      const viewerLink = await invite('vera@example.com', 'viewer');
      const vera = world.browser(locale);
      await vera.submit(viewerLink, { password: PASSWORD });
      t.equal((await vera.get(`${base}/comparison`)).statusCode, 200, 'viewers read at once');
      t.equal((await vera.get(`${base}/candidates/${first}/rating`)).statusCode, 403);
      t.notMatch(
        (await vera.get(`${base}/candidates/${first}/report`)).body,
        /overrides\/|name="note"/,
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
    t.match((await stranger.get(link)).body, 'sign in to accept');
    t.equal(
      (await stranger.submit(link, { password: PASSWORD })).statusCode,
      409,
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
