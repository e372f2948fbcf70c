import t from 'tap';
import { listCandidates } from '../../src/store/candidates.ts';
import { readCandidateList } from '../../src/web/features/invitations/import/candidate-list.ts';
import { World } from '../support/world.ts';

t.test('a list is read however people write it', async (t) => {
  const read = (text: string, taken: string[] = []) =>
    readCandidateList(text, taken).map(({ name, email, problem }) => [name, email, problem]);
  t.same(read('会社名,メールアドレス\r\n株式会社あおば,aoba@example.jp\r\n"Midori, Ltd",midori@example.jp'), [
    ['株式会社あおば', 'aoba@example.jp', null],
    ['Midori, Ltd', 'midori@example.jp', null],
  ]);
  t.same(read('aoba@example.jp\tあおば\nみどり;ｍｉｄｏｒｉ＠example.jp\nそら，sora@example.jp'), [
    ['あおば', 'aoba@example.jp', null],
    ['みどり', 'midori@example.jp', null],
    ['そら', 'sora@example.jp', null],
  ]);
  t.same(read('Aoba Ltd <aoba@example.jp>\nAoba Works aoba2@example.jp\nWithout address'), [
    ['Aoba Ltd', 'aoba@example.jp', null],
    ['Aoba Works', 'aoba2@example.jp', null],
    ['Without address', null, null],
  ]);
  t.same(read('A,a@b\n,c@example.jp\nTaken\nTwice\nTwice\n\n  \n"never closed', ['Taken']), [
    ['A', 'a@b', 'invalid_email'],
    ['', 'c@example.jp', 'no_name'],
    ['Taken', null, 'duplicate_candidate'],
    ['Twice', null, null],
    ['Twice', null, 'duplicate_in_list'],
    ['never closed', null, null],
  ]);
  t.same(
    readCandidateList('name\n\nB', []).map(({ line }) => line),
    [3],
    'lines are numbered as typed',
  );
});

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: a list is looked at first; lines without a problem are added with their links`,
    async (t) => {
      const world = await World.open(t);
      const owner = await world.owner('owner@example.com', locale);
      const vetting = await world.vetting(owner.id, locale);
      await world.invite(vetting, 'Here already');
      world.clock.now = new Date(world.clock.now.getTime() + 1000);
      const path = `/vettings/${vetting.id}/candidates/import`;
      const list = 'Aoba,aoba@example.jp\nHere already\nMidori,not-an@address\nSora';
      const preview = await owner.browser.submit(path, { list, days: '14', intent: 'preview' });
      t.equal(preview.statusCode, 200);
      t.match(
        preview.body,
        locale === 'ja'
          ? /この選定にすでにあります/
          : /is in this vetting already|already has a candidate|already in this vetting/,
      );
      t.match(preview.body, locale === 'ja' ? /2社を追加する/ : /Add 2 candidates/);
      t.match(preview.body, 'Midori,not-an@address', 'the list is kept');
      t.equal((await listCandidates(world.db, vetting)).length, 1, 'looking adds nothing');
      const added = await owner.browser.submit(path, { list, days: '14', intent: 'add' });
      t.equal(added.statusCode, 200);
      const links = [...added.body.matchAll(/value="http:\/\/192.168.1.20:3000(\/i\/[\w-]+)"/g)].map(
        (match) => match[1] ?? '',
      );
      t.equal(links.length, 2);
      for (const link of links) t.equal((await world.browser(locale).get(link)).statusCode, 200);
      t.match(added.body, 'https://line.me/R/share?text&#x3D;');
      const names = (await listCandidates(world.db, vetting)).map(({ name, email }) => [name, email]);
      t.same(names, [
        ['Here already', null],
        ['Aoba', 'aoba@example.jp'],
        ['Sora', null],
      ]);
      const again = await owner.browser.submit(path, { list, days: '14', intent: 'add' });
      t.equal(again.statusCode, 200, 'a second press adds nothing');
      t.equal((await listCandidates(world.db, vetting)).length, 3);
      for (const [fields, pattern] of [
        [
          { list: '', days: '14' },
          locale === 'ja' ? /「候補の一覧（貼り付け）」が空欄です/ : /“Your list” is empty/,
        ],
        [
          { list: Array.from({ length: 301 }, (_, n) => `Agency ${n}`).join('\n'), days: '14' },
          locale === 'ja' ? /300社まで/ : /At most 300/,
        ],
        [{ list: 'A', days: '900' }, /180/],
      ] as const) {
        const refused = await owner.browser.submit(path, { ...fields, intent: 'add' });
        t.equal(refused.statusCode, 422);
        t.match(refused.body, pattern);
      }
    },
  );

  t.test(
    `${locale}: with a mail server the list goes out by mail; the candidate's page tells what happened`,
    async (t) => {
      const world = await World.open(t, { mail: { url: 'smtp://localhost:1', from: 'banso@example.com' } });
      const owner = await world.owner('owner@example.com', locale);
      const vetting = await world.vetting(owner.id, locale);
      await owner.browser.submit(`/vettings/${vetting.id}/candidates/import`, {
        list: 'Aoba,aoba@example.jp\nSora',
        days: '14',
        send: 'yes',
        intent: 'add',
      });
      const queued = await world.db.selectFrom('outbox').select(['recipient', 'kind', 'state']).execute();
      t.same(queued, [{ recipient: 'aoba@example.jp', kind: 'invitation', state: 'queued' }]);
      const candidateId = await world.takeInterview(
        vetting,
        'Midori',
        world.sampleResponse('partner', locale),
      );
      await owner.browser.get(`/vettings/${vetting.id}/candidates/${candidateId}/report`);
      const page = await owner.browser.get(`/vettings/${vetting.id}/candidates/${candidateId}`);
      const order =
        locale === 'ja'
          ? /候補に追加しました.*リンクを作りました.*リンクを開かれました.*提出されました.*レポートを読みました/s
          : /Added as a candidate.*Link made.*Link opened.*Response submitted.*Report read/s;
      t.match(page.body, order);
    },
  );
}

t.test('a closed vetting takes no new candidates', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  await world.invite(vetting, 'First');
  await owner.browser.submit(`/vettings/${vetting.id}/closure`, {});
  t.equal(
    (await owner.browser.submit(`/vettings/${vetting.id}/candidates`, { name: 'Second', days: '21' }))
      .statusCode,
    409,
  );
  t.equal(
    (
      await owner.browser.submit(`/vettings/${vetting.id}/candidates/import`, {
        list: 'Second',
        days: '21',
        intent: 'add',
      })
    ).statusCode,
    409,
  );
  t.match(
    (await owner.browser.get(`/vettings/${vetting.id}/candidates`)).body,
    /Answers are no longer taken/,
  );
});
