import { parse } from 'csv-parse/sync';
import t from 'tap';
import { CRITERIA } from '../../src/domain/scoring/rubric.ts';
import { submittedWorld } from '../support/submitted.ts';

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: the ranking follows the weights of the address`, async (t) => {
    const { owner, base } = await submittedWorld(t, locale);
    const ranked = async (query: string): Promise<string[]> => {
      const { statusCode, body } = await owner.browser.get(`${base}/weights${query}`);
      t.equal(statusCode, 200);
      return [...body.matchAll(/<th scope="row"><a[^>]*>([^<]+)<\/a>/g)].map(([, name]) => name ?? '');
    };
    const only = (criterion: string): string =>
      `?${CRITERIA.map((key) => `${key}=${key === criterion ? 20 : 0}`).join('&')}`;
    const usual = await ranked('');
    t.equal(usual.length, 4);
    t.equal(usual[0], 'Agency partner');
    t.same(
      await ranked('?questioning=-3&fit=1e9&numbers=x&fit=2'),
      usual,
      'weights that are none fall back to the usual ones',
    );
    const { body } = await owner.browser.get(`${base}/weights${only('questioning')}`);
    t.match(body, /name="questioning"[^>]*value="20"/);
    t.match(body, /name="fit"[^>]*value="0"/);
    const weightless = await owner.browser.get(`${base}/weights${only('')}`);
    t.match(
      weightless.body,
      locale === 'ja' ? /どれか一つを1以上に/ : /Please give at least one criterion more/,
    );
    t.same(await ranked(only('')), []);
  });
}

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: kept weights count in the comparison and in every export, and can be dropped`,
    async (t) => {
      const { owner, base } = await submittedWorld(t, locale);
      const { browser } = owner;
      const only = Object.fromEntries(
        CRITERIA.map((key) => [key, key === 'fit' ? '30' : key === 'partnership' ? '10' : '0']),
      );
      const label = locale === 'ja' ? '選んだ重みでの総合' : 'Overall at your weights';
      t.notMatch((await browser.get(`${base}/comparison`)).body, label);
      await browser.submit(`${base}/weights`, { ...only, intent: 'keep' });
      t.match((await browser.get(`${base}/weights`)).body, /name="fit"[^>]*value="30"/);
      const json = JSON.parse((await browser.get(`${base}/export.json`)).body);
      const csv: string[][] = parse((await browser.get(`${base}/export.csv`)).body, { bom: true });
      const column = csv[0]?.indexOf(label) ?? -1;
      const page = (await browser.get(`${base}/comparison?sort=atOwnWeights`)).body;
      for (const [index, { report, understandingAtOwnWeights }] of json.candidates.entries()) {
        const level = (key: string): number =>
          report.criteria.find((criterion: { key: string }) => criterion.key === key).level;
        t.equal(
          understandingAtOwnWeights,
          Math.round(25 * (0.75 * level('fit') + 0.25 * level('partnership'))),
          'a mean of the levels by weight',
        );
        t.equal(csv[index + 1]?.[column], String(understandingAtOwnWeights));
        t.match(page, `>${understandingAtOwnWeights}</span>`);
      }
      await browser.submit(`${base}/weights`, { intent: 'drop' });
      t.notMatch((await browser.get(`${base}/comparison`)).body, label);
    },
  );
}
