import type { Brief } from '../../src/domain/brief/brief.ts';
import { CHANNELS, type Channel } from '../../src/domain/brief/channels.ts';
import { SITUATIONS, situationsOf } from '../../src/domain/brief/situations.ts';
import { problemsOf } from '../../src/domain/economics/economics.ts';
import { effectsOf, leversOf, leverToday } from '../../src/domain/economics/lever.ts';
import { normaliseText } from '../../src/domain/language/normalise.ts';
import { splitSentences } from '../../src/domain/language/sentences.ts';
import type { Response } from '../../src/domain/response/response.ts';
import { fitOf } from '../../src/domain/scoring/criteria/fit.ts';
import { freeTexts } from '../../src/domain/scoring/reading.ts';
import { TEXT_FIELDS } from './arbitrary.ts';

/**
 * Responses by somebody who wants points and understands nothing, made for any brief in either language. What
 * each knows is said beside it.
 */
type Attacker = (brief: Brief) => Response;
type Words = { ja: string; en: string };
const say = ({ locale }: Brief, words: Words): string => words[locale];

/** The sentences of the facts, as the candidate has seen them. */
const factSentences = (brief: Brief): string[] =>
  Object.values(brief.facts).flatMap((fact) => sentencesOf(fact?.text ?? ''));
const sentencesOf = (text: string): string[] => {
  const whole = normaliseText(text);
  return splitSentences(whole).map(({ start, end }) => whole.slice(start, end));
};
/** Pieces of sentences between commas, without their ends. */
const piecesOf = (brief: Brief): string[] =>
  factSentences(brief)
    .flatMap((sentence) => sentence.split(/[、,，]/))
    .map((piece) => piece.replace(/[。.]$/, '').trim())
    .filter((piece) => piece.length > 5);
const nth = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

/** Every choice and sum right, and targets that add up; nothing that needs a sentence. */
function rightForm(brief: Brief): Response {
  const fitting = CHANNELS.filter((channel) => fitOf(brief, channel) === 'fits').slice(0, 3);
  const numbers = Object.fromEntries(
    problemsOf(brief).map(({ key, right }) => [
      key,
      { value: Math.round(right.toNumber()), working: workingOf(brief, key) },
    ]),
  );
  return {
    locale: brief.locale,
    askedQuestions: [],
    numbers: { ...numbers, ...leverOf(brief) },
    propose: { channels: fitting.map((channel: Channel) => ({ channel })) },
    measure: {
      metrics: [
        { metric: 'orders', leadsTo: 'gross_profit', target: say(brief, { ja: '月6件', en: '6 a month' }) },
        { metric: 'gross_profit', target: '' },
      ],
      judgedBy: { metric: say(brief, { ja: 'KGI', en: 'your goal' }) },
    },
    partner: {
      situations: Object.fromEntries(
        situationsOf(brief).map((key) => [
          key,
          { best: SITUATIONS[key].partner, worst: SITUATIONS[key].vendor },
        ]),
      ),
    },
  };
}

function workingOf({ facts: { unit_price, profit, sales_process }, kgi }: Brief, key: string): string {
  const { averageOrderValue: o, ordersPerYear: f, yearsRetained: y } = unit_price;
  const product = `${o} × ${f} × ${y} × ${profit.grossMarginPercent}%`;
  if (key === 'customersNeeded') return `${kgi.target} − ${kgi.current}`;
  if (key === 'grossProfitPerCustomer') return product;
  const cost = `${product} × ${profit.acquisitionSharePercent}%`;
  return key === 'maxCostPerCustomer' ? cost : `${cost} × ${sales_process?.closeRatePercent}%`;
}

function leverOf(brief: Brief): NonNullable<Response['numbers']> {
  const [figure] = leversOf(brief);
  const from = figure && leverToday(brief, figure);
  if (!figure || from == null) return {};
  const to = Math.round(from * 1.1 * 100) / 100;
  const effect = effectsOf(brief, figure, to).find(({ unit }) => unit === 'gross_profit_first_year');
  if (!effect) return {};
  return {
    lever: { figure, from, to, effect: Math.round(effect.value.toNumber()), unit: 'gross_profit_first_year' },
  };
}

/** The same form with a text in each place that takes one. */
function withTexts(brief: Brief, text: (index: number) => string): Response {
  const form = rightForm(brief);
  const channels = (form.propose?.channels ?? []).map((channel, index) => ({
    ...channel,
    reason: text(3 + index),
  }));
  return {
    ...form,
    understand: { who: text(0), value: text(1), delivery: text(2) },
    numbers: form.numbers?.lever
      ? { ...form.numbers, lever: { ...form.numbers.lever, reason: text(9) } }
      : form.numbers,
    propose: { channels, wouldNotDo: text(6) },
    measure: { ...form.measure, judgedBy: { ...form.measure?.judgedBy, reason: text(7) } },
    partner: { ...form.partner, challenge: text(8) },
  };
}

