import t from 'tap';
import { listCandidates } from '../../src/store/candidates.ts';
import { readCandidateList } from '../../src/web/features/invitations/import/candidate-list.ts';
import { World } from '../support/world.ts';

t.test('a list is read however people write it', async (t) => {
  const read = (text: string, taken: string[] = []) =>
    readCandidateList(text, taken).candidates.map(({ name, email, problem }) => [name, email, problem]);
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
    readCandidateList('name\n\nB', []).candidates.map(({ line }) => line),
    [3],
    'lines are numbered as typed',
  );
});

t.test('columns are known by their headings, wherever they stand', async (t) => {
  const read = (text: string, wanted?: Parameters<typeof readCandidateList>[2]) =>
    readCandidateList(text, [], wanted).candidates.map(({ name, email }) => [name, email]);
  const aoba = [['株式会社あおば', 'aoba@example.jp']];
  for (const heading of [
    'No,会社名,部署,担当者,メール\n1,株式会社あおば,営業部,田中,aoba@example.jp',
    'メールアドレス\t担当者名\t会社名\naoba@example.jp\t田中\t株式会社あおば',
    '担当者,電話,e-mail,企業名\n田中,03-1234-5678,aoba@example.jp,株式会社あおば',
    'Contact,Company,E-mail\nTanaka,株式会社あおば,aoba@example.jp',
    'ＮＯ．,ご担当者,貴社名,Ｍａｉｌ\n1,田中,株式会社あおば,aoba@example.jp',
    '"会社名","メール\nアドレス"\r\n"株式会社あおば","aoba@example.jp"',
    '株式会社あおば\taoba@example.jp',
    '1,株式会社あおば,aoba@example.jp',
    '株式会社あおば <aoba@example.jp>',
    '"株式会社あおば" <aoba@example.jp>',
    '会社名,メール\n株式会社あおば,"田中 <aoba@example.jp>"',
  ])
    t.same(read(heading), aoba, heading);
  t.same(read('会社名,備考\n"Midori\nWorks, Ltd","one\n\ntwo"\nSora,x'), [
    ['Midori Works, Ltd', null],
    ['Sora', null],
  ]);
  t.same(read('Midori Works, Ltd\tm@example.jp\nSora\ts@example.jp'), [
    ['Midori Works, Ltd', 'm@example.jp'],
    ['Sora', 's@example.jp'],
  ]);
  t.same(read('田中,株式会社あおば,a@example.jp,b@example.jp', { name: 1, email: 3 }), [
    ['株式会社あおば', 'b@example.jp'],
  ]);
  t.same(read('a..b.@docomo.ne.jp,若葉'), [['若葉', 'a..b.@docomo.ne.jp']], 'addresses that exist pass');
  t.same(read('Name Design\nCompany Works'), [
    ['Name Design', null],
    ['Company Works', null],
  ]);
  const { columns, chosen } = readCandidateList('No,会社名,メール\n1,あおば,a@example.jp', []);
  t.same(columns, ['No', '会社名', 'メール']);
  t.same(chosen, { name: 1, email: 2 });
});

t.test('one company in two spellings is there once, and the other spelling is named', async (t) => {
  const { candidates } = readCandidateList(
    '㈱あおば\nﾐﾄﾞﾘ企画\n（株）ミドリ企画\n合同会社そら\n株式会社そら',
    ['株式会社あおば'],
  );
  t.same(
    candidates.map(({ problem, same }) => [problem, same]),
    [
      ['duplicate_candidate', '株式会社あおば'],
      [null, null],
      ['duplicate_in_list', 'ﾐﾄﾞﾘ企画'],
      [null, null],
      [null, null],
    ],
  );
});

/** 会社名,メール / 株式会社青葉①,a@example.jp in the encodings of spreadsheet programs. */
const SHIFT_JIS =
  '89ef8ed096bc2c83818181835b838b0d0a8a948eae89ef8ed090c2977487402c61406578616d706c652e6a700d0a'.replace(
    '83818181835b838b',
    '8381815b838b',
  );
const EUC_JP = 'b2f1bcd2ccbe2ca5e1a1bca5eb0d0ac0c4cdd52c61406578616d706c652e6a700d0a';

