import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Test } from 'tap';
import { hashPassword } from '../../src/accounts/passwords.ts';
import { buildApp } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { Locale, OwnQuestion } from '../../src/domain/brief/brief.ts';
import { ANSWER_STEPS, type AnswerStep } from '../../src/domain/interview/steps.ts';
import { endOfDay, localDay } from '../../src/domain/language/days.ts';
import type { Response } from '../../src/domain/response/response.ts';
import { templateDraft } from '../../src/locales/templates/templates.ts';
import { readSample } from '../../src/samples/sample.ts';
import { typedValues } from '../../src/samples/sample-interview.ts';
import { addCandidate, issueInvitation } from '../../src/store/candidates.ts';
import type { Database } from '../../src/store/database.ts';
import { createOwner } from '../../src/store/owners.ts';
import { keepSetupCode } from '../../src/store/setup-code.ts';
import { createVetting, findVetting, type Vetting } from '../../src/store/vettings.ts';
import { openTestDatabase } from './database.ts';
import { freePort } from './port.ts';

export const PASSWORD = 'seven quiet herons at dawn';

/** The application on a database of its own, with a clock that a test can move. */
export class World {
  readonly app: FastifyInstance;
  readonly db: Database;
  readonly clock: { now: Date };
  /** The browser of the candidate that took an interview last. */
  lastBrowser: TestBrowser;

  constructor(app: FastifyInstance, db: Database, clock: { now: Date }) {
    this.app = app;
    this.db = db;
    this.clock = clock;
    this.lastBrowser = new TestBrowser(app, 'en');
  }

  static async open(
    t: Test,
    settings: Partial<Config> = {},
    logTo?: { write: (line: string) => void },
    file = ':memory:',
    setupCode: string | null = null,
  ): Promise<World> {
    const { db, databaseUrl } = await openTestDatabase(t, file);
    const clock = { now: new Date('2026-11-20T01:00:00Z') };
    const config = {
      ...readConfig({ PUBLIC_URL: 'http://192.168.1.20:3000', LOG_LEVEL: 'silent', DATABASE_FILE: file }),
      databaseUrl,
      ...settings,
    };
    const needsSetupCode = setupCode !== null;
    if (setupCode !== null) await keepSetupCode(db, setupCode);
    const app = await buildApp({
      config,
      db,
      now: () => clock.now,
      needsSetupCode,
      ...(logTo ? { logTo } : {}),
    });
    t.teardown(async () => {
      await app.close();
      await db.destroy();
    });
    return new World(app, db, clock);
  }

  /** Who is signed in stays so, also where a test keeps house as of a later day. */
  async staySignedIn(): Promise<void> {
    const never = '2099-01-01T00:00:00.000Z';
    await this.db.updateTable('sessions').set({ expires_at: never, used_at: never }).execute();
  }

  /** The application behind a port of its own, at the present time, for a real browser. */
  static async listening(t: Test): Promise<{ world: World; base: string }> {
    const port = await freePort();
    const base = `http://localhost:${port}`;
    const world = await World.open(t, { publicUrl: base });
    world.clock.now = new Date();
    await world.app.listen({ host: '127.0.0.1', port });
    return { world, base };
  }

  browser(locale: Locale = 'en'): TestBrowser {
    return new TestBrowser(this.app, locale);
  }

  /** An owner with an account, signed in. */
  async owner(
    email = 'owner@example.com',
    locale: Locale = 'en',
  ): Promise<{ id: string; browser: TestBrowser }> {
    const owner = await createOwner(this.db, email, await hashPassword(PASSWORD), this.clock.now);
    if (!owner) throw new Error('this owner exists');
    const browser = this.browser(locale);
    await browser.submit('/sign-in', { email, password: PASSWORD });
    return { id: owner.id, browser };
  }

  /** A vetting with a complete brief. */
  async vetting(ownerId: string, locale: Locale = 'en', ownQuestions: OwnQuestion[] = []): Promise<Vetting> {
    const id = await createVetting(
      this.db,
      ownerId,
      {
        ...templateDraft('b2b_manufacturer', locale).draft,
        ownQuestions,
        answersBy: localDay(endOfDay(this.clock.now, 21, 'Asia/Tokyo'), 'Asia/Tokyo'),
      },
      [],
      this.clock.now,
    );
    const vetting = await findVetting(this.db, ownerId, id);
    if (!vetting) throw new Error('the vetting was not kept');
    return vetting;
  }

  async invite(vetting: Vetting, name = 'Agency'): Promise<{ candidateId: string; token: string }> {
    const candidateId = await addCandidate(this.db, vetting, name, null, this.clock.now);
    if (!candidateId) throw new Error('this candidate exists');
    const { token } = await issueInvitation(this.db, candidateId, this.clock.now);
    return { candidateId, token };
  }

  /** A candidate's browser that has opened its link. */
  async enter(token: string, locale: Locale = 'en'): Promise<TestBrowser> {
    const browser = this.browser(locale);
    await browser.submit(`/i/${token}`, {});
    return browser;
  }

