import type { Kgi } from '../brief/brief.ts';
import { normaliseText } from '../language/normalise.ts';

type MetricRow = { distance: 0 | 1 | 2 | 3 | 4; names: readonly string[] };

/**
 * Metrics by how far they are from the final goal: 0 profit itself, 1 what profit is made of, 2 what comes
 * just before an order, 3 traffic and sign-ups, 4 attention and activity. `names` are the ways people write
 * them.
 */
const TABLE = {
  gross_profit: {
    distance: 0,
    names: ['粗利', '粗利額', '粗利益', '売上総利益', '利益', 'gross profit', 'profit'],
  },
  operating_profit: { distance: 0, names: ['営業利益', '経常利益', 'operating profit', 'operating income'] },
  profit_margin: {
    distance: 1,
    names: ['利益率', '粗利率', '営業利益率', 'profit margin', 'gross margin', 'margin'],
  },
  revenue: { distance: 1, names: ['売上', '売上高', '売り上げ', 'revenue', 'sales', 'turnover'] },
  orders: {
    distance: 1,
    names: [
      '受注',
      '受注数',
      '受注件数',
      '成約数',
      '成約',
      '契約数',
      '注文数',
      'orders',
      'orders won',
      'deals won',
      'closed won deals',
      'closed deals',
      'contracts',
    ],
  },
  new_customers: {
    distance: 1,
    names: ['新規顧客', '新規顧客数', '新規取引先', '顧客数', 'new customers', 'customers won', 'customers'],
  },
  repeat_rate: {
    distance: 1,
    names: [
      'リピート率',
      '再注文率',
      '継続率',
      '再来率',
      '更新率',
      '契約更新率',
      '再購入率',
      '再利用率',
      '継続利用率',
      'renewal rate',
      'renewals',
      'rebooking rate',
      'repeat rate',
      'retention',
      'retention rate',
      'churn',
    ],
  },
  average_order_value: {
    distance: 1,
    names: ['客単価', '顧客単価', '受注単価', '平均単価', 'average order value', 'aov', 'order value'],
  },
  lifetime_value: {
    distance: 1,
    names: ['ltv', '顧客生涯価値', '生涯価値', 'lifetime value', 'customer lifetime value', 'clv'],
  },
  cost_per_order: {
    distance: 1,
    names: [
      '受注単価コスト',
      '顧客獲得単価',
      '獲得単価',
      'cac',
      'cpo',
      '受注獲得単価',
      'cost per order',
      'cost per customer',
      'customer acquisition cost',
    ],
  },
  return_on_ad_spend: { distance: 2, names: ['roas', '広告費用対効果', 'return on ad spend', 'roi'] },
  qualified_inquiries: {
    distance: 2,
    names: [
      '有効問い合わせ',
      '有効問い合わせ数',
      '有効リード',
      '有効商談',
      'sql',
      'qualified inquiries',
      'qualified leads',
      'qualified enquiries',
    ],
  },
  inquiries: {
    distance: 2,
    names: [
      '問い合わせ',
      '問い合わせ数',
      '問合せ',
      '問合せ数',
      '問合せ件数',
      'お問い合わせ数',
      '問合せ数',
      'リード数',
      'リード獲得数',
      '反響数',
      'inquiries',
      'enquiries',
      'leads',
    ],
  },
  close_rate: { distance: 2, names: ['受注率', '成約率', 'close rate', 'win rate'] },
  cost_per_inquiry: {
    distance: 2,
    names: [
      '問い合わせ単価',
      'リード単価',
      'cpl',
      'cpa',
      '獲得コスト',
      'cost per inquiry',
      'cost per lead',
      'cost per enquiry',
    ],
  },
  quotes: { distance: 2, names: ['見積依頼数', '見積もり依頼数', '見積件数', 'quotes', 'quote requests'] },
  meetings: {
    distance: 2,
    names: ['商談数', '商談件数', '商談', 'アポ数', 'meetings', 'sales meetings', 'appointments'],
  },
  shop_visits: {
    distance: 2,
    names: [
      '来店数',
      '来店',
      '来店予約数',
      '予約数',
      '来院数',
      'shop visits',
      'store visits',
      'bookings',
      'footfall',
    ],
  },
  document_requests: {
    distance: 3,
    names: [
      '資料請求',
      '資料請求数',
      '資料ダウンロード数',
      'ダウンロード数',
      'document requests',
      'downloads',
      'brochure requests',
    ],
  },
  sign_ups: {
    distance: 3,
    names: [
      '会員登録数',
      '登録数',
      'メルマガ登録数',
      '無料登録数',
      'sign-ups',
      'sign ups',
      'registrations',
      'subscribers',
    ],
  },
  visits: {
    distance: 3,
    names: [
      '訪問数',
      'アクセス数',
      'アクセス',
      '訪問者数',
      '流入数',
      'visits',
      'traffic',
      'visitors',
      'site visits',
    ],
  },
  sessions: { distance: 3, names: ['セッション数', 'セッション', 'sessions'] },
  conversion_rate: { distance: 3, names: ['cvr', 'コンバージョン率', '転換率', 'conversion rate'] },
  clicks: { distance: 3, names: ['クリック数', 'クリック', 'clicks'] },
  click_through_rate: {
    distance: 3,
    names: ['クリック率', 'ctr', 'click-through rate', 'click through rate'],
  },
  cost_per_click: { distance: 3, names: ['クリック単価', 'cpc', 'cost per click'] },
  search_ranking: {
    distance: 3,
    names: ['検索順位', '順位', '上位表示', 'search ranking', 'rankings', 'ranking'],
  },
  branded_searches: { distance: 3, names: ['指名検索数', '指名検索', 'branded searches', 'brand searches'] },
  email_opens: { distance: 3, names: ['開封率', 'メール開封数', 'email opens', 'open rate'] },
  line_friends: {
    distance: 3,
    names: ['友だち数', '友達数', 'line友だち数', 'line登録者数', 'line friends'],
  },
  followers: { distance: 4, names: ['フォロワー数', 'フォロワー', 'チャンネル登録者数', 'followers'] },
  likes: { distance: 4, names: ['いいね数', 'いいね', '保存数', 'likes'] },
  engagement_rate: {
    distance: 4,
    names: ['エンゲージメント率', 'エンゲージメント', 'engagement', 'engagement rate'],
  },
  impressions: {
    distance: 4,
    names: ['インプレッション', 'インプレッション数', '表示回数', 'imp', 'impressions'],
  },
  reach: { distance: 4, names: ['リーチ', 'リーチ数', 'reach'] },
  views: {
    distance: 4,
    names: [
      '再生数',
      '再生回数',
      '動画再生数',
      'pv',
      'ページビュー',
      'ページビュー数',
      'views',
      'page views',
      'video views',
    ],
  },
  shares: { distance: 4, names: ['シェア数', '拡散数', 'リポスト数', 'shares', 'reposts'] },
  posts_published: {
    distance: 4,
    names: ['投稿数', '記事数', '投稿本数', 'posts', 'posts published', 'articles'],
  },
  pages_delivered: {
    distance: 4,
    names: ['制作ページ数', '納品ページ数', 'ページ数', 'pages delivered', 'pages'],
  },
  on_time_delivery: {
    distance: 4,
    names: ['納期遵守', '納期遵守率', '納期', 'on-time delivery', 'on time delivery', 'on-time launch'],
  },
} as const satisfies Record<string, MetricRow>;