const asked = (...texts: string[]): Response['askedQuestions'] =>
  texts.map((text) => ({ text, asked: 'unprompted' as const }));
const NAMED = {
  ja: ['客単価は？', 'ターゲットは？', '利益率は？', '競合は？', '強みは？'],
  en: ['Price per customer?', 'Target customers?', 'Gross margin?', 'Competitors?', 'Strengths?'],
};
const ASKED = {
  ja: [
    'お客様お一人は一回にいくら払いますか。',
    '主なお客様はどのような方ですか。',
    '粗利率はどのくらいですか。',
    '選ばれる理由は何ですか。',
    '受注までの流れを教えてください。',
    '成功はどう判断されますか。',
  ],
  en: [
    'What does one customer pay per order?',
    'Who are your main customers?',
    'What is your gross margin?',
    'Why do customers choose you?',
    'How does an inquiry become an order?',
    'How will you judge success?',
  ],
};

const because = (brief: Brief, one: string, other: string): string =>
  say(brief, { ja: `${one}ため、${other}。`, en: `Because ${one}, ${other}.` });

/** Knows which form earns points, and that a text should have a "because" and pieces of the facts. */
const splicer: Attacker = (brief) => {
  const pieces = piecesOf(brief);
  const text = (index: number): string =>
    [0, 1]
      .map((more) => because(brief, nth(pieces, 3 * index + more), nth(pieces, 5 * index + 2 + more)))
      .join(' ');
  return { ...withTexts(brief, text), askedQuestions: asked(...ASKED[brief.locale]) };
};

/** Knows the rubric, and gives the least text that it asks for. */
const gamer: Attacker = (brief) => {
  const pieces = piecesOf(brief);
  const text = (index: number): string => because(brief, nth(pieces, index), nth(pieces, index + 7));
  return { ...withTexts(brief, text), askedQuestions: asked(...ASKED[brief.locale]) };
};

/** Says the opposite of the facts, with every choice right. */
const contradictor: Attacker = (brief) => {
  const turned = factSentences(brief).map((sentence) =>
    brief.locale === 'ja'
      ? sentence.replace(/(です|ます|ました)?[。]?$/, 'ということはありません。')
      : `It is not true that ${sentence}`,
  );
  return {
    ...withTexts(brief, (index) => `${nth(turned, 2 * index)} ${nth(turned, 2 * index + 1)}`),
    askedQuestions: asked(...ASKED[brief.locale]),
  };
};

/** Restates facts and hangs a concrete sentence from elsewhere on each: a limit of what rules can see. */
const woven: Attacker = (brief) => {
  const elsewhere: Words[] = [
    {
      ja: '木曜の夜に店先の灯りを一つ増やす試みを三週間続けます',
      en: 'we would light one more lamp by the door on Thursday nights for three weeks',
    },
    {
      ja: '倉庫の鍵を持つ方に毎朝の順番を先に決めていただきます',
      en: 'whoever holds the key to the shed should fix the order of each morning first',
    },
    {
      ja: '古い封筒の束から戻っていない方を五十名選んで電話します',
      en: 'we would pick fifty who never came back from the old envelopes and ring them',
    },
    {
      ja: '見習いの方が最初に覚える手順を写真二枚で配ります',
      en: 'we would hand out the first thing an apprentice learns as two photographs',
    },
  ];
  const sentences = factSentences(brief).map((sentence) => sentence.replace(/[。.]$/, ''));
  return {
    ...withTexts(brief, (index) => because(brief, nth(sentences, index), say(brief, nth(elsewhere, index)))),
    askedQuestions: asked(...ASKED[brief.locale]),
  };
};

/** Says the whole fact sheet again in fluent sentences, with sums, workings and targets that add up. */
const plainEcho: Attacker = (brief) => {
  const sentences = factSentences(brief).map((sentence) => sentence.replace(/[。.]$/, ''));
  const said = (index: number): string =>
    say(brief, {
      ja: `${nth(sentences, index)}と理解しており、私どもはここを出発点に考えてまいります。`,
      en: `We understand that ${uncapitalised(nth(sentences, index))}, and this is where our work would begin.`,
    });
  return {
    ...withTexts(brief, (index) => `${said(3 * index)} ${said(3 * index + 1)} ${said(3 * index + 2)}`),
    askedQuestions: asked(...ASKED[brief.locale]),
  };
};

