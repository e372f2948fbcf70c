import { distantMetricNames } from '../metrics.ts';
import type { Topic } from '../topics.ts';
import { Matcher } from './matcher.ts';
import { normaliseText } from './normalise.ts';

/** What one surface form says: a topic, or that an attention metric is named. */
export type Entry = { topic: Topic | 'metric'; weight: number };

type Words = { strong: string; weak?: string };

/** Surface forms by topic, separated by |. Strong ones decide alone; weak ones only add. */
const WORDS: Record<Exclude<Topic, 'other'> | 'metric', Words> = {
  goal: {
    strong:
      '現状維持|このままの状態|このまま続|放っておく|方向性|原点|思い描|描いていた|注力事業|力を入れ|期待する役割|パーパス|事業承継|carry on as|nothing changes|do nothing|direction of|heading|no object|hand over|line of business do you want|things that must change|should the new site do|role of the website|what would you fix|unlock|ご相談内容|ご依頼内容|相談の経緯|依頼の経緯|位置づけ|最優先|優先順位|役割|狙い|ねらい|意義|願い|あるべき姿|理想の状態|叶えたい|やりたいこと|ミッション|目標値|数値目標|top priority|number one priority|expected outcome|desired outcome|outcome|why now|reason for|prompted you|what made you|aim|aims|purpose|hope to|hoping to|accomplish|problem to solve|problem are you trying|main challenge|biggest challenge|trying to achieve|trying to solve|expansion plan|succession|call to action|desired action|最終目標|最終的な目標|経営目標|事業目標|売上目標|利益目標|kgi|ゴール|目指す姿|目指して|目的|目標|ビジョン|成功とは|実現したい|達成したい|なぜ今|きっかけ|背景|課題|お悩み|困りごと|お困り|どうなりたい|final goal|business goal|business objective|goal|objective|vision|mission|ambition|what success|want to achieve|trying to achieve|hoping to achieve|hope to achieve|aim|purpose|why now|pain point|challenge|biggest problem|problem are you',
    weak: '狙い|今後|将来|成長|伸ばしたい|増やしたい|growth|grow|future|strategy|戦略|five years|3年後|5年後',
  },
  unit_price: {
    strong:
      '更新率|在籍期間|在籍月数|次の来店|常連の来店|請負金額|ついで買い|平均期間|renewal rate|how many renew|yearly spend|spend in a year|time to next visit|average bill|job size|per table|units per order|come back for more|more work|worth over|きゃくたんか|客たんか|アップセル|クロスセル|まとめ買い|値付け|売値|販売価格|価格帯|取引規模|お会計|宿泊単価|診療単価|月謝|会費|購入回数|注文頻度|来店頻度|来院頻度|リピートサイクル|チャーン|継続率|一生でいくら|upsell|cross-sell|price point|price range|your prices|what do you charge|nightly rate|length of stay|lifespan|subscription length|deal value|order frequency|spend per|average ticket|recurring|what do they buy|value of a sale|value of a client|value of a customer|worth to you|客単価|顧客単価|購入単価|平均単価|受注単価|平均購入額|購入金額|注文単価|取引額|取引金額|ltv|生涯価値|購入頻度|リピート|再注文|継続期間|継続年数|契約期間|平均継続|何回買|何回くらい買|年に何回|年間購入|一人当たりの売上|一人あたり|1人あたり|一件あたり|1件あたり|一社あたり|1社あたり|解約率|average order value|average order|order value|order size|deal size|average deal|contract value|aov|ltv|lifetime value|customer lifetime|spend per customer|customer spend|customers spend|customer pay|customers pay|one customer pay|customer worth|basket|average ticket|average transaction|average sale|repeat purchase|repeat order|repeat rate|reorder|buy again|come back|how often do they|how often do customers|purchase frequency|churn|retention|stay with you|stay a customer|how long do customers|per customer',
    weak: '単価|いくら払|支払う金額|repeat|spend|pay you',
  },
  target: {
    strong:
      '納入先|納め先|得意先|遠方|県外|関わる人|客のタイプ|どういう方々|industries you supply|most likely to buy|most likely to hire|person most likely|involved in buying|customers would you|from far away|hard to work with|bad fit|kinds of buyers|describe the person|誰がお客|お客様は誰|どんなお客さん|売り込み先|買い手|決定権者|決裁権|購入者|利用シーン|客の年齢|男女比|お得意様|優良顧客|上得意|ロイヤル顧客|商談相手|読者|ユーザー像|顧客属性|who are they|who we serve|who you serve|who are you trying to reach|trying to reach|who should|age range|gender|job title|pain point|pain points|buyer persona|reader|key customers|main customers|typical buyer|right fit|intended audience|industries served|geographic area|area do you serve|areas do you serve|who pays|who decides to buy|loyal customer|ターゲット|ターゲット層|主要顧客|主な顧客|主な客層|客層|顧客層|顧客像|理想のお客|理想の顧客|ペルソナ|想定顧客|見込み客|見込客|どんなお客|どのようなお客|どういったお客|どなたに|誰に|だれに|お客様はどんな|どんな人|どんな会社が|どんな企業が|取引先|年齢層|購買担当|決裁者|意思決定者|キーマン|btob|btoc|b2b|b2c|対法人|法人向け|個人向け|来てほしい|狙いたい層|売りたい相手|target|target audience|target customer|target market|ideal customer|ideal client|ideal buyer|audience|persona|demographic|who buys|who are your customers|who are your main|who is the customer|who is your|who do you sell|who do you serve|who do you want|who uses|customer profile|customer base|customer segment|segment|buyer|decision maker|decision-maker|prospect|icp|kind of customers|type of customers|type of clients|kind of people|who you want to reach|best customers|typical customer|typical client',
    weak: '顧客|お客様|お客さん|お客さま|ユーザー|利用者|消費者|customer|client|consumer|user|クライアント|担当者',
  },
  profit: {
    strong:
      '利幅|手元に残|割に合わ|最後に残|お金の漏れ|価格転嫁|お金を生|一人の獲得|一人獲得|連れてくるのに|what is left|what remains|left from each|barely pays|bring in one customer|for a new customer|new customer cost|money being wasted|cover your costs|brings in the money|loan repayment|cash reserve|keep of each|materials and labour|happily drop|あらり|そりりつ|収入源|収支|資金繰り|キャッシュフロー|入金|運転資金|借入|返済|手残り|稼ぎ頭|人件費率|fl比率|flコスト|回収期間|元が取れ|元を取|投資回収|赤字|黒字|許容単価|獲得に使える|獲得にかけられる|成約にかけられる|ロス|廃棄|送料|決済手数料|cash flow|payback|pay back|net profit|operating profit|ebit|operating margin|marginal cost|income source|sources of income|cost of acquiring|cost to obtain|cost to win|cost you to|leaves the most|left over|loss leader|at a loss|losing money|lose money|commission per order|postage|wages|fixed costs|variable costs|per-sale|return do you need|allowable|粗利|粗利率|粗利益|利益率|利益構造|収益構造|収益源|収益の柱|営業利益|限界利益|原価|原価率|仕入れ|仕入|変動費|固定費|損益|損益分岐|儲け|儲かる|儲かっ|もうけ|稼ぎ|稼いで|利幅|利益|採算|収支|マージン|許容cpa|獲得単価|獲得コスト|収益モデル|ビジネスモデル|マネタイズ|広告費に回せる|gross margin|gross profit|profit margin|margin|profit|profitability|profitable|unit economics|cost structure|cost of goods|cogs|fixed cost|variable cost|break even|break-even|breakeven|make money|makes money|making money|earn money|earns money|how do you earn|revenue stream|revenue model|business model|monetize|monetise|monetization|contribution|acquisition cost|cost to acquire|cost per acquisition|cac|bottom line|overhead',
    weak: '収益|コスト構造|earn|earning|earns',
  },
  value: {
    strong:
      'ほめられ|褒められ|なくなったら|わざわざ|目当て|物語|保有技術|得意な加工|守ってきた|思い浮かべ|なぜ選ば|compliment|would people miss|would customers miss|tell a friend|only from you|get elsewhere|come to mind|craft|product story|drive past|travel past|創業の思い|創業者の想い|創業ストーリー|歴史|何屋|事業内容|事業概要|取扱商品|取り扱い商品|商品一覧|サービス内容|サービス一覧|主力商品|主力サービス|アピールポイント|訴求点|訴求ポイント|伝えたいこと|伝えたいメッセージ|お客様に与えたい印象|ブランドストーリー|世界観|体験価値|受賞歴|特許|誇り|安心感|評判|口コミ|company story|brand story|what do you do|what does your company do|what does the company do|describe your business|about your business|products and services|products or services|services do you offer|what do you sell|what are you selling|key message|main message|core message|tagline|core values|do well|do better|best at|known for|proud|why you|reasons to buy|reason to choose|deciding factor|testimonial|testimonials|what problems do you solve|cant obtain elsewhere|nobody else|features and benefits|customer experience|guest experience|impression|選ばれる理由|選ばれている|選ばれて|選んで|強み|独自性|差別化|差別化要因|提供価値|価値|usp|ウリ|売り文句|こだわり|特長|魅力|喜ばれ|評価されて|決め手|他社にない|他社にはない|他にはない|らしさ|お客様の声|ベネフィット|解決できる|どんな悩みを解決|why do customers choose|why do they choose|why customers choose|choose you|chose you|choose us|pick you|unique|usp|unique selling|value proposition|value prop|strength|differentiator|differentiate|differentiation|sets you apart|set you apart|stand out|stands out|what makes you|different from|benefit|what problem do you solve|problem you solve|problem does your|love about|brand promise|brand story|why should',
    weak: '特徴|信頼|品質|value|quality|trust|better than|ブランド',
  },
  sales_process: {
    strong:
      "電話に出|見込み客に|再アプローチ|来られたきっかけ|どんなきっかけで|何件決ま|買って帰|契約しなかった|断られた|サンプルを渡|売り方|注文を受|answers the phone|quotes accepted|quotes are accepted|quotes you send|walk in|walk ins|stay in touch|orders reach you|from a sample|sign up in the end|those who don't sign|do you sell|end up calling|how many get accepted|meetings does it take|せいやくりつ|離脱|離脱率|カゴ落ち|入口商品|お試し|体験申込|反響|反響数|追客|アポ|アポ取り|クロージング|インサイドセールス|フィールドセールス|代理店経由|卸|直販|販売方法|販売先|契約に至る|成約に至る|検討の流れ|決まるまで|再注文|見積り後|見積後|資料請求から|来店のきっかけ|来院のきっかけ|知ったきっかけ|リピート施策|営業コスト|商談件数|取りこぼし|drop out|drop off|lose them|objection|objections|resellers|dealers|wholesale|free trial|lead follow up|lead source|lead generation|generate leads|qualify a lead|lead quality|book online|front desk|rebook|introduce|introductions|how do they buy|sells its products|sell its products|demo request|requests a demo|first contact|how people find|discover you|best leads|bring in the most|decision making process|nurture|受注までの|受注の流れ|受注プロセス|営業プロセス|営業の流れ|営業フロー|営業体制|営業担当|営業方法|商談|商談化|受注率|成約率|成約|成約まで|購入までの|購入に至る|契約までの|検討期間|リードタイム|問い合わせから|問い合わせ後|お問い合わせ後|問い合わせ対応|引き合い|商流|販路|販売経路|販売チャネル|受注経路|集客経路|集客方法|集客|来店経路|どこから注文|どこから来|どこから受注|流入経路|紹介|新規開拓|見積依頼|フォロー体制|初回接点|知るきっかけ|購買プロセス|カスタマージャーニー|失注|受注|注文が|sales process|sales cycle|sales funnel|sales team|sales pipeline|sales channel|sales rep|funnel|pipeline|close rate|closing rate|close ratio|win rate|how do you win|how do customers find|how do people find|how do clients find|find you|hear about you|lead come|leads come|where do your orders|where do orders|orders come|where do your customers come|customers come from|business come from|follow up|follow-up|lead handling|buying process|buyer journey|buying journey|customer journey|from inquiry|from enquiry|inquiry to order|enquiry to order|inquiry become|inquiries become|leads become|leads turn|inquiries turn|turn into|convert|conversion to sale|lost deal|deals lost|lose deals|referral|referred|word of mouth|crm|distribution channel|how do you sell|how do you currently sell|acquire customers|get customers|new customers",
    weak: '問い合わせ|営業|注文|申込|申し込み|リード|inquiry|inquiries|enquiry|enquiries|lead|order|sale|sell|close|deal|販売',
  },
  market: {
    strong:
      '外部環境|円安|異業種|お客様の好み|力関係|when you are closed|you were closed|exchange rate|other fields|tastes|beats you|suppliers|輸入品|代わりになる|よそ|近隣の店|周辺の店|大手|参入障壁|追い風|向かい風|需要|景気|立ち位置|ポジショニング|業界内|マーケットリサーチ|市場調査|奪い合|positioning|new entrants|imports|headwinds|tailwinds|demand|economy|market research|rank in your region|who else|similar shops|similar businesses|undercut|big names|opportunities and threats|threats|swot analysis|niche|your field|your sector|競合|競合他社|競合相手|ライバル|他社|同業|同業他社|市場|市場規模|業界|業界動向|シェア|ベンチマーク|代替|代替手段|比較検討|比較される|相場観|トレンド|参入|商圏|competitor|competition|competitive|competing|rival|market share|market size|market trend|marketplace position|industry|industry trend|alternative|benchmark|substitute|landscape|compare you|compared with|compared to others|others in your',
    weak: 'market|trend|地域|エリア',
  },
  current_state: {
    strong:
      "試してやめた|創業の経緯|創業年|客数の推移|広報担当|店舗情報|今でも続け|いまは何から|tried and dropped|still send|these days|your listing|publicity|brings people in|at present|year of foundation|what made you stop|what have you tried|already tried|売上推移|売上の推移|業績|従業員数|社員数|会社規模|会社の規模|設立|創業年|店舗数|拠点数|来客数|会員数|顧客リスト|顧客名簿|ハウスリスト|前の制作会社|前回の制作会社|以前の業者|現在の広告|今の広告|現行サイト|既存の|運用中|導入済み|使用中|現在の数値|現在の検索順位|会社案内|パンフレット|反応はほとんど|web担当|how old is|when was the company|founded|established|number of employees|how many employees|how many locations|how many stores|sales trend|past data|past reports|mailing list|email list|customer records|existing materials|social handles|social accounts|last agency|previous agencies|tools do you use|software do you use|present situation|how's business|right now|to date|already have|already using|現状|現在のサイト|現サイト|今のサイト|いまのサイト|既存サイト|現在のホームページ|今のホームページ|現在の施策|これまでの施策|これまでに|過去の施策|過去に|実施した|実施している|取り組み|取り組んで|アクセス解析|アクセス状況|アナリティクス|ga4|サーチコンソール|月間アクセス|月間pv|現在のアクセス|広告運用|運用状況|運用体制|更新頻度|データは|データが|顧客データ|計測|sns運用|今までに|うまくいった|うまくいかなかった|効果があった|現行|current website|existing website|existing site|current site|current marketing|currently doing|currently running|currently using|current situation|current state|so far|tried before|have you tried|already tried|worked before|worked in the past|what has worked|what worked|what hasn|in the past|previous agency|past campaign|previous campaign|past marketing|existing marketing|analytics|google analytics|search console|tracking|data do you have|do you track|how is your website|monthly traffic|website traffic|monthly visits|baseline|last year|today",
    weak: '現在|今は|いま|状況|サイト|ホームページ|hp|sns|広告|currently|current|existing|website|site|social media|marketing|advertising',
  },
  constraints: {
    strong:
      "反対しそう|妨げ|職人を増や|株主|役員会|社長がいな|離れた場合|変えないと決め|変えたくない|まわりますか|急に増え|書けないこと|限界|has a say|object|objections inside|get in the way|hurdle|hurdles|could you cope|could you handle|be away|away for|room to grow|must appear|involved in the decision|involved in this decision|never change|skilled workers|board|稟議|余力|足りなくなる|縛り|不可|してはいけない|載せられない|言えないこと|変えてはいけない|変えられない|残したい|人手不足|増員|採用予定|属人|不在|在庫上限|満席|席数|耐えられ|回らなく|トンマナ|商標|個人情報|掲載不可|取材協力|stakeholder|stakeholders|obstacle|obstacles|barrier|barriers|brand book|style guide|data protection|privacy|security policy|exclusive|existing contract|ties you|off-limits|can't be|must not change|mandatory|mandatories|hire more|take on more|run out of|short of staff|one person|who needs to approve|approvals|legal review|overcome|go wrong|worries you|busy season|slow months|制約|制限|人手|人員|社内体制|社内リソース|リソース|社内の担当|担当できる|キャパ|キャパシティ|生産能力|生産体制|受け入れ可能|対応可能件数|対応できる件数|何件まで|何社まで|法規制|法律|薬機法|景表法|景品表示法|規制|許認可|ガイドライン|ブランドルール|レギュレーション|ng|やってはいけない|できないこと|避けたい|繁忙期|閑散期|在庫|納品能力|コンプライアンス|承認フロー|社内承認|セキュリティ要件|懸念|リスク|不安な点|capacity|constraint|limitation|restriction|restricted|regulation|regulatory|regulated|compliance|legal|brand guideline|brand rule|guidelines|in-house|internal team|internal resource|resource|resourcing|staffing|staff|headcount|bandwidth|how many can you handle|handle more|off limits|off-limits|must not|must avoid|not allowed|anything we should avoid|bottleneck|approval process|sign-off|sign off|seasonality|seasonal|peak season|stock|inventory|risk|concern",
    weak: '体制|人数|担当|team|limit|avoid|law',
  },
  evaluation: {
    strong:
      '合格点|頼んでよかった|迷ったとき|失敗と|方針変更|判断の目安|報告の頻度|money well spent|in doubt|feel like failure|change course|report frequency|format of reports|measured on|look at every morning|tell you that|proves it|what counts|満足度|nps|アンケート|撤退|撤退基準|中止|中止基準|未達|達成度|費用対効果|投資対効果|roi|報告書|月次報告|レポート|定例|検証する|やってよかった|ものさし|何点|目標達成率|conversion definition|counts as|stop rule|pull the plug|exit criteria|miss the target|missed|baseline|benchmark against|accountable|reporting|reports|satisfaction|worth it|pay off|pays off|payoff|convince you|rate the|failure|review rhythm|quarterly review|track results|prove|proof that it worked|評価軸|評価指標|評価基準|評価方法|評価され|評価する|評価して|成功の定義|成功基準|成功の基準|成功したと|成功と言え|成果指標|成果の定義|成果とは|成果をどう|何をもって|何をもって成功|効果測定|判断基準|判断する|判断し|kpi|okr|合格ライン|検証|振り返り|測り|測る|how will you judge|judge us|judged|judge success|measure success|measured|measure of success|success look|success metric|success criteria|define success|definition of success|evaluate|evaluation|criteria|kpi|okr|key metric|key result|metrics matter|metrics do you|what metrics|which metric|how will you know|how do you know|know it worked|consider it a success|consider this a success|call it a success|call this a success|return on investment|roi|review the result',
    weak: '指標|成果|成功|結果|success|metric|measure|performance|result',
  },
  budget: {
    strong:
      '返金|返金保証|全額返金|キャンセル料|解約金|振込|カード払い|クレジットカード払い|後払い|半金|残金|工数|時間単価|内訳|更新管理費|手数料を頂|広告費の消化|安くなり|安くなる|refund|non-refundable|money-back guarantee|credit card|bank transfer|direct deposit|no contract|long-term contract|cancel|charged extra|extra charge|additional charge|free consultation|free of charge|lowest price|price match|fraction of the cost|paid in advance|good faith payment|ad spend|investment level|in advance|補助金|助成金|成果報酬|成功報酬|固定報酬|着手金|違約金|最低契約|分割払い|リース|税込|税抜|消費税|別途|保守費|維持費|ランニングコスト|管理費|ディレクション費|人件費は|総額|明朗会計|コスパ|コストパフォーマンス|勉強させて|値下げ|激安|プラン|コース|円から|円〜|円~|松竹梅|expenses|billed|invoice|vat|tax|tier|tiers|silver|gold|platinum|bronze|plan starts|plans start|starting at|from just|only $|pay per|per result|commission|management fee|set-up fee|setup fee|fixed fee|flat fee|hourly|day rate|grant|grants|best value|value for money|cancel anytime|money back|minimum term|total for the project|ballpark|how much does it cost|how much will it cost|how much would|予算|ご予算|予算感|予算規模|費用|費用感|料金|料金体系|初期費用|月額|月額費用|価格|お値段|値段|見積|見積もり|お見積り|お見積もり|御見積|割引|値引|値引き|お得|格安|低価格|最安|最安値|安く|安価|キャンペーン価格|支払い条件|支払条件|支払方法|お支払い|支払サイト|契約金額|発注金額|金額|相場|追加料金|無料|コストを抑|コスト削減|リーズナブル|プラン料金|万円|円から|円で|budget|price|pricing|cost|fee|quote|quotation|estimate|discount|cheap|cheaper|cheapest|affordable|low cost|low-cost|rate card|hourly rate|day rate|payment term|payment|retainer|invest|investment|spend on this|willing to spend|free of charge|for free|free audit|no extra charge|money-back|how much do you want to spend|how much are you|per month|package price|save money|deposit|upfront',
    weak: '安い|コスト|円|ローン|補助金|rate|spend|package|プラン',
  },
  deadline: {
    strong:
      '着手日|入稿日|何日かかり|所要日数|当日対応|今週中|来月から|翌日から|within 48 hours|within a month|within four weeks|business day|same day|next day|in three days|by the weekend|take longer|time to results|ready for|decision date|phase one|工程表|ガントチャート|wbs|マイルストーン|レスポンスの速さ|24時間以内|翌日納品|間に合|完了予定|完成予定|納品予定|回答期限|導入時期|発注時期|着工|オープン日|実現したい時期|制作日数|項目の締切|特急|急いで|最速|gantt|gantt chart|project plan|within 24 hours|in two weeks|in 14 days|working days|completed by|finished by|date in mind|deadline in mind|rigid timeline|key dates|end of the week|next week|by friday|by spring|by summer|phased|online by|live by|start right away|immediately|express|how quickly|how long will it take|how long does it take|納期|締切|締め切り|期限|納品日|公開日|公開希望|公開時期|公開予定|リリース時期|リリース日|リリース予定|ローンチ|スケジュール|スケジュール感|いつまで|いつ頃|いつごろ|いつから|希望時期|開始時期|着手|着手時期|開始日|最短|即日|即納|短納期|スピード|スピーディー|スピード対応|迅速|すぐに|日程|工期|制作期間|急ぎ|お急ぎ|期日|納品まで|営業日|週間で|日で納品|deadline|due date|timeline|timeframe|time frame|timescale|schedule|launch date|go live|go-live|go-live date|delivery date|deliver by|delivered by|delivery time|when do you need|when would you like|when do you want|by when|how soon|start date|kick off|kick-off|kickoff|milestone|turnaround|fast delivery|quick delivery|fast turnaround|rush|asap|as soon as possible|urgent|urgency|within weeks|weeks|business days|on time|speed',
    weak: '時期|早く|期間|いつ|soon|quickly|fast|launch|when|days',
  },
  spec: {
    strong:
      '管理画面|チャットボット|字幕|イラスト|端末|移行作業|商品登録|タグ|レイアウト案|素材の流用|お問い合わせフォーム標準|chatbot|icons|captions|graphics|tracking tag|pixels|navigation|menu structure|admin area|custom images|migration|ad variants|email templates|hosting account|your preferences|edit the text|reply to comments|on-page work|対応ブラウザ|推奨環境|端末|項目数|問い合わせフォーム|フォーム|検索機能|更新機能|お知らせ|会員登録|マイページ|カート|バックアップ|表示速度|保守範囲|運用保守|投稿代行|投稿作成|コメント返信|画像作成|制作物|部数|サイズ|用紙|アニメーション|ファーストビュー|キャッチコピー|ライティング|掲載内容|コンテンツ一覧|トップ|テンプレート|オリジナルデザイン|lp|ランディングページ|ノーコード|seo設定|内部対策|payment gateway|shopping cart|login area|members area|member area|animation|animations|stunning|eye-catching|modern design|visuals|home page|landing page|tone of voice|what tone|link building|on-page|technical seo|keyword research|keywords|backlinks|content calendar|captions|graphics|content creation|posts per|posts a week|posts a month|blog posts|quantities|copies|flyers|brochure design|source files|vector|maintain the site|maintenance|updates and support|scope of work|scope|browsers|devices should|online examples|sites you admire|special features|what pages|pages do you|ページ数|何ページ|仕様|仕様書|要件|機能要件|必要な機能|ご希望の機能|機能|デザイン|デザインの好み|デザインイメージ|テイスト|雰囲気|参考サイト|参考url|ロゴ|ロゴデータ|カラー|配色|ドメイン|サーバー|cms|wordpress|ワードプレス|レスポンシブ|スマホ対応|多言語|多言語対応|ssl|写真素材|素材|画像|原稿|文章は|テキスト原稿|コーディング|バナー|チラシ|動画の尺|投稿本数|投稿回数|本数|成果物|納品物|納品形式|修正回数|フォーム設置|決済機能|会員機能|予約機能|システム連携|サイトマップ|ワイヤーフレーム|トップページ|下層ページ|著作権|specification|spec|requirement|feature|functionality|number of pages|how many pages|pages|page count|design|design style|look and feel|color|colour|color scheme|logo|font|template|wordpress|cms|hosting|domain|responsive|mobile friendly|mobile-friendly|ssl|e-commerce platform|shopify|plugin|integration|integrations|api|sitemap|wireframe|mockup|mock-up|prototype|deliverable|revision|rounds of revisions|copywriting|photography|photo|image|video length|banner|content ready|provide content|assets|brand assets|file format|login|password access|access to your|websites do you like|sites you like|examples of websites|multilingual|language versions|chat widget|contact form|blog section|seo package',
    weak: 'ページ|制作|ホームページ制作|サイト制作|リニューアル|リニュアル|写真|動画|build|redesign|layout|content',
  },
  metric: {
    strong:
      '広く知|知ってもら|知られる存在|有名に|widely known|well known|become known|household name|famous|name recognition|人の目に触れ|表示を保証|トレンド入り|累計再生|訪問者が|訪問者5倍|目立つ|first page listing|first page of google|top of the map|seen by|more eyes|ad impressions|fivefold|following that talks|友だち追加|チャンネル登録|登録者|ファンを増や|アカウントを育て|伸びる投稿|フォロワー増|再生|トレンド入り|人気アカウント|engagement|engaging community|followers|subscribers|watch time|bounce rate|domain authority|get noticed|be seen|get seen|follow button|viral content|social proof|presence|spread the word|shout-outs|fans|フォロワーを|バズ|バズる|バズら|バズり|拡散|認知度|認知拡大|露出|話題化|話題になる|映え|pv数|アクセスアップ|アクセスを増|上位表示|検索上位|1位|インフルエンサー|go viral|going viral|viral|buzz|exposure|brand awareness|awareness|visibility|trending|trend on|influencer|page one|first page of google|top of google|rank higher|more traffic|drive traffic|boost traffic|follower growth|hashtag',
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

const MATCHER = new Matcher(ENTRIES);

export type Hit = Entry & { start: number; end: number };

/** Every longest match of the lexicon in normalised text, left to right, without overlaps. */
export function findHits(text: string): Hit[] {
  const hits: Hit[] = [];
  for (const { value, surface, start, end } of MATCHER.find(text)) {
    if (NOT_WITHIN[surface]?.test(text.slice(Math.max(0, start - 2), end + 4))) continue;
    hits.push({ ...value, start, end });
  }
  return hits;
}
