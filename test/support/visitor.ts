import type { Server } from './server.ts';
import { PASSWORD } from './world.ts';

/** A browser without pages: cookies and the token of forms, against a server in a process of its own. */
export class Visitor {
  #base: string;
  #csrf = '';
  readonly #cookies: Map<string, string>;

  constructor({ base }: Server, cookies: Record<string, string> = {}) {
    this.#base = base;
    this.#cookies = new Map(Object.entries(cookies));
  }

  /** Somebody who makes the first account of a server that was just started. */
  static async firstOwner(server: Server): Promise<Visitor> {
    const visitor = new Visitor(server);
    await visitor.#token('/setup');
    const code = /code=([\w-]+)/.exec(server.output())?.[1] ?? '';
    const made = await visitor.post('/setup', { email: 'owner@example.com', password: PASSWORD, code });
    if (!made) throw new Error('the first account could not be made');
    return visitor;
  }

  /** From now on the same visitor asks another server, such as the same one after a restart. */
  goTo({ base }: Server): void {
    this.#base = base;
  }

  /** The same visitor at another server that knows it. */
  at(server: Server): Visitor {
    const other = new Visitor(server);
    other.#csrf = this.#csrf;
    for (const [name, value] of this.#cookies) other.#cookies.set(name, value);
    return other;
  }

  /** Sends a form and returns what came of it, with where it is kept or what is shown. */
  async tries(path: string, fields: Record<string, string>): Promise<{ status: number; body: string }> {
    const answer = await this.#visit(path, fields);
    const location = answer.headers.get('location') ?? '';
    const isKept = location.includes('kept=');
    return { status: isKept ? 503 : answer.status, body: `${location} ${await answer.text()}` };
  }

  /** Whether a form was taken: answered with an address that is not the form again. */
  async post(path: string, fields: Record<string, string>): Promise<boolean> {
    const { status, headers } = await this.#visit(path, fields);
    return status === 303 && !headers.get('location')?.includes('kept=');
  }

  /** Whether an interview was submitted: answered with its receipt. */
  async submits(check: string): Promise<boolean> {
    await this.#token(check);
    const { status, headers } = await this.#visit(check, {});
    return status === 303 && (headers.get('location') ?? '').endsWith('/receipt');
  }

  /** Starts an empty vetting and returns the address of its brief. */
  async newVetting(): Promise<string> {
    const answer = await this.#visit('/vettings', {
      template: 'empty',
      locale: 'en',
      currency: 'JPY',
      timeZone: 'Asia/Tokyo',
    });
    const location = answer.headers.get('location') ?? '';
    if (!location.endsWith('/brief/business')) throw new Error(`no vetting: ${answer.status} ${location}`);
    return location.replace('/business', '');
  }

  async #token(path: string): Promise<void> {
    const page = await (await this.#visit(path)).text();
    this.#csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  }

  async #visit(path: string, fields?: Record<string, string>): Promise<Response> {
    const answer = await fetch(this.#base + path, {
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
      ...(fields ? { method: 'POST', body: new URLSearchParams({ _csrf: this.#csrf, ...fields }) } : {}),
    });
    for (const cookie of answer.headers.getSetCookie())
      this.#cookies.set(cookie.split('=')[0] ?? '', cookie.split(';')[0]?.replace(/^[^=]+=/, '') ?? '');
    return answer;
  }
}