/** The same, with a consultant's words around each fact. */
const paddedEcho: Attacker = (brief) => {
  const sentences = factSentences(brief).map((sentence) => sentence.replace(/[。.]$/, ''));
  const said = (index: number): string =>
    say(
      brief,
      nth(
        [
          {
            ja: `${nth(sentences, index)}という現状を踏まえ、最適な戦略の立案と実行支援により持続的な成長を実現します。`,
            en: `Building on the fact that ${uncapitalised(nth(sentences, index))}, we would leverage a holistic strategy to drive sustainable growth.`,
          },
          {
            ja: `${nth(sentences, index)}ことは重要な強みであり、課題を可視化して施策の優先順位を明確にし、成果を最大化します。`,
            en: `Because ${uncapitalised(nth(sentences, index))}, a data-driven approach aligned with your goals maximises engagement and long-term value.`,
          },
        ],
        index,
      ),
    );
  return {
    ...withTexts(brief, (index) => `${said(2 * index)} ${said(2 * index + 1)}`),
    askedQuestions: asked(...ASKED[brief.locale]),
  };
};
const uncapitalised = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

/** A price pitch whose form was filled in by somebody who knows the answers. */
const pricePitch: Attacker = (brief) => ({
  ...withTexts(brief, (index) =>
    say(
      brief,
      nth(
        [
          {
            ja: '制作費は80万円、納期は6週間です。追加のページは1枚3万円で承ります。',
            en: 'The site costs 8,000 and is delivered in six weeks. Each further page is 300.',
          },
          {
            ja: '公開後の修正は月5万円の保守プランで対応します。初期費用は今月なら20%割引です。',
            en: 'Changes after launch are part of a maintenance plan at 500 a month. This month there is 20% off the setup fee.',
          },
          {
            ja: '仕様とスケジュールをお送りいただければ、三日で見積もりをお出しします。',
            en: 'Send us the specification and the schedule, and you have a quote within three days.',
          },
        ],
        index,
      ),
    ),
  ),
  askedQuestions: asked(
    ...(brief.locale === 'ja'
      ? ['ご予算はいくらですか。', '公開希望日はいつですか。', 'ページ数は何枚ですか。']
      : ['What is your budget?', 'When should it go live?', 'How many pages do you need?']),
  ),
});

/** A metric chaser whose sums and reactions were filled in by somebody who knows the answers. */
const metricChaser: Attacker = (brief) => {
  const unfit = CHANNELS.filter((channel) => fitOf(brief, channel) === 'unfit');
  const text = (index: number): string =>
    say(
      brief,
      nth(
        [
          {
            ja: 'フォロワーと再生数を伸ばし、認知を一気に広げます。',
            en: 'We grow followers and views and spread awareness fast.',
          },
          {
            ja: 'リーチが増えれば、いいねと保存が増えます。',
            en: 'With more reach come more likes and saves.',
          },
          {
            ja: '毎日投稿し、インプレッションを月100万に乗せます。',
            en: 'We post daily and take impressions to a million a month.',
          },
        ],
        index,
      ),
    );
  const response = withTexts(brief, text);
  const chosen: Channel[] = [...unfit, 'instagram', 'tiktok'].filter(
    (each, at, all) => all.indexOf(each) === at,
  ) as Channel[];
  return {
    ...response,
    askedQuestions: asked(...NAMED[brief.locale]),
    propose: {
      channels: chosen.slice(0, 3).map((channel, index) => ({
        channel,
        reason: text(index),
        ...(fitOf(brief, channel) === 'unfit'
          ? { probe: { choice: 'keep' as const, text: text(index + 1) } }
          : {}),
      })),
      wouldNotDo: text(1),
    },
    measure: {
      metrics: [
        { metric: 'followers', leadsTo: 'impressions', target: '10,000' },
        { metric: 'likes', leadsTo: 'followers', target: '5,000' },
      ],
      judgedBy: { metric: 'followers', reason: text(2) },
    },
  };
};

/** By name, what each attacker does with a brief. */
export const ATTACKERS = {
  form_only: (brief: Brief): Response => ({
    ...rightForm(brief),
    askedQuestions: asked(...NAMED[brief.locale]),
  }),
  splicer,
  gamer,
  contradictor,
  woven,
  plain_echo: plainEcho,
  padded_echo: paddedEcho,
  price_pitch: pricePitch,
  metric_chaser: metricChaser,
} as const satisfies Record<string, Attacker>;

const CONTENT = /[\p{Script=Han}々]{2,}|[\p{Script=Katakana}ー]{2,}|[A-Za-z][A-Za-z-]{3,}/gu;

/**
 * The same response with its content words permuted over all its texts: the grammar stays, the sense goes.
 */
export function shuffled(response: Response): Response {
  const words = freeTexts(response).flatMap(([, text]) => text.match(CONTENT) ?? []);
  let state = 20_261_129;
  for (let last = words.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a generator hardly change.
    const other = (state >>> 8) % (last + 1);
    [words[last], words[other]] = [words[other] as string, words[last] as string];
  }
  let next = 0;
  const swap = (text: string): string =>
    text.replace(CONTENT, () => words[next++ % Math.max(1, words.length)] ?? '');
  return Object.values(TEXT_FIELDS).reduce((sum, put) => put(sum, swap), response);
}
