import t from 'tap';
import { CRITERIA } from '../../src/domain/rubric.ts';
import { submittedWorld } from '../support/submitted.ts';

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: the ranking follows the weights of the address`, async (t) => {
    const { owner, base } = await submittedWorld(t, locale);
    const ranked = async (query: string): Promise<string[]> => {
      const { statusCode, body } = await owner.browser.get(`${base}/weights${query}`);
      t.equal(statusCode, 200);
      return [...body.matchAll(/<th scope="row"><a[^>]*>([^<]+)<\/a>/g)].map(([, name]) => name ?? '');
    };
    const only = (criterion: string): string => `?${CRITERIA.map((key) => `${key}=${key === criterion ? 20 : 0}`).join('&')}`;
    const usual = await ranked('');
    t.equal(usual.length, 4);
    t.equal(usual[0], 'Agency partner');
    t.same(await ranked('?questioning=-3&fit=1e9&numbers=x&fit=2'), usual, 'weights that are none fall back to the usual ones');
    const { body } = await owner.browser.get(`${base}/weights${only('questioning')}`);
    t.match(body, /name="questioning"[^>]*value="20"/);
    t.match(body, /name="fit"[^>]*value="0"/);
    const weightless = await owner.browser.get(`${base}/weights${only('')}`);
    t.match(weightless.body, locale === 'ja' ? /重みを1以上に/ : /a weight above 0/);
    t.same(await ranked(only('')), []);
  });
}