t.test('a file is read in the encodings that spreadsheet programs write, others are named', async (t) => {
  const world = await World.open(t);
  const { id, browser } = await world.owner('owner@example.com', 'ja');
  const vetting = await world.vetting(id, 'ja');
  const path = `/vettings/${vetting.id}/candidates/import`;
  const text = '会社名,メール\r\n株式会社青葉①,a@example.jp\r\n';
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  for (const [name, bytes] of [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16', utf16],
    ['UTF-16, big end first', Buffer.from(utf16).swap16()],
    ['UTF-16 without a mark', Buffer.from(text.replace('会社名', 'name'), 'utf16le')],
    ['Shift_JIS', Buffer.from(SHIFT_JIS, 'hex')],
  ] as const) {
    const shown = await browser.upload(path, { list: '', intent: 'add' }, bytes);
    t.equal(shown.statusCode, 200, name);
    t.match(shown.body, '株式会社青葉①', name);
    t.match(shown.body, 'a@example.jp', name);
    t.match(shown.body, '1社を追加する', name);
  }
  t.equal(
    (await listCandidates(world.db, vetting)).length,
    0,
    'a file is looked at before anything is added',
  );
  for (const [bytes, words] of [
    [Buffer.from(EUC_JP, 'hex'), '文字コードはEUC-JPです'],
    [Buffer.from('\x1b$B2q<R\x1b(B', 'latin1'), '文字コードはISO-2022-JPです'],
    [Buffer.from('Caf\xe9 Ltd,a@example.jp', 'latin1'), '文字コードはwindows-1252です'],
    [Buffer.from('PK\x03\x04\x00\x00\x00\x00\x00\xff\xfe', 'latin1'), '文字のファイルではありません'],
  ] as const) {
    const refused = await browser.upload(path, { list: 'typed before' }, bytes);
    t.equal(refused.statusCode, 422, words);
    t.match(refused.body, words);
    t.match(refused.body, 'typed before', 'and the list as it was typed stays');
  }
  const large = await browser.upload(path, { list: '' }, Buffer.alloc(300 * 1024, 'a'));
  t.equal(large.statusCode, 413);
  const elsewhere = await browser.upload(
    `/vettings/${vetting.id}/candidates`,
    { name: 'x' },
    Buffer.from('x'),
  );
  t.equal(elsewhere.statusCode, 415, 'no other route takes a file');
  const chosen = await browser.submit(path, {
    list: '田中,あおば,a@example.jp,b@example.jp',
    intent: 'columns',
    nameColumn: '2',
    emailColumn: '4',
  });
  t.match(chosen.body, /<td data-label="[^"]*">あおば<\/td>\s*<td data-label="[^"]*">b@example\.jp<\/td>/);
  t.match(chosen.body, /<option value="2" selected>2列目：あおば/);
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
      const preview = await owner.browser.submit(path, { list, intent: 'preview' });
      t.equal(preview.statusCode, 200);
      t.match(
        preview.body,
        locale === 'ja'
          ? /この選定に同じ会社がすでにあります（Here already）/
          : /is in this vetting already|already has a candidate|already in this vetting/,
      );
      t.match(preview.body, locale === 'ja' ? /2社を追加する/ : /Add 2 candidates/);
      t.match(preview.body, 'Midori,not-an@address', 'the list is kept');
      t.equal((await listCandidates(world.db, vetting)).length, 1, 'looking adds nothing');
      const added = await owner.browser.submit(path, { list, intent: 'add' });
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
      const history = await world.db.selectFrom('history').select('act').orderBy('position').execute();
      t.same(
        history.map(({ act }) => act).slice(-4),
        ['candidate_added', 'link_made', 'candidate_added', 'link_made'],
        'each with its link, in this order',
      );
      const again = await owner.browser.submit(path, { list, intent: 'add' });
      t.equal(again.statusCode, 200, 'a second press adds nothing');
      t.equal((await listCandidates(world.db, vetting)).length, 3);
      for (const [fields, pattern] of [
        [{ list: '' }, locale === 'ja' ? /「候補の一覧（貼り付け）」が空欄です/ : /“Your list” is empty/],
        [
          { list: Array.from({ length: 301 }, (_, n) => `Agency ${n}`).join('\n') },
          locale === 'ja' ? /300社まで/ : /At most 300/,
        ],
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
          ? /候補に追加しました.*リンクを作りました.*リンクが開かれました.*提出されました.*レポートを読みました/s
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
    (await owner.browser.submit(`/vettings/${vetting.id}/candidates`, { name: 'Second' })).statusCode,
    409,
  );
  t.equal(
    (
      await owner.browser.submit(`/vettings/${vetting.id}/candidates/import`, {
        list: 'Second',
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
