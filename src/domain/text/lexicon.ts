import { distantMetricNames } from '../metrics.ts';
import type { Topic } from '../topics.ts';
import { normaliseText } from './normalise.ts';

/** What one surface form says: a topic, or that an attention metric is named. */
export type Entry = { topic: Topic | 'metric'; weight: number };

type Words = { strong: string; weak?: string };

/** Surface forms by topic, separated by |. Strong ones decide alone; weak ones only add. */
const WORDS: Record<Exclude<Topic, 'other'> | 'metric', Words> = {
  goal: {
    strong:
      '最終目標|最終的な目標|経営目標|事業目標|売上目標|利益目標|kgi|ゴール|目指す姿|目指して|目的|目標|ビジョン|成功とは|実現したい|達成したい|なぜ今|きっかけ|背景|課題|お悩み|困りごと|お困り|どうなりたい|final goal|business goal|business objective|goal|objective|vision|mission|ambition|what success|want to achieve|trying to achieve|hoping to achieve|hope to achieve|aim|purpose|why now|pain point|challenge|biggest problem|problem are you',
    weak: '狙い|今後|将来|成長|伸ばしたい|増やしたい|growth|grow|future|strategy|戦略|five years|3年後|5年後',
  },
  unit_price: {
    strong:
      '客単価|顧客単価|購入単価|平均単価|受注単価|平均購入額|購入金額|注文単価|取引額|取引金額|ltv|生涯価値|購入頻度|リピート|再注文|継続期間|継続年数|契約期間|平均継続|何回買|何回くらい買|年に何回|年間購入|一人当たりの売上|一人あたり|1人あたり|一件あたり|1件あたり|一社あたり|1社あたり|解約率|average order value|average order|order value|order size|deal size|average deal|contract value|aov|ltv|lifetime value|customer lifetime|spend per customer|customer spend|customers spend|customer pay|customers pay|one customer pay|customer worth|basket|average ticket|average transaction|average sale|repeat purchase|repeat order|repeat rate|reorder|buy again|come back|how often do they|how often do customers|purchase frequency|churn|retention|stay with you|stay a customer|how long do customers|per customer',
    weak: '単価|いくら払|支払う金額|repeat|spend|pay you',
  },
  target: {
    strong:
      'ターゲット|ターゲット層|主要顧客|主な顧客|主な客層|客層|顧客層|顧客像|理想のお客|理想の顧客|ペルソナ|想定顧客|見込み客|見込客|どんなお客|どのようなお客|どういったお客|どなたに|誰に|だれに|お客様はどんな|どんな人|どんな会社が|どんな企業が|取引先|年齢層|購買担当|決裁者|意思決定者|キーマン|btob|btoc|b2b|b2c|対法人|法人向け|個人向け|来てほしい|狙いたい層|売りたい相手|target|target audience|target customer|target market|ideal customer|ideal client|ideal buyer|audience|persona|demographic|who buys|who are your customers|who are your main|who is the customer|who is your|who do you sell|who do you serve|who do you want|who uses|customer profile|customer base|customer segment|segment|buyer|decision maker|decision-maker|prospect|icp|kind of customers|type of customers|type of clients|kind of people|who you want to reach|best customers|typical customer|typical client',
    weak: '顧客|お客様|お客さん|お客さま|ユーザー|利用者|消費者|customer|client|consumer|user|クライアント|担当者',
  },
  profit: {
    strong:
      '粗利|粗利率|粗利益|利益率|利益構造|収益構造|収益源|収益の柱|営業利益|限界利益|原価|原価率|仕入れ|仕入|変動費|固定費|損益|損益分岐|儲け|儲かる|儲かっ|もうけ|稼ぎ|稼いで|利幅|利益|採算|収支|マージン|許容cpa|獲得単価|獲得コスト|収益モデル|ビジネスモデル|マネタイズ|広告費に回せる|gross margin|gross profit|profit margin|margin|profit|profitability|profitable|unit economics|cost structure|cost of goods|cogs|fixed cost|variable cost|break even|break-even|breakeven|make money|makes money|making money|earn money|earns money|how do you earn|revenue stream|revenue model|business model|monetize|monetise|monetization|contribution|acquisition cost|cost to acquire|cost per acquisition|cac|bottom line|overhead',
    weak: '収益|コスト構造|earn|earning|earns',
  },
  value: {
    strong:
      '選ばれる理由|選ばれている|選ばれて|選んで|強み|独自性|差別化|差別化要因|提供価値|価値|usp|ウリ|売り文句|こだわり|特長|魅力|喜ばれ|評価されて|決め手|他社にない|他社にはない|他にはない|らしさ|お客様の声|ベネフィット|解決できる|どんな悩みを解決|why do customers choose|why do they choose|why customers choose|choose you|chose you|choose us|pick you|unique|usp|unique selling|value proposition|value prop|strength|differentiator|differentiate|differentiation|sets you apart|set you apart|stand out|stands out|what makes you|different from|benefit|what problem do you solve|problem you solve|problem does your|love about|brand promise|brand story|why should',
    weak: '特徴|信頼|品質|value|quality|trust|better than|ブランド',
  },
  sales_process: {
    strong:
      '受注までの|受注の流れ|受注プロセス|営業プロセス|営業の流れ|営業フロー|営業体制|営業担当|営業方法|商談|商談化|受注率|成約率|成約|成約まで|購入までの|購入に至る|契約までの|検討期間|リードタイム|問い合わせから|問い合わせ後|お問い合わせ後|問い合わせ対応|引き合い|商流|販路|販売経路|販売チャネル|受注経路|集客経路|集客方法|集客|来店経路|どこから注文|どこから来|どこから受注|流入経路|紹介|新規開拓|見積依頼|フォロー体制|初回接点|知るきっかけ|購買プロセス|カスタマージャーニー|失注|受注|注文が|sales process|sales cycle|sales funnel|sales team|sales pipeline|sales channel|sales rep|funnel|pipeline|close rate|closing rate|close ratio|win rate|how do you win|how do customers find|how do people find|how do clients find|find you|hear about you|lead come|leads come|where do your orders|where do orders|orders come|where do your customers come|customers come from|business come from|follow up|follow-up|lead handling|buying process|buyer journey|buying journey|customer journey|from inquiry|from enquiry|inquiry to order|enquiry to order|inquiry become|inquiries become|leads become|leads turn|inquiries turn|turn into|convert|conversion to sale|lost deal|deals lost|lose deals|referral|referred|word of mouth|crm|distribution channel|how do you sell|how do you currently sell|acquire customers|get customers|new customers',
    weak: '問い合わせ|営業|注文|申込|申し込み|リード|inquiry|inquiries|enquiry|enquiries|lead|order|sale|sell|close|deal|販売',
  },
  market: {
    strong:
      '競合|競合他社|競合相手|ライバル|他社|同業|同業他社|市場|市場規模|業界|業界動向|シェア|ベンチマーク|代替|代替手段|比較検討|比較される|相場観|トレンド|参入|商圏|competitor|competition|competitive|competing|rival|market share|market size|market trend|marketplace position|industry|industry trend|alternative|benchmark|substitute|landscape|compare you|compared with|compared to others|others in your',
    weak: 'market|trend|地域|エリア',
  },
  current_state: {
    strong:
      '現状|現在のサイト|現サイト|今のサイト|いまのサイト|既存サイト|現在のホームページ|今のホームページ|現在の施策|これまでの施策|これまでに|過去の施策|過去に|実施した|実施している|取り組み|取り組んで|アクセス解析|アクセス状況|アナリティクス|ga4|サーチコンソール|月間アクセス|月間pv|現在のアクセス|広告運用|運用状況|運用体制|更新頻度|データは|データが|顧客データ|計測|sns運用|今までに|うまくいった|うまくいかなかった|効果があった|現行|current website|existing website|existing site|current site|current marketing|currently doing|currently running|currently using|current situation|current state|so far|tried before|have you tried|already tried|worked before|worked in the past|what has worked|what worked|what hasn|in the past|previous agency|past campaign|previous campaign|past marketing|existing marketing|analytics|google analytics|search console|tracking|data do you have|do you track|how is your website|monthly traffic|website traffic|monthly visits|baseline|last year|today',
    weak: '現在|今は|いま|状況|サイト|ホームページ|hp|sns|広告|currently|current|existing|website|site|social media|marketing|advertising',
  },
  constraints: {
    strong:
      '制約|制限|人手|人員|社内体制|社内リソース|リソース|社内の担当|担当できる|キャパ|キャパシティ|生産能力|生産体制|受け入れ可能|対応可能件数|対応できる件数|何件まで|何社まで|法規制|法律|薬機法|景表法|景品表示法|規制|許認可|ガイドライン|ブランドルール|レギュレーション|ng|やってはいけない|できないこと|避けたい|繁忙期|閑散期|在庫|納品能力|コンプライアンス|承認フロー|社内承認|セキュリティ要件|懸念|リスク|不安な点|capacity|constraint|limitation|restriction|restricted|regulation|regulatory|regulated|compliance|legal|brand guideline|brand rule|guidelines|in-house|internal team|internal resource|resource|resourcing|staffing|staff|headcount|bandwidth|how many can you handle|handle more|off limits|off-limits|must not|must avoid|not allowed|anything we should avoid|bottleneck|approval process|sign-off|sign off|seasonality|seasonal|peak season|stock|inventory|risk|concern',
    weak: '体制|人数|担当|team|limit|avoid|law',
  },
  evaluation: {
    strong:
      '評価軸|評価指標|評価基準|評価方法|評価され|評価する|評価して|成功の定義|成功基準|成功の基準|成功したと|成功と言え|成果指標|成果の定義|成果とは|成果をどう|何をもって|何をもって成功|効果測定|判断基準|判断する|判断し|kpi|okr|合格ライン|検証|振り返り|測り|測る|how will you judge|judge us|judged|judge success|measure success|measured|measure of success|success look|success metric|success criteria|define success|definition of success|evaluate|evaluation|criteria|kpi|okr|key metric|key result|metrics matter|metrics do you|what metrics|which metric|how will you know|how do you know|know it worked|consider it a success|consider this a success|call it a success|call this a success|return on investment|roi|review the result',
    weak: '指標|成果|成功|結果|success|metric|measure|performance|result',
  },
  budget: {
    strong:
      '予算|ご予算|予算感|予算規模|費用|費用感|料金|料金体系|初期費用|月額|月額費用|価格|お値段|値段|見積|見積もり|お見積り|お見積もり|御見積|割引|値引|値引き|お得|格安|低価格|最安|最安値|安く|安価|キャンペーン価格|支払い条件|支払条件|支払方法|お支払い|支払サイト|契約金額|発注金額|金額|相場|追加料金|無料|コストを抑|コスト削減|リーズナブル|プラン料金|万円|円から|円で|budget|price|pricing|cost|fee|quote|quotation|estimate|discount|cheap|cheaper|cheapest|affordable|low cost|low-cost|rate card|hourly rate|day rate|payment term|payment|retainer|invest|investment|spend on this|willing to spend|free of charge|for free|free audit|no extra charge|money-back|how much do you want to spend|how much are you|per month|package price|save money|deposit|upfront',
    weak: '安い|コスト|円|ローン|補助金|rate|spend|package|プラン',
  },
  deadline: {
    strong:
      '納期|締切|締め切り|期限|納品日|公開日|公開希望|公開時期|公開予定|リリース時期|リリース日|リリース予定|ローンチ|スケジュール|スケジュール感|いつまで|いつ頃|いつごろ|いつから|希望時期|開始時期|着手|着手時期|開始日|最短|即日|即納|短納期|スピード|スピーディー|スピード対応|迅速|すぐに|日程|工期|制作期間|急ぎ|お急ぎ|期日|納品まで|営業日|週間で|日で納品|deadline|due date|timeline|timeframe|time frame|timescale|schedule|launch date|go live|go-live|go-live date|delivery date|deliver by|delivered by|delivery time|when do you need|when would you like|when do you want|by when|how soon|start date|kick off|kick-off|kickoff|milestone|turnaround|fast delivery|quick delivery|fast turnaround|rush|asap|as soon as possible|urgent|urgency|within weeks|weeks|business days|on time|speed',
    weak: '時期|早く|期間|いつ|soon|quickly|fast|launch|when|days',
  },
  spec: {
    strong:
      'ページ数|何ページ|仕様|仕様書|要件|機能要件|必要な機能|ご希望の機能|機能|デザイン|デザインの好み|デザインイメージ|テイスト|雰囲気|参考サイト|参考url|ロゴ|ロゴデータ|カラー|配色|ドメイン|サーバー|cms|wordpress|ワードプレス|レスポンシブ|スマホ対応|多言語|多言語対応|ssl|写真素材|素材|画像|原稿|文章は|テキスト原稿|コーディング|バナー|チラシ|動画の尺|投稿本数|投稿回数|本数|成果物|納品物|納品形式|修正回数|フォーム設置|決済機能|会員機能|予約機能|システム連携|サイトマップ|ワイヤーフレーム|トップページ|下層ページ|著作権|specification|spec|requirement|feature|functionality|number of pages|how many pages|pages|page count|design|design style|look and feel|color|colour|color scheme|logo|font|template|wordpress|cms|hosting|domain|responsive|mobile friendly|mobile-friendly|ssl|e-commerce platform|shopify|plugin|integration|integrations|api|sitemap|wireframe|mockup|mock-up|prototype|deliverable|revision|rounds of revisions|copywriting|photography|photo|image|video length|banner|content ready|provide content|assets|brand assets|file format|login|password access|access to your|websites do you like|sites you like|examples of websites|multilingual|language versions|chat widget|contact form|blog section|seo package',
    weak: 'ページ|制作|ホームページ制作|サイト制作|リニューアル|リニュアル|写真|動画|build|redesign|layout|content',
  },
  metric: {
    strong:
      'フォロワーを|バズ|バズる|バズら|バズり|拡散|認知度|認知拡大|露出|話題化|話題になる|映え|pv数|アクセスアップ|アクセスを増|上位表示|検索上位|1位|インフルエンサー|go viral|going viral|viral|buzz|exposure|brand awareness|awareness|visibility|trending|trend on|influencer|page one|first page of google|top of google|rank higher|more traffic|drive traffic|boost traffic|follower growth|hashtag',
    weak: '知名度|注目|eyeballs|popular',
  },
};

