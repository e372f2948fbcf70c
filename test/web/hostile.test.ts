import t from 'tap';
import { toCells } from '../support/cells.ts';
import { CORPUS, hostileCandidate, refuseRaw, typeEverywhere } from '../support/hostile.ts';
import { submittedWorld } from '../support/submitted.ts';

t.setTimeout(300_000);

for (const [what, text] of Object.entries(CORPUS))
  t.test(`${what}: typed into every field of every form, then every page and file read`, async (t) => {
    const { world, owner, vetting, ids, base } = await submittedWorld(t, 'en');
    const { candidate, pages, steps } = await hostileCandidate(world, vetting, ids[0] ?? '', text);
    const forms =
      (await typeEverywhere(t, owner.browser, pages, text)) +
      (await typeEverywhere(t, candidate, steps, text));
    t.ok(forms > 40, `${forms} forms`);
    const names = Object.fromEntries(
      ['x[__proto__][polluted]', '__proto__', 'constructor'].map((name) => [name, text]),
    );
    t.ok((await owner.browser.submit('/vettings', names)).statusCode < 500);
    t.equal(({} as { polluted?: string }).polluted, undefined);

    let shown = 0;
    for (const [browser, path] of [
      ...pages.map((page) => [owner.browser, page] as const),
      ...steps.map((page) => [candidate, page] as const),
      ...(['csv', 'json'] as const).map((format) => [owner.browser, `${base}/export.${format}`] as const),
      [owner.browser, `${base}/history.csv`] as const,
    ]) {
      const { statusCode, body, headers } = await browser.get(path);
      if (statusCode >= 500) t.fail(`${path}: ${statusCode}`);
      if (body.includes('HOSTILE')) shown += 1;
      if (String(headers['content-type']).startsWith('text/html')) {
        refuseRaw(t, body, path);
        if (!String(headers['content-security-policy']).includes("script-src 'self'"))
          t.fail(`${path}: no policy`);
      }
      if (path.endsWith('.csv'))
        for (const cell of toCells(body))
          if (/^[\s]*[=+@＝-][^\d]/.test(cell)) t.fail(`${path}: ${cell} runs`);
      if ('bcc' in headers) t.fail(`${path}: a header came in`);
    }
    t.ok(shown >= 8, `it is shown on ${shown} pages`);
    const { owners } = await world.db
      .selectFrom('owners')
      .select(({ fn }) => fn.countAll<number>().as('owners'))
      .executeTakeFirstOrThrow();
    t.ok(Number(owners) >= 1, 'and every table is there');
  });