  /** Takes the whole interview over HTTP and submits it. */
  async takeInterview(vetting: Vetting, name: string, response: Response): Promise<string> {
    const invited = await this.invite(vetting, name);
    await this.takeInterviewUpTo(invited, 'terms', response, vetting, name);
    const at = (step: string): string => `/interview/${invited.candidateId}/${step}`;
    const done = await this.lastBrowser.submit(at('check'), {});
    if (done.headers.location !== at('receipt'))
      throw new Error(`${name} could not submit: ${done.statusCode} ${done.body}`);
    return invited.candidateId;
  }

  /** Answers every step over HTTP up to one, that one included, in a browser of its own. */
  async takeInterviewUpTo(
    { candidateId, token }: { candidateId: string; token: string },
    last: AnswerStep,
    response: Response,
    vetting: Vetting,
    name = 'Agency',
  ): Promise<void> {
    const browser = await this.enter(token, vetting.brief.locale);
    this.lastBrowser = browser;
    const at = (step: string): string => `/interview/${candidateId}/${step}`;
    for (const step of ANSWER_STEPS.slice(0, ANSWER_STEPS.indexOf(last) + 1)) {
      const own = (vetting.brief.ownQuestions ?? [])
        .filter((question) => question.step === step)
        .map(({ id }) => [id, String(response.ownAnswers?.[id] ?? '')]);
      await browser.submit(at(step), { ...typedValues(step, response, name), ...Object.fromEntries(own) });
      if (step !== 'welcome') continue;
      // As one, however it would be read.
      for (const { text } of response.askedQuestions ?? [])
        await browser.submit(at('ask'), { question: text, item_0: text, intent: 'ask' });
      await browser.submit(at('ask'), { intent: 'continue' });
      await browser.submit(at('ask'), { intent: 'continue' });
    }
  }

  sampleResponse(sample: Parameters<typeof readSample>[1], locale: Locale = 'en'): Response {
    return readSample(locale, sample).response;
  }
}

/** Remembers cookies and takes the token against forged forms from the pages, as a browser does. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #app: FastifyInstance;
  readonly #locale: Locale;
  readonly #address: string;
  #csrf = '';

  constructor(app: FastifyInstance, locale: Locale, address = '127.0.0.1') {
    this.#app = app;
    this.#locale = locale;
    this.#address = address;
  }

  /** Goes to a page, and opens what it shows where that wants a click of its owner first. */
  async get(url: string): Promise<LightMyRequestResponse> {
    const answer = await this.look(url);
    const opening = answer.statusCode === 303 ? String(answer.headers.location) : '';
    if (!/\/opening(\?|$)/.test(opening)) return answer;
    await this.look(opening);
    await this.submit(opening.split('?')[0] ?? '', {});
    return this.look(url);
  }

  /** Goes to a page, and nothing else. */
  async look(url: string): Promise<LightMyRequestResponse> {
    return this.#remember(
      await this.#app.inject({ method: 'GET', url, headers: this.#headers(), remoteAddress: this.#address }),
    );
  }

  async submit(url: string, fields: Record<string, string>): Promise<LightMyRequestResponse> {
    if (this.#csrf === '') await this.get('/sign-in');
    if (this.#csrf === '') await this.get('/setup');
    return this.post(url, { ...fields, _csrf: this.#csrf });
  }

  /** Posts as a page does that saves by itself. */
  async save(url: string, fields: Record<string, string>): Promise<LightMyRequestResponse> {
    if (this.#csrf === '') await this.get('/sign-in');
    return this.post(url, { _csrf: this.#csrf, ...fields }, { accept: 'application/json' });
  }

  /** Posts exactly these fields, and goes where the answer is kept. */
  async post(
    url: string,
    fields: Record<string, string>,
    more: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    const payload = new URLSearchParams(fields).toString();
    const headers = { ...this.#headers(), ...more, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = this.#remember(
      await this.#app.inject({ method: 'POST', url, headers, payload, remoteAddress: this.#address }),
    );
    // What a form is answered with has an address of its own, to which a browser goes at once.
    const { location } = answer.headers;
    return location?.includes('?kept=') ? this.get(location) : answer;
  }

  /** Posts a form with a file, as a page does whose form takes one. */
  async upload(
    url: string,
    fields: Record<string, string>,
    file: Uint8Array,
  ): Promise<LightMyRequestResponse> {
    if (this.#csrf === '') await this.get('/sign-in');
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, _csrf: this.#csrf })) form.set(name, value);
    form.set('file', new File([new Uint8Array(file)], 'list.csv', { type: 'text/csv' }));
    const coded = new Request('http://localhost', { method: 'POST', body: form });
    const headers = { ...this.#headers(), 'content-type': coded.headers.get('content-type') ?? '' };
    const payload = Buffer.from(await coded.arrayBuffer());
    const answer = this.#remember(
      await this.#app.inject({ method: 'POST', url, headers, payload, remoteAddress: this.#address }),
    );
    const { location } = answer.headers;
    return location?.includes('?kept=') ? this.get(location) : answer;
  }

  #headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { 'accept-language': this.#locale, ...(cookie ? { cookie } : {}) };
  }

  #remember(response: LightMyRequestResponse): LightMyRequestResponse {
    for (const { name, value, maxAge } of response.cookies) {
      if (value === '' || maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    this.#csrf = /name="_csrf" value="([^"]+)"/.exec(response.body)?.[1] ?? this.#csrf;
    return response;
  }
}
