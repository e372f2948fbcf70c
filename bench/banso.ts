import { join } from 'node:path';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { templateDraft } from '../src/locales/templates/templates.ts';
import { NO_PAGE, saveAnswers } from '../src/store/answers.ts';
import { addCandidate, issueInvitation } from '../src/store/candidates.ts';
import { openDatabase } from '../src/store/database.ts';
import { enterInterview, findLinkByToken, openFacts } from '../src/store/interviews.ts';
import { createOwner } from '../src/store/owners.ts';
import { createVetting, findVetting } from '../src/store/vettings.ts';

/** The whole application with one candidate in the middle of the interview. */
const db = openDatabase(join(process.argv[2] ?? '.', 'banso.sqlite'));
const config = readConfig({ LOG_LEVEL: 'silent', PUBLIC_URL: 'http://localhost:3000' });
const app = await buildApp({ config, db });
app.get('/bench/rss', { config: { access: 'public' } }, async () => String(process.memoryUsage.rss()));

const now = new Date();
const owner = await createOwner(db, 'owner@example.com', 'none', now);
const vettingId = await createVetting(
  db,
  owner?.id ?? '',
  templateDraft('b2b_manufacturer', 'ja').draft,
  [],
  now,
);
const vetting = await findVetting(db, owner?.id ?? '', vettingId);
const candidateId = vetting && (await addCandidate(db, vetting, 'Agency', null, now));
if (!candidateId) throw new Error('the bench could not be set up');
const link = await findLinkByToken(db, (await issueInvitation(db, candidateId, now)).token, now);
if (!link) throw new Error('the bench could not be set up');
const session = await enterInterview(db, link, now);
await saveAnswers(
  db,
  candidateId,
  { step: 'welcome', typed: { respondentName: 'x', consent: 'yes' }, isComplete: () => true },
  NO_PAGE,
  now,
);
await openFacts(db, candidateId, now);

const url = await app.listen({ host: '127.0.0.1', port: 0 });
const cookie = `banso_interview_${candidateId}=${session}`;
const page = { url: `${url}/interview/${candidateId}/understand`, cookie };
const first = await fetch(page.url, { headers: { cookie } });
const csrf = /name="_csrf" value="([^"]+)"/.exec(await first.text())?.[1] ?? '';
const secret =
  first.headers
    .getSetCookie()
    .find((each) => each.startsWith('_csrf='))
    ?.split(';')[0] ?? '';
const body = new URLSearchParams({
  _csrf: csrf,
  who: '食品工場の品質保証課です。',
  value: '監査の前日に証明書が揃う安心です。',
  delivery: '紹介と検索から、試し校正を経て契約になります。',
}).toString();
console.log(
  JSON.stringify({
    page: { url: page.url, cookie: `${cookie}; ${secret}` },
    save: { url: page.url, cookie: `${cookie}; ${secret}`, body },
    rss: `${url}/bench/rss`,
  }),
);
