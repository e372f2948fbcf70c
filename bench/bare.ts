import { join } from 'node:path';
import formbody from '@fastify/formbody';
import view from '@fastify/view';
import Sqlite from 'better-sqlite3';
import Fastify from 'fastify';
import Handlebars from 'handlebars';
import { usage } from './usage.ts';

/**
 * The framework and the database with nothing of ours: what the same page and the same save cost at least.
 */
const folder = process.argv[2] ?? '.';
const app = Fastify();
await app.register(formbody);
await app.register(view, { engine: { handlebars: Handlebars }, root: import.meta.dirname, production: true });
app.get('/usage', async () => usage());
app.get('/page', async (request, reply) => {
  const { size = '8000' } = request.query as { size?: string };
  return reply.viewAsync('bare.hbs', {
    fields: Array.from({ length: 12 }, (_, n) => ({ name: `field_${n}`, value: 'x' })),
    filling: 'x'.repeat(Math.max(0, Number(size) - 700)),
  });
});

const db = new Sqlite(join(folder, 'bare.sqlite'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec('CREATE TABLE answers (id INTEGER PRIMARY KEY, typed TEXT)');
const insert = db.prepare('INSERT INTO answers (typed) VALUES (?)');
app.post('/save', async (request, reply) => {
  insert.run(JSON.stringify(request.body));
  return reply.redirect('/page', 303);
});

const url = await app.listen({ host: '127.0.0.1', port: 0 });
console.log(
  JSON.stringify({
    page: { url: `${url}/page` },
    save: { url: `${url}/save`, body: 'who=someone&value=something&delivery=somehow' },
    usage: `${url}/usage`,
  }),
);
