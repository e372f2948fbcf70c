import type { LightMyRequestResponse } from 'fastify';
import mammoth from 'mammoth';
import readExcelFile from 'read-excel-file/node';
import t from 'tap';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { type TestBrowser, World } from '../support/world.ts';

/** Prices and a sentence that occur nowhere else, in every way in which they may be written. */
const SECRET = {
  initialPrice: 7_654_321,
  monthlyPrice: 345_678,
  weeksToFirstDelivery: 7,
  text: 'Zebrafinch conditions',
};
const LEAK = /7[,.\s]?654[,.\s]?321|７６５４３２１|345[,.\s]?678|zebrafinch/i;

/** What an answer says, also inside a workbook or a document. */
async function textOf(
  url: string,
  { statusCode, rawPayload, body }: LightMyRequestResponse,
): Promise<string> {
  if (statusCode !== 200) return body;
  if (url.endsWith('.xlsx')) return JSON.stringify(await readExcelFile(rawPayload));
  return url.endsWith('.docx') ? (await mammoth.extractRawText({ buffer: rawPayload })).value : body;
}

t.test(
  'before unsealing nobody finds a price on any route, in any export, in the history or in the log',
  async (t) => {
    const log: string[] = [];
    const world = await World.open(t);
    const owner = await world.owner();
    const other = await world.owner('other@example.com');
    const vetting = await world.vetting(owner.id);
    const response = { ...world.sampleResponse('partner'), terms: SECRET };
    const candidateId = await world.takeInterview(vetting, 'Sealed', response);
    const rival = await world.invite(vetting, 'Rival');
    const members: Record<string, TestBrowser> = {};
    for (const role of ['evaluator', 'viewer'] as const) {
      const { id, browser } = await world.owner(`${role}@example.com`);
      await world.db
        .insertInto('members')
        .values({ vetting_id: vetting.id, owner_id: id, role, joined_at: world.clock.now.toISOString() })
        .execute();
      members[role] = browser;
    }
    const callers = {
      owner: owner.browser,
      ...members,
      other: other.browser,
      rival: await world.enter(rival.token),
      stranger: world.browser(),
    };
    await world.app.ready();
    const fill = (url: string): string =>
      url
        .replace(':vettingId', vetting.id)
        .replace(':candidateId', candidateId)
        .replace(':token', rival.token)
        .replace(':page', 'goal')
        .replace(':step', 'check')
        .replace(':questionId', 'none')
        .replace(':ownId', 'none')
        .replace(':criterion', 'fit')
        .replace('*', 'banso.css');
    let answers = 0;
    /** Calls every route as everyone. Opening the envelope and leaving come after. */
    const callAll = async (methods: readonly string[]): Promise<void> => {
      for (const { method, url } of world.app.parts.routes) {
        if (!methods.includes(method) || /unsealing|sign-out|sessions/.test(url)) continue;
        for (const [who, browser] of Object.entries(callers)) {
          const answer =
            method === 'GET' ? await browser.get(fill(url)) : await browser.submit(fill(url), {});
          t.notMatch(
            `${JSON.stringify(answer.headers)} ${await textOf(url, answer)}`,
            LEAK,
            `${method} ${url} as ${who}`,
          );
          answers += 1;
        }
      }
    };
    await callAll(['GET', 'POST']);
    await owner.browser.submit(`/vettings/${vetting.id}/decision`, {
      chosen: candidateId,
      reason: 'They asked first.',
    });
    t.equal(
      (await owner.browser.get(`/vettings/${vetting.id}/agreement.docx`)).statusCode,
      200,
      'the agreement sheet is there',
    );
    await callAll(['GET']);
    t.ok(answers > 500, `${answers} answers`);
    t.notMatch(
      JSON.stringify(await world.db.selectFrom('history').selectAll().execute()),
      LEAK,
      'not in the history',
    );
    t.notMatch(
      JSON.stringify(await world.db.selectFrom('scores').selectAll().execute()),
      LEAK,
      'not in the score',
    );

    const noisy = await buildApp({
      config: readConfig({ LOG_LEVEL: 'debug', DATABASE_FILE: ':memory:' }),
      db: world.db,
      now: () => world.clock.now,
      logTo: { write: (line) => void log.push(line) },
    });
    t.teardown(() => noisy.close());
    const cookies = Object.fromEntries(owner.browser.cookies);
    for (const path of ['comparison', 'export.json', `candidates/${candidateId}/report`]) {
      t.equal((await noisy.inject({ url: `/vettings/${vetting.id}/${path}`, cookies })).statusCode, 200);
    }
    t.ok(log.length >= 6, `${log.length} lines of log`);
    t.notMatch(log.join(''), LEAK, 'not in the log');

    await owner.browser.submit(`/vettings/${vetting.id}/unsealing`, {
      confirm: 'yes',
      unsealReason: 'In a hurry.',
    });
    for (const path of [
      'comparison',
      'export.csv',
      'export.json',
      'agreement',
      `candidates/${candidateId}/report`,
    ]) {
      t.match(
        (await owner.browser.get(`/vettings/${vetting.id}/${path}`)).body,
        LEAK,
        `${path} after unsealing`,
      );
    }
    t.notMatch(
      (await callers.rival.get(`/interview/${rival.candidateId}/check`)).body,
      LEAK,
      'never for a rival',
    );
  },
);
