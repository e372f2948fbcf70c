import { join } from 'node:path';
import { makeInterview, TYPED } from './interview.ts';
import { countCommits, usage } from './usage.ts';

/** The whole application with one candidate in the middle of the interview. */
countCommits();
const { buildApp } = await import('../src/app.ts');
const { readConfig } = await import('../src/config.ts');
const { openDatabase } = await import('../src/store/database.ts');
const db = openDatabase(join(process.argv[2] ?? '.', 'banso.sqlite'));
const config = readConfig({ LOG_LEVEL: 'silent', PUBLIC_URL: 'http://localhost:3000' });
const app = await buildApp({ config, db });
app.get('/bench/usage', { config: { access: 'public' } }, async () => usage());

const { candidateId, session } = await makeInterview(db);
const url = await app.listen({ host: '127.0.0.1', port: 0 });
const cookie = `banso_interview_${candidateId}=${session}`;
const page = `${url}/interview/${candidateId}/understand`;
const first = await fetch(page, { headers: { cookie } });
const csrf = /name="_csrf" value="([^"]+)"/.exec(await first.text())?.[1] ?? '';
// A browser keeps what the first page gave it.
const given = first.headers.getSetCookie().map((each) => each.split(';')[0]);
const cookies = [cookie, ...given].join('; ');
const body = new URLSearchParams({ _csrf: csrf, ...TYPED }).toString();
const autosave = new URLSearchParams({ _csrf: csrf, ...TYPED, intent: 'autosave' }).toString();
console.log(
  JSON.stringify({
    page: { url: page, cookie: cookies },
    save: { url: page, cookie: cookies, body },
    autosave: { url: page, cookie: cookies, body: autosave, accept: 'application/json' },
    usage: `${url}/bench/usage`,
  }),
);
