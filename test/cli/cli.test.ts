import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import t from 'tap';
import { SAMPLES } from '../../src/samples/sample.ts';

t.setTimeout(300_000);

const banso = (args: string[], input = '') =>
  spawnSync(process.execPath, ['src/cli.ts', ...args], { input, encoding: 'utf8' });

for (const locale of ['ja', 'en']) {
  t.test(`the four ${locale} sample dossiers give the four verdicts, and the same bytes twice`, async (t) => {
    for (const sample of SAMPLES) {
      const first = banso(['score', `samples/${locale}/${sample}.json`]);
      t.equal(first.status, 0, first.stderr);
      t.equal(JSON.parse(first.stdout).verdict, sample);
    }
    const file = `samples/${locale}/${SAMPLES[0]}.json`;
    t.equal(banso(['score'], readFileSync(file, 'utf8')).stdout, banso(['score', file]).stdout);
  });
}

t.test('a report for a person is one that a person can read', async (t) => {
  const { stdout } = banso(['score', '--pretty', 'samples/en/partner.json']);
  t.match(stdout, 'Partner candidate');
  t.match(stdout, 'Level 4 (0 to 4)');
});

t.test('invalid input ends with exit code 2 and one line a problem', async (t) => {
  const dossier = JSON.parse(readFileSync('samples/en/partner.json', 'utf8'));
  dossier.brief.facts.profit.grossMarginPercent = 140;
  dossier.brief.colour = 'red';
  dossier.response.understand.whom = 'typo';
  const { status, stderr, stdout } = banso(['score'], JSON.stringify(dossier));
  t.equal(status, 2);
  t.equal(stdout, '');
  const lines = stderr.trim().split('\n');
  t.equal(lines.length, 3);
  t.match(stderr, 'brief.facts.profit.grossMarginPercent: ');
  t.match(stderr, 'brief.colour: unknown key');
  t.match(stderr, 'response.understand.whom: unknown key');
  t.equal(banso(['score'], '{"format":').status, 2);
  t.equal(banso(['score', 'no-such-file.json']).status, 2);
  t.equal(banso(['nonsense']).status, 2);
});

t.test('an empty response is scored as one that did not answer', async (t) => {
  const dossier = JSON.parse(readFileSync('samples/en/partner.json', 'utf8'));
  const report = JSON.parse(banso(['score'], JSON.stringify({ ...dossier, response: {} })).stdout);
  t.match(report, {
    understanding: 0,
    priceDeadlineFocus: 0,
    metricChasing: 0,
    verdict: 'insufficient',
    confidence: 'low',
  });
});

t.test('classify prints one JSON a line with the words that decided', async (t) => {
  const { stdout } = banso(
    ['classify'],
    '粗利率はどのくらいですか\nWhen is the deadline?\nフォロワー数ではなく受注数で見てください\n',
  );
  const [profit, deadline, orders] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  t.match(profit, {
    text: '粗利率はどのくらいですか',
    topic: 'profit',
    orientation: 'business',
    because: ['粗利率'],
  });
  t.match(deadline, { topic: 'deadline', orientation: 'terms', because: ['When', 'deadline'] });
  t.match(orders, { orientation: 'business' });
});

t.test('quantity and date print how each line is read, or what is wrong with it', async (t) => {
  const lines = (args: string[], input: string) =>
    banso(args, input)
      .stdout.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  t.match(lines(['quantity', '--as', 'money:JPY'], '1社50万円\n15万円（税別）\n3回48,000円\n'), [
    { text: '1社50万円', value: 500_000, unit: 'money:JPY', read: '500,000円' },
    { value: 150_000, tax: 'excluded', read: '150,000円（税別）' },
    { text: '3回48,000円', problem: 'two_numbers' },
  ]);
  t.match(lines(['quantity', '--as', 'weeks', '--locale', 'en'], '2ヶ月\n'), [
    { value: 8.7, exact: false, read: '8.7 weeks' },
  ]);
  t.equal(banso(['quantity', '--as', 'bushels'], '3').status, 2);
  t.match(lines(['date'], '令和9年3月31日\n3/4/2027\n'), [
    { day: '2027-03-31', read: '2027年3月31日' },
    { problem: 'ambiguous' },
  ]);
});

t.test('an owner is added with a password from standard input, never a weak one', async (t) => {
  const file = `${t.testdir()}/banso.sqlite`;
  const owner = (password: string) =>
    spawnSync(process.execPath, ['src/cli.ts', 'owner', 'second@example.com'], {
      input: password,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_FILE: file },
    });
  t.equal(owner('short').status, 2);
  t.equal(owner('seven quiet herons at dawn\n').status, 0);
  t.equal(owner('seven quiet herons at dawn\n').status, 1);
});

t.test(
  'files with a byte order mark and in UTF-16 are read; other encodings are refused by name',
  async (t) => {
    const text = readFileSync('samples/ja/partner.json', 'utf8');
    const run = (args: string[], input: Uint8Array) =>
      spawnSync(process.execPath, ['src/cli.ts', ...args], { input, encoding: 'utf8' });
    const plain = run(['score'], Buffer.from(text)).stdout;
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    t.equal(run(['score'], Buffer.from(`\ufeff${text}`)).stdout, plain, 'a byte order mark');
    t.equal(run(['score'], utf16).stdout, plain, 'UTF-16');
    t.equal(run(['score'], Buffer.from(utf16).swap16()).stdout, plain, 'UTF-16, big end first');
    for (const [bytes, encoding] of [
      [Buffer.from('8ec292b78adf1', 'hex'), 'Shift_JIS'],
      [Buffer.from('bcd2c4b9b4c9', 'hex'), 'EUC-JP'],
      [Buffer.from('\x1b$B2q<R\x1b(B', 'latin1'), 'ISO-2022-JP'],
      [Buffer.from('{"name": "Caf\xe9 "}', 'latin1'), 'windows-1252'],
    ] as const) {
      const refused = run(['score'], bytes);
      t.equal(refused.status, 2);
      t.equal(refused.stderr.trim(), `standard input: expected UTF-8 or UTF-16, but this is ${encoding}`);
    }
    const lines = Buffer.from('\ufeff2027-03-31\r\n', 'utf16le');
    t.match(run(['date'], lines).stdout, '"day":"2027-03-31"', 'commands that read lines take the same');
    t.match(run(['date'], Buffer.from('bcd2c4b9b4c9', 'hex')).stderr, 'EUC-JP');
  },
);