export const ENTRIES: ReadonlyMap<string, Entry> = buildEntries();

function buildEntries(): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const add = (surface: string, entry: Entry): void => {
    const key = normaliseText(surface).replaceAll('-', ' ');
    if (!entries.has(key)) entries.set(key, entry);
  };
  for (const [topic, words] of Object.entries(WORDS) as [keyof typeof WORDS, Words][]) {
    for (const surface of words.strong.split('|')) add(surface, { topic, weight: 2 });
  }
  for (const name of distantMetricNames()) {
    if (name.length > 3 || /[^a-z]/.test(name)) add(name, { topic: 'metric', weight: 2 });
  }
  for (const [topic, words] of Object.entries(WORDS) as [keyof typeof WORDS, Words][]) {
    for (const surface of words.weak?.split('|') ?? []) add(surface, { topic, weight: 0.75 });
  }
  return entries;
}

/** Neighbours that make a surface part of another word: 品質問題 holds no 質問, 目安くらい no 安く. */
const NOT_WITHIN: Record<string, RegExp> = {
  安く: /目安く/,
  費用: /費用対効果/,
  価格: /価格競争/,
  いつ: /いつも|いついつ/,
  成功: /成功報酬/,
  目標: /目標金額/,
};

const escapePattern = (surface: string): string => surface.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(' ', '[\\s-]+');
const isLatin = (surface: string): boolean => /^[a-z0-9]/.test(surface);

