import t from 'tap';
import { submittedIn } from '../support/submitted.ts';
import { World } from '../support/world.ts';

const WORDS = {
  ja: {
    next: '次にすること',
    unread: '未読',
    read: '4件のうち0件',
    all: '4件のうち4件',
    compare: '読み終えました',
  },
  en: { next: 'Next', unread: 'unread', read: '0 of 4', all: '4 of 4', compare: 'You have read everything' },
};

for (const locale of ['ja', 'en'] as const) {
  const words = WORDS[locale];
  t.test(`${locale}: the overview says what is next, in figures, and leads there`, async (t) => {
    const world = await World.open(t);
    const { owner, base, ids } = await submittedIn(world, locale);
    const page = async (): Promise<string> => (await owner.browser.get(base)).body;
    const taskOf = (body: string, key: string): string =>
      new RegExp(`<li class="(?:done|next|open|not_yet)">(?:(?!</li>)[\\s\\S])*id="task-${key}">[^<]*`).exec(
        body,
      )?.[0] ?? '';

    const asked = await page();
    t.match(taskOf(asked, 'questions'), 'class="next"', 'questions wait for a reply');
    await world.db.updateTable('asked_questions').set({ withdrawn_at: '2026-01-01' }).execute();

    const before = await page();
    t.match(before, words.next);
    t.match(taskOf(before, 'read'), words.read);
    t.match(taskOf(before, 'read'), 'class="next"');
    t.equal(before.split(`class="tag due">${words.unread}`).length - 1, 4, 'each unread one is marked');
    const [, href = ''] = /<section class="next"[\s\S]*?href="([^"]*)"/.exec(before) ?? [];
    t.match(href, /\/reading$/, 'the button leads to the reading');
    t.equal((await owner.browser.get(href)).statusCode, 200);

    for (const id of ids) await owner.browser.get(`${base}/candidates/${id}/report`);
    const read = await page();
    t.match(taskOf(read, 'read'), words.all);
    t.match(read, words.compare);
    t.notMatch(read, `class="tag due">${words.unread}`);

    await owner.browser.submit(`${base}/shortlist`, { [`keep_${ids[0]}`]: 'yes' });
    await owner.browser.submit(`${base}/unsealing`, { confirm: 'yes' });
    const opened = await page();
    t.match(taskOf(opened, 'prices'), 'class="done"');
  });
}

t.test('a brief that is not complete comes first, and the rest has to wait', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const made = await owner.browser.submit('/vettings', {
    template: 'empty',
    locale: 'en',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
  });
  const base = /\/vettings\/[^/]+/.exec(String(made.headers.location))?.[0] ?? '';
  const { body } = await owner.browser.get(base);
  t.match(body, 'Pages of the brief still to write: ');
  t.equal(body.split('<li class="not_yet">').length - 1, 7);
  t.notMatch(body, `href="${base}/decision"`);
});
