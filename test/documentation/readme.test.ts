import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import t from 'tap';
import { settingsPage } from '../../scripts/settings.ts';
import { readConfig } from '../../src/config.ts';

const READMES = ['README.md', 'README.ja.md'];
const OPERATORS = ['docs/operators/installing.md', 'docs/operators/installing.ja.md'];
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

t.test('the two commands stand at the top of the README', async (t) => {
  for (const file of READMES) {
    const blocks = [...readFileSync(file, 'utf8').matchAll(/```sh\n([^`]+)```/g)].map((match) =>
      match[1]?.trim(),
    );
    t.same(blocks.slice(0, 2), ['npm ci && npm start', 'npm ci && npm test'], file);
  }
});

t.test('every command and file that the documentation names exists', async (t) => {
  for (const file of [...READMES, 'docs/developers/code.md', 'docs/reliability.md', ...OPERATORS]) {
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/npm run (?:-s )?(\w+)/g))
      t.ok(scripts[name], `${file}: npm run ${name}`);
  }
  for (const file of READMES)
    for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/\]\(([^)#]+)\)/g))
      t.ok(existsSync(target), `${file}: ${target}`);
});

t.test('every setting is documented, with the default that it has', async (t) => {
  const example = Object.fromEntries(
    [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)].map((match) => [
      match[1],
      match[2],
    ]),
  );
  for (const file of OPERATORS) {
    const rows = [...readFileSync(file, 'utf8').matchAll(/^\| `([A-Z_]+)` \| ([^|]*) \|/gm)];
    t.same(rows.map(([, name]) => name).sort(), Object.keys(example).sort(), file);
    // PUBLIC_URL follows from PORT; the others stand as they are, and none as a word of the language.
    for (const [, name = '', shown = ''] of rows)
      if (name !== 'PUBLIC_URL')
        t.equal(/`(.*)`/.exec(shown)?.[1] ?? '', example[name], `${file}: the default of ${name}`);
  }
  t.same(readConfig(example), readConfig({}), 'the example holds the defaults');
});

t.test('the tables of settings are those that the schema makes', async (t) => {
  for (const language of ['en', 'ja'] as const) {
    const { text, written } = settingsPage(language);
    t.equal(text, written, 'npm run settings writes them');
  }
});

t.test('a setting that cannot be used is named', async (t) => {
  for (const PORT of ['many', '0', '70000']) t.throws(() => readConfig({ PORT }), /PORT: /, PORT);
  t.equal(readConfig({ PORT: '8080' }).publicUrl, 'http://localhost:8080');
  t.throws(() => readConfig({ PUBLIC_URL: 'javascript:alert(1)' }), /PUBLIC_URL: /);
});

t.test('every command that operators are told of is one, in both languages the same', async (t) => {
  const told = OPERATORS.map((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:banso --|src\/cli\.ts) (\w+)/g)].map(
      (match) => match[1] ?? '',
    ),
  );
  const [english = [], japanese = []] = told.map((commands) => [...new Set(commands)].sort());
  t.same(english, japanese);
  const help = spawnSync(process.execPath, ['src/cli.ts', '--help'], { encoding: 'utf8' }).stdout;
  for (const command of english) t.match(help, new RegExp(`^ {2}${command}\\b`, 'm'), command);
  const tested = globSync('test/{cli,faults}/*.test.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  for (const command of english) t.match(tested, `'${command}'`, `${command} runs in a test`);
});

t.test(
  'every file that the operators’ pages link to is there, and every setting in them is one',
  async (t) => {
    for (const file of OPERATORS)
      for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/\]\(([^)#:]+)\)/g))
        t.ok(existsSync(join(dirname(file), target)), `${file}: ${target}`);
    const known = Object.keys(parseEnv(readFileSync('.env.example', 'utf8')));
    const unit = parseEnv(readFileSync('docs/operators/files/banso.env', 'utf8'));
    for (const name of Object.keys(unit)) t.ok(known.includes(name), name);
    t.ok(readConfig(unit).mail, 'the example of the service can be read');
    for (const [, name = ''] of readFileSync('docs/operators/files/compose.yaml', 'utf8').matchAll(
      /^ {6}([A-Z_]+):/gm,
    ))
      t.ok(known.includes(name), name);
  },
);

t.test('what the container is made of reaches it', async (t) => {
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
  t.equal(ignored[0], '*', 'nothing but what is named');
  const copies = [...readFileSync('Dockerfile', 'utf8').matchAll(/^COPY (.+) \S+$/gm)];
  const sources = copies.flatMap(([, names = '']) => names.split(' '));
  t.ok(sources.includes('src') && sources.includes('.npmrc'));
  for (const source of sources) {
    t.ok(existsSync(source), source);
    t.ok(ignored.includes(`!${source}`), `.dockerignore lets ${source} through`);
  }
});

t.test('a bill of materials can be printed', async (t) => {
  const { stdout } = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const { components } = JSON.parse(stdout) as { components: { name: string }[] };
  t.ok(components.some(({ name }) => name === 'fastify'));
  t.notOk(components.some(({ name }) => name === 'tap'));
});
