/**
 * Everyday ideas that questions and sentences are put together from, with the words for them in both
 * languages. None decides a topic alone; the trained model weighs them and their pairs (customer + how much:
 * unit price). A trailing * stands for any ending of a Latin word.
 */
export const CONCEPTS = {
  we: "弊社|当社|私たち|私ども|わたしたち|我々|当方|we|our|us|ours|we'll|we're|we've|i'll",
  you: "御社|貴社|貴店|貴院|社長|あなた|you|your|yours|you're|u|ur",
  customer:
    '顧客|お客様|お客さん|お客さま|お客|客|ユーザー|消費者|利用者|患者|生徒|会員|購入者|買い手|得意先|取引先|常連|来店者|宿泊客|customer*|client*|buyer*|guest*|patient*|consumer*|shopper*|member|members|subscriber*|account|accounts|regulars|visitor*',
  audience:
    'ターゲット|ペルソナ|ユーザー層|読者|見込み|audience*|persona*|prospect*|target|targets|users|user|demographic*',
  who: '誰|だれ|どなた|どんな人|どのような人|どんな方|どのような方|どの層|どんな会社|どのような会社|どんな企業|who|whom|whose|which people|what kind of people|what type of',
  how_much: 'いくら|おいくら|何円|how much|what price|ballpark',
  how_many:
    '何件|何社|何人|何名|何個|何本|どのくらい|どれくらい|どれぐらい|どの程度|どのぐらい|how many|number of|count',
  how_often: '何回|何度|頻度|年に|たびに|how often|how frequently|frequen*|per year|a year|each year|times',
  share: '割合|比率|何割|何%|何パーセント|率|percent*|share|ratio|rate|rates|proportion|%',
  when: 'いつ|いつまで|いつ頃|何日|何月|時期|日付|日程|when|by when|how soon|how quickly|what date|date|dates',
  duration:
    '期間|何年|何か月|何ヶ月|何カ月|何週間|年間|ヶ月|か月|週間|営業日|how long|years|months|weeks|days|hours|week|within',
  why: 'なぜ|どうして|何故|理由|わけ|原因|why|reason*|what made|what prompted',
  where: 'どこで|どこから|どちら|どこ|経由|経路|ルート|where|through|via|come from|came from',
  how: 'どのように|どうやって|方法|やり方|手段|how do|how does|how will|how would|how can|ways',
  process:
    '流れ|手順|プロセス|フロー|段階|ステップ|過程|process|steps|step|journey|cycle|stages|walk me through|happens after|happens between',
  ask: 'ですか|ますか|でしょうか|教えて|お聞かせ|伺|ください|?|what|which|do you|are you|can you|could you|would you|please describe|tell us|tell me|describe',
  state:
    'します|いたします|できます|しました|です。|ました|致します|可能です|おります|we offer|we will|we can|we do',
  buy: '買う|買い|買わ|買っ|購入|注文|発注|申込|申し込|契約|予約|利用|buy*|bought|purchas*|order|orders|ordered|book|booked|booking*|sign up|subscri*|contract*',
  pay: '払|支払|pay|pays|paid|paying|spend*|spent|charge|charged',
  sell: '売る|売り|販売|売れ|卸|直販|sell*|sold|sales channel*|resell*|dealer*|distribut*|wholesale',
  discover:
    '知る|知っ|知り|見つけ|探し|探す|検索|調べ|find|finds|found|discover*|search*|look for|hear about|heard about|learn about',
  contact:
    '問い合わせ|問合せ|引き合い|資料請求|電話|来店|相談|反響|inquir*|enquir*|phone|call|calls|get in touch|reach out|request*|demo|walk in',
  decide: '決める|決まる|決め|決定|判断|決裁|決断|意思決定|decid*|decision*|sign|signs|authority',
  choose: '選ぶ|選ばれ|選んで|選択|choose*|chose|chosen|pick|picks|prefer|prefers|instead of',
  praise:
    '喜ば|満足|褒め|評判|感謝|好評|口コミ|声|love|loved|loves|happy|prais*|satisf*|enjoy*|proud|review|reviews|testimonial*',
  problem:
    '課題|問題|悩み|困|不満|弱点|弱み|難し|problem*|issue*|challenge*|pain*|struggl*|difficult*|weakness*|headache*|frustrat*|obstacle*|barrier*',
  increase:
    '増や|増加|伸ば|拡大|向上|強化|上げ|高め|倍に|improv*|optimi*|boost*|increas*|grow*|raise|lift|double|triple|maximi*|expand*',
  achieve:
    '達成|実現|目指|叶え|ゴール|目標|目的|狙い|achiev*|accomplish*|aim|aims|hope|hoping|goal*|objective*|purpose|vision|mission|desired outcome',
  want: 'したい|ほしい|欲しい|希望|要望|望|want|wants|wanted|would like|wish|wishes|desired|looking for|need|needs|expect*',
  future:
    '今後|将来|これから|来年|来期|年後|中期|長期|展望|future|next year|from now|long term|long-term|plan|plans|planning',
  past: 'これまで|今まで|過去|以前|前回|昨年|去年|前の|昔|past|previous*|last year|so far|already|tried|earlier|history|before|have you done|have you worked',
  present:
    '現在|今の|いま|今は|現状|現行|既存|目下|すでに|運用中|current*|existing|now|at the moment|today|present|at present|presently|do you have|do you use',
  site: 'サイト|ホームページ|hp|web|ウェブ|lp|website*|site|sites|webpage*|homepage|landing page*|url|urls',
  ads: '広告|チラシ|宣伝|販促|プロモーション|キャンペーン|リスティング|dm|ad|ads|advert*|campaign*|flyer*|promotion*|ppc|adwords',
  sns: 'sns|インスタ|instagram|twitter|facebook|tiktok|youtube|line|ソーシャル|ツイッター|フェイスブック|ブログ|social|social media|linkedin|reels|tweet*|pinterest',
  marketing:
    'マーケティング|集客|マーケ|施策|取り組み|marketing|outreach|seo|strategy|strategies|tactic*|communicat*',
  data: 'データ|数字|数値|記録|レポート|報告|分析|解析|リスト|名簿|data|figure|figures|numbers|report*|record*|analytics|crm|database|list',
  measure:
    '測る|測り|測定|計測|評価|指標|基準|判断材料|ものさし|kpi|kgi|measur*|evaluat*|judge*|judging|track*|assess*|metric*|criteria|kpis|benchmark*',
  success:
    '成功|成果|結果|効果|合格|手応え|success*|result*|outcome*|effect*|worked|works|fail*|roi|return on investment|pay off',
  profit:
    '利益|粗利|儲|もうけ|黒字|赤字|採算|収益|マージン|損益|profit*|margin*|earn*|make money|making money|makes money|loss|losses|cogs|ebit|break even|break-even|money is made|bottom line',
  cost: '費用|コスト|原価|経費|仕入|人件費|固定費|変動費|家賃|返済|運転資金|資金繰り|獲得単価|cost|costs|costing|expense*|overhead*|wages|rent|acquire|acquisition|cash flow|cash',
  price:
    '価格|値段|料金|単価|金額|売値|値付け|定価|price*|pricing|priced|fee|fees|expensive|quote*|quotation*|estimate*',
  budget:
    '予算|見積|見積り|見積もり|相場|支払条件|税込|税抜|budget*|invoice*|deposit|retainer|billed|billing|bill|vat|tax|payment*|package*|plan starts|hourly|funds|funding|fixed price',
  money: '円|万円|千円|億円|$|€|£|¥|usd|yen|dollar*|euro*|pounds|お金|資金|現金|money',
  discount:
    '割引|値引|安い|安く|格安|無料|お得|最安|低価格|激安|discount*|cheap*|free|affordable|low cost|low-cost|lowest|save|off|bargain|reasonable',
  sales: '売上|売り上げ|売上高|年商|業績|revenue*|turnover|sales|sale',
  competitor: '競合|ライバル|他社|同業|よそ|競争|大手|他店|competit*|rival*|others|alternative*|substitute*',
  market:
    '市場|業界|マーケット|シェア|トレンド|動向|需要|景気|立地|market|markets|industry|sector|trend*|demand|landscape|economy',
  compare:
    '比較|比べ|違い|差別化|差|勝てる|負け|compar*|versus|vs|than|differ*|better|stand out|apart|distinct*|lose out',
  strength:
    '強み|特徴|特長|魅力|こだわり|売り|独自|ウリ|良さ|優れ|strength*|unique*|benefit*|advantage*|best at|usp|proposition|selling point*|do well|special about|known for|stand for',
  product:
    '商品|製品|サービス|メニュー|品物|事業内容|取り扱い|取扱|product*|service|services|goods|offering*|item|items|what do you do|what you do|core business|describe your business|your business do',
  repeat:
    'リピート|再購入|再注文|継続|続|通って|通わ|定期|更新|解約|repeat*|again|return|returns|retain*|retention|stay|stays|renew*|come back|coming back|keep buying|loyal*|remain*|churn|lifetime|stick around',
  per_person:
    '一人|1人|ひとり|一社|1社|一件|1件|一回|1回|お一人|あたり|当たり|平均|per customer|per order|per visit|per head|per sale|each customer|one customer|a customer|a client|average|typical|avg',
  staff:
    '人員|社員|従業員|スタッフ|人手|体制|社内|担当者|技術者|職人|staff|employee*|team|people|in house|in-house|internal|resource*|stakeholder*|board|hire|hiring|headcount',
  capacity:
    '対応でき|受け入れ|受けられ|上限|限界|キャパ|生産能力|余力|回ります|足り|耐え|handle|capacity|take on|limit|limits|limited|enough|bandwidth|stock|inventory',
  law: '法律|規制|規約|ルール|許可|コンプラ|薬機法|景表法|ガイドライン|規格|個人情報|法務|契約で|legal*|law|laws|regulat*|rule|rules|complian*|policy|policies|guideline*|privacy|security|mandator*|restrict*|standard',
  prohibit:
    "避け|禁止|ng|できない|してはいけ|使えない|載せられ|不可|制限|制約|avoid*|must not|cannot|can't|forbidden|not allowed|off limits|off-limits|never mention|constraint*|limitation*",
  season: '繁忙|閑散|季節|シーズン|busy|season*|peak|slow months|highs and lows',
  risk: 'リスク|懸念|不安|心配|恐れ|risk*|worr*|concern*|fear*|go wrong|stop this',
  approve: '承認|稟議|決裁の流れ|確認者|sign off|sign-off|approv*|signed off',
  pages:
    'ページ|デザイン|テイスト|色|配色|カラー|ロゴ|機能|フォーム|仕様|要件|レイアウト|参考|page|pages|design*|style|colo*|logo*|feature|features|functional*|layout|form|forms|spec|specs|specification*|font*|look and feel|examples|mockup*|wireframe*|template*|banner*',
  content:
    '写真|文章|原稿|動画|画像|素材|投稿|記事|コンテンツ|撮影|キャッチコピー|ライティング|バナー|photo*|text|texts|copy|content|video*|image*|post|posts|posting|article*|copywriting|clip|clips|story|stories|tone|newsletter*|brochure*',
  tech: 'サーバー|ドメイン|cms|wordpress|ワードプレス|システム|ツール|ssl|スマホ|レスポンシブ|連携|保守|サーバ|決済|domain*|hosting|server*|cms|shopify|plugin*|integrat*|api|mobile|responsive|device*|browser*|software|system*|tool*|platform*|maintenance|backup*',
  deliverable:
    '納品|納品物|成果物|修正|代行|制作|作成|構築|本数|部数|deliverable*|revision*|scope|concept*|includes|included|quantit*|keyword*|backlink*|link building|management|scheduling|publishing',
  deliver:
    '公開|リリース|完成|着手|開始|オープン|仕上|間に合|launch*|live|finish*|start|starting|complete*|kick*|ready|begin|deliver*|deadline*|timeline*|schedule*|turnaround|milestone*',
  fast: '早い|早く|速|迅速|最短|即日|即|すぐ|急ぎ|スピード|短納期|fast*|quick*|soon|urgent*|rush|rapid*|asap|express|immediately|tomorrow|instant*|prompt*',
  courtesy:
    'ありがとう|よろしく|お願いいたし|お願いし|お任せ|ご安心|お気軽|ご相談ください|失礼|お世話|thank*|regards|welcome|hello|dear|look forward|looking forward|kind|feel free|opportunity',
  credentials:
    '実績|経験|創業|受賞|認定|専門|プロ|豊富|事例|支援してき|experience*|award*|certified|expert*|years of|trusted|passionate|dedicated|full-service|full service|one-stop|proven|portfolio|founded|innovative|creative|creativity',
  support:
    '支援|サポート|提案|お手伝い|寄り添|伴走|丁寧|親身|ワンストップ|一気通貫|柔軟|最適な|support*|help|helps|helping|solution*|partner*|tailor*|bespoke|holistic|excellence|journey together|success is our',
  identity:
    '氏名|名前|お名前|住所|電話番号|連絡先|会社名|社名|貴社名|メールアドレス|件名|案件名|役職|name|names|address|phone number|email address|postcode|contact details|point of contact|position|title',
  misc: 'その他|備考|自由記入|ご質問|打ち合わせ|議事録|資料|契約書|秘密保持|特にあり|anything else|other comments|notes|meeting*|meet|zoom|nda|attached|attachment|minutes|proposal|agreement|question*',
  attention:
    'フォロワー|いいね|再生|インプ|クリック|アクセス|pv|リーチ|バズ|拡散|露出|認知|エンゲージ|表示回数|友だち|滞在時間|開封|上位表示|1位|セッション|映え|シェアされ|follower*|following|likes|views|impression*|click*|traffic|reach|viral|visib*|awareness|engag*|exposure|hashtag*|buzz|rank*|visits|page views|sessions|subscribers|noticed|seen|follow button|watch time|presence|community',
  channel:
    '紹介|展示会|代理店|ec|通販|実店舗|楽天|amazon|モール|referr*|refer|word of mouth|trade show*|agent*|shop|store|stores|online|marketplace*|introduce*|introduction*|channel*|kiosk*',
  salespeople:
    '営業|商談|受注|成約|クロージング|失注|リード|追客|新規開拓|見込客|deal|deals|close|closes|closing|lead|leads|pipeline|funnel|convert*|conversion*|follow up|follow-up|win|won|salespeople|sales team|sales process|objection*',
  brand:
    'ブランド|理念|想い|思い|歴史|ストーリー|世界観|印象|メッセージ|brand*|story|values|message*|impression you|personality|tagline|stand for|reputation|identity',
  area: '地域|エリア|商圏|全国|地元|近隣|拠点|area*|region*|local|locals|national|geograph*|location*|neighbo*|territory|live',
  attributes:
    '年齢|性別|年代|職業|年収|業種|規模|属性|男女|家族構成|役職|部署|age|ages|gender|income|job|male|female|size|industries|department|household',
  monthly: '月に|毎月|月額|月間|月々|per month|monthly|a month|each month|/mo|weekly|a week|per week',
  remain: '残る|残り|残ら|残って|手元|手残り|left|remain*|leaves|keep|keeps',
  acquire: '獲得|連れてく|呼び込|bring in|brings in|win a|win one|winning|attract*|acquir*',
  no_change: 'このまま|現状維持|放って|変わらな|何もしない|nothing changes|do nothing|carry on|if nothing',
  appointment:
    '打ち合わせ|打合せ|mtg|面談の日程|お打ち合わせ|next meeting|schedule a call|book a call|a call|jump on a call|find a time|get together',
  guarantee: '保証|約束|返金|必ず|guarantee*|promis*|refund*|assur*|no questions asked',
  must_supply: 'ご用意|支給|ご提出|お送りいただ|supply|provide*|send us|submit*|responsible for',
  feelings: '嬉し|感じ|気持ち|印象に残|feel|feels|feeling',
  one_time: '初期|一括|着手金|分割|追加|別途|up front|upfront|setup|one-off|flat|fixed|extra|hidden',
} as const;
export type Concept = keyof typeof CONCEPTS;
