import t from 'tap';
import type { Kgi } from '../../src/domain/brief/brief.ts';
import { distanceOf, namesGoal } from '../../src/domain/response/goal-metric.ts';
import { METRICS } from '../../src/domain/response/metrics.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { TEMPLATES, templateDraft } from '../../src/locales/templates/templates.ts';
import { readSample } from '../../src/samples/sample.ts';

/** By the template's goal: what names it, and what does not. */
const NAMED: Record<string, { ja: string[]; en: string[] }> = {
  b2b_manufacturer: {
    ja: ['年間契約の工場数', '契約社数', '定期契約の純増数', '契約中の工場数', '60社の達成、つまりKGI'],
    en: [
      'factories under contract',
      'Number of factories under contract',
      'paying clients',
      'your goal: 60 factories',
    ],
  },
  local_shop: {
    ja: ['定期検診の患者数', '通っている患者数'],
    en: ['patients in regular check-ups', 'number of patients'],
  },
  professional_services: {
    ja: ['顧問先の件数', '顧問契約数'],
    en: ['retainer clients', 'care providers under contract'],
  },
  b2b_software: {
    ja: ['契約中の倉庫会社数', '契約会社の純増'],
    en: ['warehouse companies under contract', 'paying customers'],
  },
};
const ALWAYS = {
  ja: ['KGI', '最終目標', '御社の最終目標の達成度', '目標の達成'],
  en: ['KGI', 'your goal', 'the final goal itself', 'progress towards the goal'],
};
const NEVER = {
  ja: [
    '問い合わせ数',
    '商談数',
    'フォロワー数',
    'アクセス数の目標',
    '資料請求の件数',
    '納品したページ数',
    '',
  ],
  en: [
    'Inquiries',
    'clicks on our goal page',
    'Followers',
    'number of downloads',
    'trials started',
    'trial contracts',
    'posts published',
    '',
  ],
};

t.test("the brief's own words come first: what it calls its goal is the goal", async (t) => {
  for (const locale of ['ja', 'en'] as const)
    for (const template of TEMPLATES) {
      const kgi = templateDraft(template, locale).draft.kgi as Kgi;
      for (const name of [...ALWAYS[locale], ...(NAMED[template]?.[locale] ?? [])])
        t.equal(distanceOf(name, kgi), 0, `${template}: ${name}`);
      for (const name of NEVER[locale]) t.notOk(namesGoal(name, kgi), `${template}: ${name}`);
    }
});

t.test('no name of a distant metric is ever the goal', async (t) => {
  const kgi = templateDraft('b2b_manufacturer', 'en').draft.kgi as Kgi;
  for (const metric of METRICS) {
    const distance = distanceOf(metric, kgi);
    t.ok(distance !== null, metric);
    if ((distance ?? 0) >= 2) t.notOk(namesGoal(metric, kgi), metric);
  }
});

t.test('asking to be judged by the goal earns at least what asking for orders does', async (t) => {
  for (const locale of ['ja', 'en'] as const) {
    const { brief, response } = readSample(locale, 'partner');
    const level = (metric: string): number => {
      const judged = {
        ...response,
        measure: { ...response.measure, judgedBy: { ...response.measure?.judgedBy, metric } },
      };
      return score(brief, judged).criteria.find(({ key }) => key === 'evaluation_axis')?.level ?? 0;
    };
    for (const name of ALWAYS[locale]) {
      t.ok(level(name) >= level('orders'), name);
      t.ok(level(name) > level('inquiries'), name);
    }
  }
});

t.test('a goal that no measure describes is known by its own words', async (t) => {
  const kgi = (statement: string): Kgi => ({
    statement,
    measure: 'other',
    current: 40,
    target: 60,
    by: '2027-12-31',
  });
  const rooms = kgi('平日の客室稼働率を40%から60%に上げる');
  for (const name of ['平日の客室稼働率', '客室稼働率（平日）', '目標の達成率'])
    t.ok(namesGoal(name, rooms), name);
  for (const name of ['フォロワー数', '平日の問い合わせ数', '客単価', ''])
    t.notOk(namesGoal(name, rooms), name);
  const seats = kgi('Raise weekday occupancy of the rooms from 40 to 60 percent');
  for (const name of ['weekday occupancy', 'Occupancy on weekdays']) t.ok(namesGoal(name, seats), name);
  for (const name of ['followers', 'weekday inquiries', 'room photos posted'])
    t.notOk(namesGoal(name, seats), name);
});
