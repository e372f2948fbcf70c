import fc from 'fast-check';
import t from 'tap';
import { anonymiser } from '../../src/domain/people/anonymise.ts';
import { isSameCompany } from '../../src/domain/people/names.ts';

t.test('every spelling of a name is hidden', async (t) => {
  for (const [name, text] of [
    ['ABCデザイン', 'ＡＢＣデザインの者です'],
    ['ＡＢＣデザイン', '当社abcデザインは'],
    ['アオバ企画', 'ｱｵﾊﾞ企画と申します'],
    ['髙橋企画', '高橋企画です'],
    ['高橋企画', '髙橋企画です'],
    ['﨑村デザイン', '崎村デザインです'],
    ['渡邉工房', '渡辺工房、渡邊工房です'],
    ['グリーンマーケティング', 'グリーン・マーケティングです'],
    ['グリーン・マーケティング', 'グリーンマーケティング、グリーン マーケティング'],
    ['Aoba Design', 'we are aoba-design, AobaDesign, AOBA  DESIGN'],
    ['青葉デザイン（Aoba Design）', 'Aoba Design、青葉デザイン'],
    ['医療法人若葉会', '若葉会です'],
    ['医療法人社団 若葉会', '若葉会です'],
    ['NPO法人若葉ネット', '若葉ネットです'],
    ['特定非営利活動法人 若葉ネット', 'NPO法人若葉ネットです'],
    ['若葉(株)新潟支社', '若葉です。若葉株式会社です'],
    ['株式会社若葉 大阪営業所', '㈱若葉です'],
    ['㈱みどり', '株式会社みどり、（株）みどり、みどり'],
    ['Midori Co., Ltd.', 'Midori, MIDORI CO.,LTD'],
    ['（株）AB&C企画', 'AB＆C企画、ＡＢＣ企画です'],
    ['山田 太郎', '山田太郎と山田　太郎'],
  ] as const) {
    const hidden = anonymiser([name], '▇')(text);
    const rest = hidden.replace(
      /株式会社|㈱|（株）|npo法人|co\.?,ltd|we are|と申します|の者です|当社|です|[は、,。 ▇と]/giu,
      '',
    );
    t.equal(rest, '', `${name} in ${text}: ${hidden}`);
  }
});

t.test('what only looks like a name stays', async (t) => {
  for (const [name, text] of [
    ['アイ', 'アイデアを出します。メディアイベント'],
    ['Aoba', 'aobadori and saoba'],
    ['株式会社', '株式会社の方へ'],
    ['みどり企画', 'みどりの企画'],
  ] as const)
    t.equal(anonymiser([name], '▇')(text), text, name);
  t.equal(anonymiser(['アイ'], '▇')('アイの山田、ｱｲです'), '▇の山田、▇です');
});

t.test('one company written in two ways is found, two companies are not made one', async (t) => {
  for (const [one, other] of [
    ['株式会社あおば', '（株）あおば'],
    ['株式会社あおば', '㈱ あおば'],
    ['あおば', '株式会社あおば'],
    ['ｱｵﾊﾞ企画', 'アオバ企画'],
    ['髙島屋企画', '高嶋屋企画'],
    ['Aoba Design', 'AOBA-DESIGN'],
    ['Aoba Design Co., Ltd.', 'Aoba Design'],
    ['青葉デザイン（Aoba Design）', 'aoba design'],
    ['医療法人社団若葉会', '医療法人 若葉会'],
    ['若葉（旧：みどり）', 'みどり'],
    ['株式会社あおば', '株式会社あおば 大阪支社'],
    ['***', ' *** '],
  ] as const)
    t.ok(isSameCompany(one, other), `${one} = ${other}`);
  for (const [one, other] of [
    ['株式会社あおば', '合同会社あおば'],
    ['あおば 東京支社', 'あおば 大阪支社'],
    ['あおば', 'あおば企画'],
    ['株式会社', '有限会社'],
    ['Aoba Inc.', 'Aoba Ltd'],
    ['***', '+++'],
    ['東京本社', '大阪本社'],
  ] as const)
    t.notOk(isSameCompany(one, other), `${one} ≠ ${other}`);
});

t.test('a name is the same as itself in any width and with any separators', async () => {
  const part = fc.stringMatching(/^[アカサタナabcxyz高山田あいう]{2,6}$/);
  fc.assert(
    fc.property(part, part, fc.constantFrom(' ', '　', '・', '-', ''), (a, b, between) => {
      const name = `${a}${between}${b}`;
      const wide = [...name].map((c) =>
        /[a-z]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c,
      );
      const hidden = anonymiser([name], '▇')(`x、${wide.join('')}、y`);
      return isSameCompany(name, wide.join('')) && hidden === 'x、▇、y';
    }),
    { numRuns: 500, seed: 1 },
  );
});
