import type { FactTopic } from '../brief/topics.ts';

/** Facts that speak of the owner's own house; the others speak of customers, prices and offers. */
const OWN_HOUSE: readonly FactTopic[] = ['current_state', 'constraints', 'evaluation'];

/**
 * What questions ask about besides the topics of the facts: each is answered by a fact only where the fact
 * speaks of that very thing, and is one of `by` where they are named. Patterns are for normalised text in
 * both languages.
 */
export const ASPECTS: readonly {
  name: string;
  asked: RegExp;
  told: RegExp;
  by?: readonly FactTopic[];
  /** A figure of a fact that tells it too. */
  figure?: string;
  /** The fact that is about this very thing, whatever its words. */
  fact?: FactTopic;
}[] = [
  {
    name: 'cost of a new customer',
    asked:
      /(?:一人|1人|一社|1社|一件|1件|新規|新しい|お客)[^。?？]{0,16}(?:獲得|と(?:る|れ)|取(?:る|れ)|増やす)[^。?？]{0,12}いくら|獲得(?:単価|コスト|費)|\b(?:cpa|cac)\b|\b(?:win(?:ning)?|acquir(?:e|ing)|per new)\b[^.?]{0,24}\b(?:customer|client|guest|patient|member)|\bacquisition costs?\b/,
    told: /獲得[^。]{0,14}[0-9]|(?:一人|1人|一社|1社)[^。]{0,14}まで(?:かけ|出せ)|acquisition|allowable/,
    figure: 'acquisitionSharePercent',
  },
  {
    name: 'visits',
    asked:
      /(?:サイト|ホームページ|hp|ウェブ)[^。?？]{0,14}(?:どれ|どの|何)[^。?？]{0,10}(?:人|アクセス|訪問|見)|(?:アクセス|訪問者?|ページビュー)数|月間?pv|\b(?:visits?|visitors?|traffic|hits)\b[^.?]{0,24}\b(?:site|website|page|month)\b|\b(?:site|website)\b[^.?]{0,20}\b(?:visit(?:s|ors)?|traffic)\b|\bvisit (?:the|your) (?:web)?site\b/,
    told: /[0-9] ?(?:アクセス|pv|訪問|セッション|visits|visitors|sessions)|(?:アクセス|訪問|visits|visitors|traffic)[^。.]{0,12}[0-9]/,
    figure: 'visitsPerMonth',
  },
  {
    name: 'fixed costs',
    asked:
      /固定費|毎月[^。?？]{0,10}(?:出ていく|かかる)[^。?？]{0,6}(?:お金|費用|経費)|\bfixed (?:monthly )?costs?\b|\b(?:monthly )?overheads?\b|\bmonthly (?:fixed )?costs?\b/,
    told: /(?:固定費|家賃|人件費|fixed|overhead|rent)[^。.]{0,20}[0-9]|[0-9][^。.]{0,10}(?:固定費|fixed)/,
    figure: 'fixedCostPerMonth',
  },
  {
    name: 'tax',
    asked: /税込|税抜|税別|消費税|\bvat\b|\b(?:sales )?tax\b/,
    told: /税込|税抜|税別|消費税|\bvat\b|\btax\b/,
  },
  {
    name: 'staying',
    asked:
      /(?:更新|継続|再来|再購入|リピート)率|何年[^。?？]{0,10}(?:続|付き合|使)|\b(?:renewal|retention|repeat) rates?\b|\bhow long (?:does|do|will)[^.?]{0,40}\b(?:stay|remain|keep)/,
    told: /(?:更新|継続|再来|リピート|続|再処理)[^。]{0,16}(?:[0-9]|割|半)|(?:[0-9]|割|半)[^。]{0,16}(?:更新|継続|再来|続|再処理|リピート)|\b(?:stay|renew|return|come back|repeat)[^.]{0,30}(?:[0-9]|half|most|third|years?)|(?:[0-9]|half|most|third)[^.]{0,30}\b(?:stay|renew|return|come back)/,
    figure: 'yearsRetained',
  },
  {
    name: 'instagram',
    asked: /インスタ|フォロワー|\binstagram\b|\bfollowers?\b/,
    told: /インスタ|フォロワー|instagram|followers/,
    by: ['current_state', 'sales_process', 'constraints'],
  },
  {
    name: 'inquiries',
    asked:
      /(?:問い?合わ?せ|引き合い|資料請求)[^。?？]{0,10}(?:何件|何組|何人|どのくらい|どれくらい|いくつ)|\bhow many (?:inquiries|enquiries|leads|calls|requests)\b/,
    told: /問い?合わ?せ[^。]{0,14}[0-9]|[0-9] ?(?:件|組)[^。]{0,8}問い?合わ?せ|[0-9] (?:inquiries|enquiries|leads|calls)|(?:inquiries|enquiries|leads|calls)[^.]{0,20}[0-9]/,
    by: ['sales_process', 'current_state'],
    figure: 'inquiriesPerMonth',
  },
  {
    name: 'where orders come from',
    asked:
      /(?:お客様|お客さん|予約|問い?合わ?せ|受注|注文|申し込み)[^。?？]{0,8}(?:どこから|どの経路|経路|の内訳)|\bwhere do (?:your |the )?(?:bookings|customers|clients|orders|guests|leads|enquiries) come from|\bsplit by (?:source|channel)/,
    told: /紹介|口コミ|referr|word of mouth/,
    by: ['sales_process', 'current_state'],
    figure: 'orderShareByChannel',
  },
  {
    name: 'competitors',
    asked:
      /(?:競合|ライバル|同業他社)(?:は|って|を|となる|になる)[^。?？]{0,6}(?:どこ|誰|だれ|教え|何社|あり|います)|\b(?:who (?:are|is) (?:your|the) (?:main )?(?:competitors?|rivals?|competition)|up against|who do you compete with)\b/,
    told: /競合|ライバル|compet|rival/,
    by: ['market'],
    fact: 'market',
  },
  {
    name: 'success',
    asked:
      /何をもって成功|成功と(?:言|呼|考|みな)|(?:1年後|一年後|終わった(?:あと|とき)|依頼して)[^。?？]{0,20}(?:成功|よかった|良かった|満足)|\b(?:count|look) (?:as|like) (?:a )?success|\bcall (?:it|this) a success|\bworth it\b/,
    told: /成功|成果|success|worth/,
    by: ['evaluation'],
    fact: 'evaluation',
  },
  {
    name: 'staff in detail',
    asked: /(?:指導員|スタッフ|社員|職人|従業員|先生)[^。?？]{0,8}(?:年齢|離職|勤続|資格)|\bstaff turnover\b/,
    told: /平均年齢|離職率|勤続|有資格|staff turnover/,
    by: OWN_HOUSE,
  },
  {
    name: 'messages',
    asked: /line(?:の|公式|は|を|で)|メルマガ|配信|\b(?:newsletters?|mailing list|e-?mail list)\b/,
    told: /line|メルマガ|配信|newsletter|mailing list|e-?mail list/,
    by: ['current_state', 'sales_process', 'constraints'],
  },
  {
    name: 'who is turned away',
    asked:
      /断(?:り|って|る)[^。?？]{0,10}(?:相手|客|方|仕事|業種|会社)|(?:来てほしくない|受けない|受けたくない)|\b(?:turn(?:ed)? away|rather not|refuse to|do(?: not|n't) (?:want|serve|take on))\b/,
    told: /断|(?:お受けして|受けて|対象にして)い?(?:ません|ない)|対象外|\bnot (?:stag|for|hen|serve|take)|turn away|do not (?:take|serve|work)|\bno [a-z-]{3,} (?:dogs|customers|groups|parties|guests)|\bwe (?:cannot|can't|don't) (?:take|accept)/,
    by: ['target', 'constraints'],
  },
  {
    name: 'what must not be said',
    asked:
      /(?:使え|使っては|言っては|書いては|避け)[^。?？]{0,12}(?:言葉|表現|言い回し|文言|単語)|ng(?:ワード|表現)|\b(?:must not|mustn't|can't|cannot|not allowed to|avoid)\b[^.?]{0,20}\b(?:say|saying|claim|mention|promise|write)/,
    told: /(?:よう|そう)な言い方|言い方はし|(?:表現|言葉)[^。]{0,8}(?:使|でき|避)|薬機法|景表法|景品表示法|医療広告|claims?\b|must not (?:say|claim)|not (?:say|promise)/,
    by: ['constraints'],
  },
  {
    name: 'capacity',
    asked:
      /何(?:軒|社|件|名|人|組|台|室|箱)まで(?!増)|(?:受け|対応|こな)[^。?？]{0,10}(?:上限|限界)|受(?:注|け入れ)の上限|月の上限|キャパ|\bcapacity\b|\bhow many[^.?]{0,40}\b(?:take on|handle|cope with|fit|serve)\b/,
    told: /まで(?:です|が|しか|に)|上限|最大|限り|at most|maximum|up to|no more than|limit/,
    by: ['constraints'],
    figure: 'newCustomersPerMonth',
  },
  {
    name: 'what may be shown',
    asked:
      /(?:写真|事例|実名|社名|お客様の声|荷主名)[^。?？]{0,14}(?:使え|使って|載せ|出せ|公開|掲載)|\b(?:use|publish|show|name)\b[^.?]{0,24}\b(?:photos?|pictures|quotes|case studies|client names?|logos)\b/,
    told: /(?:写真|事例|社名|名前|名|声)[^。]{0,16}(?:使え|出せ|載せ|許可|公開|でき)|photos?[^.]{0,30}(?:permission|consent|not)|\b(?:no|not)\b[^.]{0,30}(?:photos?|pictures|before)|names?[^.]{0,30}(?:permission|consent|not)/,
    by: ['constraints'],
  },
  {
    name: 'leaving',
    asked:
      /解約|離脱|離反|退会|休眠|やめ(?:る|た|て|ら)|離れ(?:る|た|て)|来なくな|\b(?:leave|leaving|left you|churn|cancel|lapse|lost? (?:customers|clients)|drop(?:ped|s)? out|terminat|stop (?:buying|ordering|coming))/,
    told: /担当者が変わら|異動|(?:解約|退会|やめ)[^。]{0,16}(?:理由|ため|から|多)|\b(?:leave|stop|churn|cancel)[a-z]*[^.]{0,30}\b(?:when|because|if|unless)|changes? jobs?|unless the contact/,
  },
  {
    name: 'lost deals',
    asked:
      /失注|逃し|取りこぼ|\b(?:lose (?:deals|sales|orders)|lost (?:deals|sales|orders|trials)|trials? (?:is|are|was|were) lost)\b/,
    told: /失注|契約に至ら|記録|lost|nobody (?:writes|records|knows)|not recorded/,
  },
  {
    name: 'decision',
    asked:
      /決裁|稟議|決定権|意思決定|最終的に(?:決め|判断)|\b(?:sign(?:s|ed|ing)? off|approv|decision[- ]?mak|who decides|has the last word|final say)/,
    told: /決裁|稟議|決める|決定|工場長|所長|承認|decid|approv|sign/,
  },
  {
    name: 'season',
    asked:
      /季節|繁忙|閑散|シーズン|時期によって|月によって|波(?:は|が)|\b(?:season|peak|busy (?:months|period|time)|quiet (?:months|period|time)|off-season)/,
    told: /季節|繁忙|閑散|シーズン|春|夏|秋|冬|年末|連休|平日|月末|season|peak|summer|winter|spring|autumn|weekday|off-season|month of/,
  },
  {
    name: 'agencies before',
    asked:
      /(?:以前|前|過去|これまで)(?:の|に)?(?:代理店|委託|外注|制作会社|業者|依頼)|\b(?:previous|former|last|past|earlier) (?:agency|agencies|supplier|partner|vendor)|worked with (?:an|any|other) agenc/,
    told: /代理店|委託|外注|制作会社|agency|agencies|supplier|outsourc/,
  },
  {
    name: 'other candidates',
    asked:
      /(?:ほか|他)(?:の|に)?(?:候補|代理店|会社|社)(?:に|も|は|を)|何社(?:に|くらい|ほど)?(?:声|依頼|相談|検討)|コンペ|相見積|\b(?:who else|other agencies|how many agencies|other candidates|pitching)/,
    told: /コンペ|相見積|pitch/,
  },
  {
    name: 'staff',
    asked:
      /(?:スタッフ|社員|従業員|担当者?|メンバー|人員|人手)(?:は|が|の)?(?:何人|何名|人数|構成|体制|年齢)|何[人名](?:体制|で運営)|社内(?:の)?体制|\b(?:how many (?:staff|employees)|how many people (?:work|are (?:in|on) (?:the|your) team|do you (?:have|employ))|size of (?:the|your) team|team size|headcount|who on your (?:side|team))/,
    told: /[0-9一二三四五六七八九十] ?(?:人|名)|スタッフ|社員|一人で|\b(?:staff|employees|technicians|doctors|of us|team of)\b/,
    by: OWN_HOUSE,
  },
  {
    name: 'the owner',
    asked:
      /理念|ミッション|ビジョン|創業|歴史|沿革|想い|思い入れ|\b(?:mission|vision|founded|founder|history of (?:the|your)|company values|story behind)/,
    told: /理念|ミッション|創業|歴史|代目|年続|mission|founded|since 1|since 2|generation|history/,
  },
  {
    name: 'contract',
    asked:
      /契約(?:期間|形態|書|の条件)|支払(?:い|条件|サイト)|最低契約|解除条件|\b(?:contract (?:length|term|period)|payment terms|notice period|minimum term|nda)\b/,
    told: /契約期間|支払|か月契約|年契約|payment|contract/,
  },
  {
    name: 'spending',
    asked:
      /(?:広告費|販促費|予算)(?:は|の|に|を)?(?:いくら|どのくらい|規模|上限|総額|月)|いくら(?:まで)?(?:使|かけ|出せ)|\b(?:how much (?:did|do|can|will|have) you (?:spend|spent|invest)|what can you spend|spend (?:per|a) month|marketing spend|ad spend|media budget|total budget|monthly budget)\b/,
    told: /予算|広告費|販促費|budget|spend|per month for/,
    fact: 'budget',
  },
  {
    name: 'speed',
    asked: /急ぎ|至急|最短|即日|どれくらいで対応|\b(?:urgent|rush|turn ?around|how (?:fast|quickly))\b/,
    told: /急ぎ|至急|翌日|当日|即日|[0-9]日(?:以内|で)|urgent|next day|same day|within [0-9a-z]{1,8} (?:days|hours)|overnight/,
  },
  {
    name: 'complaints',
    asked:
      /クレーム|不満|苦情|悪い(?:口コミ|評判)|低評価|\b(?:complain|complaint|dissatisf|unhappy|bad reviews?|negative reviews?)/,
    told: /クレーム|不満|苦情|complain|dissatisf|unhappy/,
  },
  {
    name: 'why this goal',
    asked:
      /(?:なぜ|何故|どうして|理由|根拠|背景)[^。?？]{0,24}(?:目標|社に|件に|人に|円に|[0-9]+(?:社|件|人|万円|室|%))|(?:目標|ゴール)[^。?？]{0,16}(?:理由|根拠|背景|なぜ|決め(?:た|方))|\b(?:why|how did you|what makes)[^.?]{0,40}(?:goal|target|number|figure|\b[0-9]{2,}\b|sixty|twenty|hundred)/,
    told: /目標にした|目標の理由|because we set|the goal is set/,
  },
  {
    name: 'tools',
    asked:
      /(?:アナリティクス|GA4?|解析|計測|CRM|顧客管理|MA|予約システム|ツール|CMS|WordPress)(?:は|を|の|に)?(?:入|使|導入|設定|アクセス|何)|\b(?:analytics|ga4?|crm|cms|booking system|tracking|tag manager|search console)\b/i,
    told: /アナリティクス|ga4?|解析|計測|crm|顧客管理|台帳|予約システム|cms|analytics|crm|tracking|spreadsheet|booking system|measured|measure/i,
    by: OWN_HOUSE,
  },
  {
    name: 'looks',
    asked:
      /ロゴ|フォント|書体|配色|ブランドカラー|(?:何色|色は)|トンマナ|\b(?:logo|font|typeface|colou?rs?|brand guide|style guide|tone of voice)\b/,
    told: /ロゴ|フォント|配色|ブランドカラー|logo|font|colou?r|brand guide|tone/,
  },
];