export type Metric = keyof typeof TABLE;
export const METRICS = Object.keys(TABLE) as Metric[];

const BY_NAME = new Map<string, Metric>();
const nameKey = (name: string): string =>
  normaliseText(name)
    .replace(/[\s_-]+/g, ' ')
    .trim();
for (const metric of METRICS) {
  for (const name of [metric, ...TABLE[metric].names]) BY_NAME.set(nameKey(name), metric);
}
const NAMES_BY_LENGTH = [...BY_NAME.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** A text that names more metrics than this is a list, and means none of them in particular. */
const MOST_NAMED = 2;
/** Longer texts are explanations rather than the name of a metric. */
const LONGEST_NAME = 60;
/** What is longer, spaces and all, is not even looked at. */
const LONGEST_READ = 500;

/** The metric that a key or a free text names, or null where it names none that ships with the product. */
export function findMetric(text: string): Metric | null {
  if (text.length > LONGEST_READ) return null;
  const key = nameKey(text);
  if (key === '') return null;
  const exact = BY_NAME.get(key);
  if (exact) return exact;
  if (key.length > LONGEST_NAME || key.split(/[、。,・;\n]/).length > MOST_NAMED + 1) return null;
  const named = NAMES_BY_LENGTH.filter((name) => name.length >= 2 && containsName(key, name));
  const longest = named.filter((name) => !named.some((other) => other !== name && other.includes(name)));
  const metrics = new Set(longest.map((name) => BY_NAME.get(name)));
  const [first] = named;
  return first !== undefined && metrics.size <= MOST_NAMED ? (BY_NAME.get(first) ?? null) : null;
}

function containsName(text: string, name: string): boolean {
  if (!/^[a-z]/.test(name)) return text.includes(name);
  return ` ${text} `.replace(/[^\p{L}\p{N} ]/gu, ' ').includes(` ${name} `);
}

const KGI_METRICS: Record<Kgi['measure'], readonly Metric[]> = {
  profit: ['gross_profit', 'operating_profit'],
  revenue: ['revenue'],
  customers: ['new_customers'],
  orders: ['orders'],
  profit_margin: ['profit_margin'],
  other: [],
};

/** Steps between a metric and the final goal, 0–4; 0 for the measure of the goal itself. */
export function distanceToGoal(metric: Metric, measure: Kgi['measure']): number {
  return KGI_METRICS[measure].includes(metric) ? 0 : TABLE[metric].distance;
}

/** Names of attention and activity metrics (distance 3 and 4), which talk of the goal does not need. */
export function distantMetricNames(): string[] {
  return METRICS.filter((metric) => TABLE[metric].distance >= 3).flatMap((metric) => [
    ...TABLE[metric].names,
  ]);
}
