import t from 'tap';
import { submittedWorld } from '../support/submitted.ts';
import { World } from '../support/world.ts';

/** The table of figures: the problem, what was given, what is right, and the result. */
const figuresIn = (body: string): string[][] =>
  [...body.matchAll(/<tr>\s*<th scope="row">([^<]+)<\/th>\s*((?:<td[\s\S]*?<\/td>\s*)+)<\/tr>/g)]
    .filter(([row]) => row.includes('class="number"'))
    .map(([, , cells = '']) =>
      [...cells.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) =>
        cell
          .replace(/<[^>]+>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      ),
    )
    .slice(0, 4);

t.test('the report says what each figure earned', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const response = world.sampleResponse('partner');
  const id = await world.takeInterview(vetting, 'Agency', {
    ...response,
    numbers: {
      // The revenue instead of the profit: 241,920 / 42 %.
      grossProfitPerCustomer: { value: 576_000 },
      // 20 % beside the 20 that are right.
      customersNeeded: { value: 24 },
      // Right are 36,288, which 37,800 comes within 5 % of.
      maxCostPerCustomer: { value: 37_800 },
      maxCostPerInquiry: { value: 1 },
      lever: response.numbers?.lever,
    },
  });
  const { body } = await owner.browser.get(`/vettings/${vetting.id}/candidates/${id}/report`);
  const figures = figuresIn(body);
  t.same(
    figures.map(([given, right]) => [given, right]),
    [
      ['¥576,000', '¥241,920'],
      ['24 customers', '20 customers'],
      ['¥37,800', '¥36,288'],
      ['¥1', '¥10,886'],
    ],
  );
  const results = figures.map(([, , result]) => result);
  t.match(results[0], /^a common slip \(a quarter of the points\)/);
  t.same(results.slice(1), ['close (half the points)', 'right', 'no points']);
});

t.test('a stored score that cannot be read takes no page down', async (t) => {
  const { world, owner, ids, base } = await submittedWorld(t, 'en');
  const candidate = `${base}/candidates/${ids[0]}`;
  const pages = [
    `${candidate}/report`,
    `${base}/comparison`,
    `${base}/shortlist`,
    `${base}/export.json`,
    base,
  ];
  const before = await owner.browser.get(`${candidate}/report`);
  const figures = ({ body }: { body: string }): string[] =>
    [...body.matchAll(/data-figure[^>]*>([^<]*)/g)].map(([, figure = '']) => figure);
  await world.db
    .updateTable('scores')
    .set({ score: '{"made by": "another program"}' })
    .where('candidate_id', '=', ids[0] as string)
    .execute();
  for (const page of pages) t.equal((await owner.browser.get(page)).statusCode, 200, page);
  t.ok(figures(before).length > 2);
  t.same(figures(await owner.browser.get(`${candidate}/report`)), figures(before), 'scored as it stands');
});

t.test('reports lead to the candidates before and after, in the order in which they came', async (t) => {
  const { owner, ids, base } = await submittedWorld(t, 'en');
  const beside = async (index: number) => {
    const { body } = await owner.browser.get(`${base}/candidates/${ids[index]}/report`);
    const to = (rel: string): string =>
      new RegExp(`candidates/([^/]+)/report"\\s+rel="${rel}"`).exec(body)?.[1] ?? 'none';
    return [to('prev'), to('next')];
  };
  t.same(await beside(0), ['none', ids[1]]);
  t.same(await beside(1), [ids[0], ids[2]]);
  t.same(await beside(ids.length - 1), [ids.at(-2), 'none']);
});
