import { createHash } from 'node:crypto';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import view from '@fastify/view';
import Sqlite from 'better-sqlite3';
import Fastify from 'fastify';
import Handlebars from 'handlebars';
import { openDatabase } from '../src/store/database.ts';
import { makeInterview, TYPED } from './interview.ts';
import { usage } from './usage.ts';

/**
 * A fair peer: what a careful hand-written page with the same duties costs. It finds who asks by the
 * hash of a cookie in one prepared join over the same tables, reads the answers, and shows as many steps
 * and fields in as many bytes of Japanese; its save is the same look-up and one durable transaction of
 * two statements.
 */
const file = join(process.argv[2] ?? '.', 'peer.sqlite');
const made = openDatabase(file);
const { candidateId, session } = await makeInterview(made);
await made.destroy();

const db = new Sqlite(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
const who = db.prepare(`
  SELECT vettings.id, vettings.state, vettings.owner_id, vettings.unsealed_at, vettings.updated_at,
    candidates.name, candidates.declined_at, invitations.expires_at, invitations.revoked_at,
    owners.email, interviews.*
  FROM candidate_sessions
  JOIN invitations ON invitations.id = candidate_sessions.invitation_id
  JOIN candidates ON candidates.id = invitations.candidate_id
  JOIN vettings ON vettings.id = candidates.vetting_id
  JOIN owners ON owners.id = vettings.owner_id
  LEFT JOIN interviews ON interviews.candidate_id = candidates.id
  WHERE candidate_sessions.token_hash = ?`);
const answers = db.prepare('SELECT step, typed, version, complete FROM answers WHERE candidate_id = ?');
const touch = db.prepare('UPDATE interviews SET saved_at = ?, step = ? WHERE candidate_id = ?');
const keep = db.prepare('UPDATE answers SET typed = ?, saved_at = ? WHERE candidate_id = ? AND step = ?');

const HEADERS = {
  'content-security-policy':
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
};
const LABELS = ['どのようなお客様か', 'お客様が対価を払う理由', '受注までの流れ'];
const STEPS = ['はじめに', '質問', '事業の基本情報', 'とらえ方', '数字', '利益', 'ご提案', '問い返し'];

type Asking = { candidateId: string; cookies: string };
function admit(token: string | undefined): Record<string, string> {
  const hash = createHash('sha256')
    .update(token ?? '')
    .digest('hex');
  const row = who.get(hash) as Record<string, string> | undefined;
  if (!row || row.revoked_at || (row.expires_at ?? '') <= new Date().toISOString())
    throw new Error('unknown');
  return row;
}

const app = Fastify();
await app.register(cookie);
await app.register(formbody);
await app.register(view, { engine: { handlebars: Handlebars }, root: import.meta.dirname, production: true });
app.addHook('onSend', async (_, reply) => void reply.headers(HEADERS));
app.get('/usage', async () => usage());
app.get('/page', async (request, reply) => {
  const row = admit(request.cookies.session);
  const { size = '9000' } = request.query as { size?: string };
  const typed = JSON.parse(
    (answers.all(row.candidate_id) as { step: string; typed: string }[]).find(
      ({ step }) => step === 'understand',
    )?.typed ?? '{}',
  ) as Record<string, string>;
  return reply.viewAsync('peer.hbs', {
    title: row.name,
    csrf: 'x'.repeat(48),
    steps: Array.from({ length: 12 }, (_, n) => ({
      href: `/page/${n}`,
      name: STEPS[n % STEPS.length],
      state: n < 4 ? '済み' : '',
    })),
    fields: Object.keys(TYPED).map((name, n) => ({ name, label: LABELS[n], value: typed[name] ?? '' })),
    filling: 'あ'.repeat(Math.max(0, Math.floor((Number(size) - 2000) / 3))),
  });
});
const save = db.transaction((typed: string, at: string) => {
  touch.run(at, 'numbers', candidateId);
  keep.run(typed, at, candidateId, 'understand');
});
app.post('/save', async (request, reply) => {
  admit(request.cookies.session);
  save.immediate(JSON.stringify(request.body), new Date().toISOString());
  return reply.redirect('/page', 303);
});

const url = await app.listen({ host: '127.0.0.1', port: 0 });
const asking: Asking = { candidateId, cookies: `session=${session}` };
console.log(
  JSON.stringify({
    page: { url: `${url}/page`, cookie: asking.cookies },
    save: { url: `${url}/save`, cookie: asking.cookies, body: new URLSearchParams(TYPED).toString() },
    usage: `${url}/usage`,
  }),
);