function buildMatcher(): RegExp {
  const surfaces = [...ENTRIES.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const latin = surfaces.filter(isLatin).map(escapePattern);
  const japanese = surfaces
    .filter((surface) => !isLatin(surface))
    .map((surface) => `${/^[ァ-ヶー]/.test(surface) ? '(?<![ァ-ヶー])' : ''}${escapePattern(surface)}${/[ァ-ヶー]$/.test(surface) ? '(?![ァ-ヶー])' : ''}`);
  return new RegExp(`(?<![a-z0-9])(?:${latin.join('|')})(?:s|es|'s)?(?![a-z0-9])|${japanese.join('|')}`, 'g');
}

const MATCHER = buildMatcher();

export type Hit = Entry & { start: number; end: number };

/** Every longest match of the lexicon in normalised text, left to right, without overlaps. */
export function findHits(text: string): Hit[] {
  const hits: Hit[] = [];
  for (const match of text.matchAll(MATCHER)) {
    const surface = match[0].replace(/[\s-]+/g, ' ');
    const entry = ENTRIES.get(surface) ?? ENTRIES.get(surface.replace(/'?s$/, '')) ?? ENTRIES.get(surface.replace(/es$/, ''));
    if (!entry) continue;
    const around = text.slice(Math.max(0, match.index - 2), match.index + match[0].length + 4);
    if (NOT_WITHIN[surface]?.test(around)) continue;
    hits.push({ ...entry, start: match.index, end: match.index + match[0].length });
  }
  return hits;
}
