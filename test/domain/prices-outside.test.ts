import t from 'tap';
import type { Flag } from '../../src/domain/scoring/flag.ts';
import { findFlags } from '../../src/domain/scoring/flags.ts';
import { read } from '../../src/domain/scoring/reading.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { translator } from '../../src/locales/translator.ts';
import { askInMeeting } from '../../src/reporting/meeting.ts';
import { readSample } from '../../src/samples/sample.ts';

const THEIR_PRICES = {
  en: [
    'Our retainer is £1,200 a month.',
    'We do the whole thing for €4,000.',
    'We would charge $150 an hour for this.',
    'The rebuild comes to £6,500 plus VAT.',
    'We work at a day rate of £600.',
    'Setup costs 2,500 euros, then 400 euros monthly.',
    'All of this is included for 900 pounds per month.',
    'Expect to invest around $3k a month with us.',
    'The budget for our work would be 12,000 pounds.',
    'For the films we ask 1,800 pounds each.',
    'Two landing pages, £1,950.',
    'It is $99 a month, cancel any time.',
  ],
  ja: [
    '弊社の顧問料は月8万円です。',
    '全体で120万円になります。',
    '1時間1万5千円でお受けします。',
    '制作費は60万円、運用は月5万円です。',
    '月々10万円でお任せいただけます。',
    '日当は6万円です。',
    '広告費の20%、最低5万円を頂戴します。',
    'お値段は50万円＋税です。',
    '一式98,000円です。',
    '動画は1本18万円です。',
    'LPは2枚で19万8千円になります。',
    '初年度はおよそ140万円です。',
    '相談は1時間8,500円です。',
  ],
} as const;

const OTHER_MONEY = {
  en: [
    'A calibration visit brings you £480 and three visits a year make £1,440.',
    'Each new factory is worth £700 of gross profit a year.',
    'If a stop of the line costs the plant £5,000 an hour, £480 is nothing.',
    'Twenty more factories at £1,440 are £28,800 a year.',
    'Ads on that term cost £4 a click.',
    'You get 1,000 words for each of 12 articles.',
    'The site goes live on 30 June 2027.',
  ],
  ja: [
    '1社は年に144,000円を払い、4年続けば576,000円です。',
    'ライン停止は1時間で50万円の損失になるので、4万8千円は高くありません。',
    '1社を得るのに3万6千円までなら使えます。',
    '展示会の出展には1回60万円ほどかかります。',
    'その言葉の広告は1クリック400円です。',
    '一通100円としても20万円です。',
    '直接で積んだら47%で940万円です。',
    '1万字の記事を10本、6週間で納品します。',
    '納期は2027年6月30日です。',
  ],
} as const;

t.test('a price of the candidate outside the page for it is pointed out, other money is not', async (t) => {
  for (const locale of ['ja', 'en'] as const) {
    const { brief } = readSample(locale, 'partner');
    const flagged = (text: string, own = brief): boolean => {
      const response = { understand: { who: text } };
      return findFlags(own, response, read(own, response), []).some(
        ({ key, answer }) => key === 'prices_outside_terms' && answer === 'understand.who',
      );
    };
    for (const text of THEIR_PRICES[locale]) t.ok(flagged(text), text);
    for (const text of OTHER_MONEY[locale]) t.notOk(flagged(text), text);
  }
});

t.test("the owner's own fees are no price of the candidate, nor are sums that were asked for", async (t) => {
  const { brief } = readSample('ja', 'partner');
  const fees = '月々の顧問料をいただく税理士事務所です。';
  const accountants = { ...brief, business: { ...brief.business, summary: fees } };
  const text = '顧問料は月3万円です。';
  const keys = (own: typeof brief, response: Parameters<typeof read>[1]): string[] =>
    findFlags(own, response, read(own, response), []).map(({ key }) => key);
  t.match(keys(brief, { understand: { who: text } }), ['prices_outside_terms']);
  t.notOk(keys(accountants, { understand: { who: text } }).includes('prices_outside_terms'));
  const sum = { numbers: { lever: { working: text } } } as unknown as Parameters<typeof read>[1];
  t.notOk(keys(brief, sum).includes('prices_outside_terms'));
});

t.test('prices pointed out keep no contradiction from being asked about', async (t) => {
  const { brief, response } = readSample('ja', 'partner');
  const scored = score(brief, response);
  const priced = ['understand.who', 'understand.value', 'understand.delivery', 'partner.challenge'].map(
    (answer): Flag => ({ key: 'prices_outside_terms', answer, text: '一式98,000円です。' }),
  );
  const said = '粗利率は80%です。';
  const clash: Flag = { key: 'contradicts_brief', answer: 'understand.value', text: said };
  const asked = askInMeeting(
    { ...scored, flags: [...priced, clash] },
    brief,
    response,
    'ja',
    translator('ja'),
  );
  t.match(asked[0]?.text, '粗利率は80%です');
});
