import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { readConfig } from '../../src/config.ts';

const READMES = ['README.md', 'README.ja.md'];
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
  for (const file of [...READMES, 'docs/developers/code.md', 'docs/operators/installing.md']) {
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
  const table = [
    ...readFileSync('docs/operators/installing.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm),
  ].map((match) => match[1]);
  t.same(table.sort(), Object.keys(example).sort());
  t.same(readConfig(example), readConfig({}), 'the example holds the defaults');
});

t.test('a setting that cannot be used is named', async (t) => {
  for (const PORT of ['many', '0', '70000']) t.throws(() => readConfig({ PORT }), /PORT: /, PORT);
  t.equal(readConfig({ PORT: '8080' }).publicUrl, 'http://localhost:8080');
  t.throws(() => readConfig({ PUBLIC_URL: 'javascript:alert(1)' }), /PUBLIC_URL: /);
});
