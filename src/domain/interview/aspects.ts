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
}[] = [
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
      /(?:スタッフ|社員|従業員|担当者?|メンバー|人員|人手)(?:は|が|の)?(?:何人|何名|人数|構成|体制|年齢)|何[人名](?:体制|で運営)|社内(?:の)?体制|\b(?:how many (?:people|staff|employees)(?! do (?:they|your))|size of (?:the|your) team|team size|headcount|who on your (?:side|team))/,
    told: /[0-9一二三四五六七八九十] ?(?:人|名)|スタッフ|社員|一人で|\b(?:staff|employees|people|team|technicians|doctors|of us)\b/,
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
