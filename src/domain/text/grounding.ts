import { findHits } from './lexicon.ts';
import { normaliseText } from './normalise.ts';

/** The particular words and figures of some of the owner's texts. */
export type Vocabulary = { bigrams: ReadonlySet<string>; words: ReadonlySet<string>; numbers: ReadonlySet<string> };

/** A particular found in an answer; `weight` 1, or 0.5 where any company's text could hold it. */
export type Particular = { term: string; weight: number; start: number; end: number };

const GENERIC_BIGRAMS = new Set(
  '事業 企業 会社 商品 製品 顧客 客様 価値 利益 売上 提供 理解 御社 貴社 弊社 当社 我々 必要 重要 可能 最適 効果 成果 課題 解決 対応 実施 施策 提案 支援 運用 分析 改善 向上 集客 戦略 目標 達成 成長 目的 方法 内容 情報 担当 場合 今後 現在 一番 以上 以下 主要 中心 多様 様々 全体 自社 他社 市場 業界 年間 月間 平均 約束 関係 良質 最大 新規 既存 万円 以内 程度 毎月 日本 経営 発信'.split(
    ' ',
  ),
);
const GENERIC_WORDS = new Set(
  'about after again also always another around because been before being best better between both business businesses client clients come comes company companies cost could customer customers different does doing each even every first from gets getting give goal goals good great grow growth have help here high into just keep know like look made main make makes making many marketing more most much need needs never next number often only order orders other over part people place price product products profit project really result results sales same sell sells service services should site some something still such support take target than that their them then there these they thing things this those through time today value very want well what when where which while will with without work works would year years your ours uses using used right long must month months week weeks every those quality strategy success solution solutions brand online digital media social website'.split(
    ' ',
  ),
);
const GENERIC_KATAKANA = new Set(
  'サービス ユーザー ニーズ ビジネス マーケティング コンテンツ ブランド サイト ホームページ デザイン ターゲット プラン コスト メリット イメージ データ ポイント パートナー サポート クライアント オンライン ネット システム プロジェクト コンサル チーム'.split(
    ' ',
  ),
);

const TOKEN = /[\p{Script=Han}々〆]{2,}|[\p{Script=Katakana}ー]{2,}|[a-z][a-z-]{2,}|\d[\d,]*(?:\.\d+)?(?:億|万|千|k|m(?![a-z])|%)?/gu;

const stem = (word: string): string =>
  word
    .replace(/(?:ies)$/, 'y')
    .replace(/(?:ing|ed|es|s|ly)$/, '')
    .replace(/e$/, '');
const isGenericWord = (word: string): boolean => word.length < 4 || GENERIC_WORDS.has(word);
const figure = (token: string): string | null => {
  const value = token.replaceAll(',', '');
  return /[%億万千km]$/.test(value) || value.replace(/\D/g, '').length >= 2 ? value : null;
};

/** Collects what is particular to the owner's texts. */
export function vocabularyOf(texts: readonly (string | undefined)[]): Vocabulary {
  const bigrams = new Set<string>();
  const words = new Set<string>();
  const numbers = new Set<string>();
  for (const text of texts) {
    for (const [token] of normaliseText(text ?? '').matchAll(TOKEN)) {
      if (/^\d/.test(token)) {
        const value = figure(token);
        if (value) numbers.add(value);
      } else if (/^\p{Script=Han}/u.test(token)) {
        for (let at = 0; at + 2 <= token.length; at += 1) {
          const bigram = token.slice(at, at + 2);
          if (!GENERIC_BIGRAMS.has(bigram)) bigrams.add(bigram);
        }
      } else if (/^[a-z]/.test(token)) {
        for (const word of token.split('-')) if (!isGenericWord(word)) words.add(stem(word));
      } else if (!GENERIC_KATAKANA.has(token)) words.add(token);
    }
  }
  return { bigrams, words, numbers };
}

/** Finds the owner's particulars in a normalised sentence. Spans are those of the sentence. */
export function findParticulars(sentence: string, vocabulary: Vocabulary): Particular[] {
  const found: Particular[] = [];
  const concepts = findHits(sentence);
  const add = (term: string, start: number, end: number): void => {
    const generic = concepts.some((hit) => hit.start <= start && end <= hit.end);
    found.push({ term, weight: generic ? 0.5 : 1, start, end });
  };
  for (const match of sentence.matchAll(TOKEN)) {
    const token = match[0];
    if (/^\d/.test(token)) {
      const value = figure(token);
      if (value && vocabulary.numbers.has(value)) add(value, match.index, match.index + token.length);
    } else if (/^\p{Script=Han}/u.test(token)) {
      for (const run of sharedRuns(token, vocabulary.bigrams)) add(token.slice(run.start, run.end), match.index + run.start, match.index + run.end);
    } else if (/^[a-z]/.test(token)) {
      if (token.split('-').some((word) => !isGenericWord(word) && vocabulary.words.has(stem(word)))) add(stem(token), match.index, match.index + token.length);
    } else if (vocabulary.words.has(token)) add(token, match.index, match.index + token.length);
  }
  return found;
}

/** The longest stretches of a run of kanji whose every pair of characters stands in the owner's texts. */
function sharedRuns(token: string, bigrams: ReadonlySet<string>): { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  for (let at = 0; at + 2 <= token.length; at += 1) {
    if (!bigrams.has(token.slice(at, at + 2))) continue;
    const last = runs.at(-1);
    if (last && last.end === at + 1) last.end = at + 2;
    else runs.push({ start: at, end: at + 2 });
  }
  return runs;
}

/** A shingle is five characters of Japanese; a word in Latin script or a number counts as two, so that three words are one. */
const SHINGLE = 5;
const LATIN_WORD = 2;
const UNIT = /[a-z0-9]+|[\p{L}\p{N}]/gu;

/** Every stretch of a text as long as a shingle, without spaces and punctuation. */
export function shingles(normalised: string): Set<string> {
  const units = normalised.match(UNIT) ?? [];
  const set = new Set<string>();
  for (let from = 0; from < units.length; from += 1) {
    let length = 0;
    let shingle = '';
    for (let to = from; to < units.length && length < SHINGLE; to += 1) {
      const unit = units[to] as string;
      const isLatin = unit.charCodeAt(0) < 0x80;
      length += isLatin ? LATIN_WORD : 1;
      shingle += isLatin ? `${unit} ` : unit;
    }
    if (length >= SHINGLE) set.add(shingle);
  }
  return set;
}

/** Share (0–1) of a text's shingles that another text holds; 0 for texts too short to have any. */
export function copiedShare(own: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (own.size === 0) return 0;
  let shared = 0;
  for (const shingle of own) if (other.has(shingle)) shared += 1;
  return shared / own.size;
}

const CAUSE =
  /ため|ので|から、|だから|したがって|従って|なぜなら|つまり|ゆえに|その結果|結果として|によって|により|なら、|であれば|すれば|because|since |so that|therefore|which means|that means|hence|as a result|due to|if .+,|so the|so a |so we|so it|so they|so every|, so/;

/** Where a sentence draws a consequence: the connective's span, or null. */
export function findConnective(sentence: string): { start: number; end: number } | null {
  const match = CAUSE.exec(sentence);
  return match ? { start: match.index, end: match.index + match[0].length } : null;
}
