import { isCourtesy, isLetterhead } from '../language/courtesy.ts';
import { normaliseText } from '../language/normalise.ts';
import { splitSentences } from '../language/sentences.ts';
import { withoutEnd } from '../language/text.ts';

/** A number or sign in front of an item of a list: 1. 1) (1) ① Q1: 一、 ・ - * • */
const BULLET =
  /^\s*(?:[・•●○◦▪■□◆◇▶→＊*]|[-–—](?=\s)|[①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．、:：](?![0-9０-９])|[Qq問][0-9０-９]{1,2}[.．:：)）]?|[一二三四五六七八九十][、.．](?!\S*[0-9]))\s*/u;
const MOST_BULLETS = 3;
/** A number of a list within a line; no amount and no date is followed like this. */
const NUMBER = /(?:^|[\s、。?？])[Qq問]?([1-9][0-9]?)[.)．）:：]\s*(?=[^\s0-9])/gu;
const NUMBER_ALONE = /(?:^|[\s、。?？])[Qq問]?[1-9][0-9]?[.)．）:：]\s*(?=[^\s0-9])/u;
/** What leads to a list of questions. */
const LEADING =
  /^(?:ご担当|以下(?:の|、|について)?.{0,12}(?:教えて|ご質問|お願い|質問)|恐れ入り|お忙しい|質問です|質問があります|次の点|(?:早速ですが[、,]?)?(?:いくつか|何点か|少し)?[^。]{0,8}(?:確認|質問|伺)(?:させて)(?:ください|下さい|いただ)|(?:here are|a few questions|we have (?:some|a few) questions|questions)\b)/iu;
/** The heading of some questions below it. */
const HEADING =
  /^(?:御社|貴社|事業|お?客様|お?客さま|顧客|会社|全体|全般|その他|今回|体制|市場|競合|ご?予算|スケジュール|運用|背景)(?:(?:について|に関して|のこと)[:：]?|[:：])$/u;
const LONGEST_LEADING = 60;

/** Whether a sentence asks: by its sign, by how Japanese asks, or by how English does. */
const ASKS =
  /[?？]\s*$|(?:か|かな|かしら|の|だろう|でしょう)[。.]?\s*$|(?:教えて|お聞かせ|聞かせて|知りたい|伺い|うかがい|お尋ね|ください|下さい|について|お願い)[^。]{0,14}[。.]?\s*$|^\s*(?:who|what|where|when|why|how|which|whose|do|does|did|is|are|can|could|would|will|have|has|should|tell|please|share|describe|explain)\b/iu;

/** Words that ask for one thing each. */
const INTERROGATIVES =
  /誰|だれ|どなた|何|なに|なん|いくら|いくつ|(?<!出)どこ|どちら|どの|どう|どれ|どんな|いつ|なぜ|\b(?:who|what|where|when|why|how|which)\b/giu;
const asksFor = (text: string): boolean => text.search(INTERROGATIVES) >= 0;

/** "A・B・Cを教えてください": short names of things, then one request for all of them. */
const REQUEST =
  /(?:を|について(?:も)?|に関して|は)?(?:それぞれ)?(?:ご?(?:教示|教授|説明|回答|共有)|教えて|お聞かせ|聞かせて|伺|うかが|知りたい|お知らせ|お願い|どう(?:です|なって)|どのくらい|どれくらい|いかが|何(?:です|でしょう)|なん(?:です|でしょう))|は[?？]?$/u;
const LONGEST_NAME = 14;
const ENGLISH_OPENING =
  /^(?:(?:could|can|would) you )?(?:please )?(?:tell (?:us|me) (?:about|more about)?|share|describe|explain|let us know|what (?:is|are|about)|(?:we|i) would like to know(?: about)?|about) /i;

/**
 * The single questions in what somebody typed or pasted: by lines, list marks, question marks, lists of names
 * with one request, and clauses that each ask for something. A remark stays with the question it leads to;
 * courtesies are left out. Nothing else of the text is lost, and a text without any of these is one question.
 */
export function splitQuestions(text: string): string[] {
  const lines = withoutSignature(
    text
      .split(/\r\n|\r|\n/)
      .map(withoutBullets)
      .filter((line) => line !== ''),
  ).filter((line, at, all) => {
    const isFollowed = at < all.length - 1;
    if (isNoQuestion(line) || isAround(line, at, all)) return false;
    return !(isFollowed && (isOpening(line) || isHeading(line, all[at + 1] ?? '')));
  });
  const questions = lines.flatMap(splitInline).flatMap(splitSentencesOf).flatMap(splitList);
  const kept = questions
    .map((question) => question.trim())
    .filter((question) => /[\p{L}\p{N}]/u.test(question));
  return kept.length > 0 ? kept : [text.trim()].filter((whole) => whole !== '');
}

function withoutBullets(line: string): string {
  let rest = line.replace(/[ \t]+/g, ' ').trim();
  for (let taken = 0; taken < MOST_BULLETS && BULLET.test(rest); taken += 1) rest = rest.replace(BULLET, '');
  return rest.trim();
}

/** "Before we propose anything, we would like to know:" leads to the lines below it. */
const isOpening = (line: string): boolean => /[:：]$/.test(line) && !/[?？]/.test(line);

/** "お客様について" above a line that asks. */
const isHeading = (line: string, next: string): boolean => HEADING.test(line) && ASKS_OPENLY.test(next);
const ASKS_OPENLY = /[?？]|か[。.]?$/u;

const SIGN_OFF =
  /^(?:(?:kind|best|warm|many) )?(?:regards|wishes|best|cheers|sincerely|thanks|thank you|yours(?: \w+)?)[,.!]*$|^(?:何卒)?(?:よろしく|宜しく)お願い.{0,8}$|^敬具$|^以上.{0,24}$/iu;

/** What somebody wrote without the name below the last greeting. */
function withoutSignature(lines: readonly string[]): string[] {
  const end = lines.findLastIndex((line) => SIGN_OFF.test(line));
  return end < 0 ? [...lines] : lines.filter((line, at) => at < end || (at > end && ASKS.test(line)));
}

/** Whether every sentence of a line is a courtesy, or leads to the questions below it. */
const isNoQuestion = (line: string): boolean =>
  !/[?？]/.test(line) &&
  splitSentences(line)
    .map(({ start, end }) => line.slice(start, end))
    .every((sentence) => isCourtesy(normaliseText(sentence)) || isLeading(sentence));

const isLeading = (sentence: string): boolean =>
  sentence.length <= LONGEST_LEADING &&
  LEADING.test(sentence) &&
  !/(?:率|額|数|単価|利益|目標|顧客|客)/.test(sentence);

/** Whether a line stands above the first or below the last that asks, and is part of a letterhead. */
const isAround = (line: string, at: number, all: readonly string[]): boolean =>
  isLetterhead(normaliseText(line)) &&
  !all.slice(0, at + 1).some((each) => ASKS.test(each)) !== !all.slice(at).some((each) => ASKS.test(each));

/** ①顧客単価②主要ターゲット, 1. margin 2. target: numbers within a line part it too. */
function splitInline(line: string): string[] {
  const numbers = [...line.matchAll(NUMBER)].map(([, number]) => Number(number));
  const isList = numbers.length > 0 && numbers.every((number, index) => number === (numbers[0] ?? 0) + index);
  const mark = /[①-⑳]/u.test(line) ? /[①-⑳]/u : isList ? NUMBER_ALONE : null;
  if (mark === null) return [line];
  return line
    .split(mark)
    .map((part) => withoutEnd(part, ' \u3000、,・').trim())
    .filter((part) => part !== '');
}

/** Sentences that ask, each with the remarks before it; remarks after the last one stay with it. */
function splitSentencesOf(line: string): string[] {
  const sentences = splitSentences(line).map(({ start, end }) => line.slice(start, end));
  if (sentences.length < 2) return [line];
  const questions: string[] = [];
  let remarks = '';
  for (const sentence of sentences) {
    remarks = joinedTo(remarks, sentence);
    if (!ASKS.test(sentence)) continue;
    // それはなぜですか asks on, and so does ご近所さん？ after どんな方ですか.
    const before = questions.at(-1) ?? '';
    const asksOn = POINTS_BACK.test(sentence) || (ONE_ANSWER.test(sentence) && asksFor(before));
    if (before !== '' && remarks === sentence && asksOn)
      questions[questions.length - 1] = joinedTo(questions.at(-1) ?? '', sentence);
    else questions.push(remarks);
    remarks = '';
  }
  if (remarks === '') return questions;
  const last = questions.pop();
  return last === undefined ? [line] : [...questions, joinedTo(last, remarks)];
}

const ONE_ANSWER = /^[^はをがの\s]{1,9}[?？]$/u;
const POINTS_BACK =
  /^(?:それ|その|これ|この|また?その|そちら|that|it|they|those|and why|why (?:is|was) (?:that|it))/iu;

/** Japanese is joined without a space. */
const joinedTo = (one: string, other: string): string =>
  one === '' ? other : `${one}${/[\u3000-\u9fff\uff01-\uff60]$/u.test(one) ? '' : ' '}${other}`;

function splitList(question: string): string[] {
  return japaneseList(question) ?? englishList(question) ?? clauses(question) ?? [question];
}

/** お客様と御社の関係: two names for one thing that is asked for. */
const BETWEEN_TWO = /(?:関係|違い|差|比較|比|比率|割合|つながり)$/u;

/** ・、/ between names, and the と of 単価と客層を; not that of 競合と比べて, あと and それと. */
const LIST_MARK =
  /[・、／\u002f]|[，,](?![0-9０-９])|(?<=[\p{Script=Han}\p{Script=Katakana}ーa-zA-Z0-9）」])と(?!比べ|比較|違|異な|同じ|一緒|思|考|言|い[うっ]|し[てた])(?=[^\s]{2,14}(?:を|について|は))/u;

function japaneseList(question: string): string[] | null {
  const parts = question.split(LIST_MARK).map((part) => part.trim());
  if (parts.length < 2 || !/[\u3040-\u9fff]/u.test(question)) return null;
  const last = parts.at(-1) ?? '';
  const request = REQUEST.exec(last);
  const names = [...parts.slice(0, -1), request ? last.slice(0, request.index) : last];
  const isName = (name: string): boolean =>
    name !== '' &&
    [...name].length <= LONGEST_NAME &&
    !asksFor(name) &&
    !/(?:[てでがにをは]|です|ます)か?$/u.test(name);
  if (!names.every(isName) || BETWEEN_TWO.test(names.at(-1) ?? '')) return null;
  const asked = request ? last.slice(request.index) : '';
  // Names alone, in three parts or more, are a list too: 顧客単価、ターゲット、利益構造.
  if (!request && names.length < 3) return null;
  return names.map((name) => `${name}${asked === '' ? 'を教えてください' : asked}`);
}

function englishList(question: string): string[] | null {
  const [opening] = ENGLISH_OPENING.exec(question) ?? [];
  if (opening === undefined) return null;
  const names = withoutEnd(question.slice(opening.length), '?. ');
  if (asksFor(names)) return null;
  const parts = names
    .split(/ ?, ?(?:and |or )?| and /i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length < 2 || parts.some((part) => part.split(/\s+/).length > 6)) return null;
  const owner = /^(your|the|their|our)\s/i.exec(parts[0] ?? '')?.[0] ?? '';
  const end = question.trim().endsWith('?') ? '?' : '.';
  return parts.map((part, index) => {
    const own = index > 0 && owner !== '' && !/^(your|the|their|our|any|how|what)\s/i.test(part) ? owner : '';
    return `${opening}${own}${part}${end}`;
  });
}

const CLAUSE_ENDS = /(、|，| ?, ?(?:and |or )?| and (?=(?:who|what|where|when|why|how|which|for)\b))/iu;
/** Who …, for whom …, could you tell us who …; an English clause that asks. */
const ASKING_CLAUSE =
  /^(?:(?:also|so|but|then) )?(?:(?:to|for|from|in|at|on|with|by|of|since|until) )?(?:who|what|why|how|which|whom|whose|when|where)\b|^(?:please|tell|share|describe|explain|could|can|would|will|do|does|did|is|are|was|were)\b.*\b(?:who|what|where|when|why|how|which)\b/iu;
/** When a contract ends, where a factory left: no question, unless the verb comes first. */
const SUBORDINATE =
  /^(?:when|where)(?:ever)? (?!(?:do|does|did|is|are|was|were|can|could|will|would|shall|should|has|have|had|may|might|must|else|exactly|in|from)\b)/iu;
/** "Who greeted them, and when?" is one question; "and who signs?" is another. */
const ASKED_ON = /^(?:who|what|where|when|why|how|which)[?？]?$/iu;

const isJapanese = (text: string): boolean => /[\u3040-\u9fff]/u.test(text);

/** 誰が、いくらで、どこから: clauses that each ask for something; "who buys, and what do they pay". */
function clauses(question: string): string[] | null {
  if ((question.match(INTERROGATIVES)?.length ?? 0) < 2) return null;
  const [first = '', ...rest] = question.split(CLAUSE_ENDS);
  const parts = [{ text: first, asks: clauseAsks(first) }];
  for (let at = 0; at < rest.length; at += 2) {
    const [end = '', clause = ''] = rest.slice(at, at + 2);
    const asks = clauseAsks(clause);
    const last = parts.at(-1);
    // A clause that asks for nothing leads to the next one, or stays with the one before.
    const isOne = isAskedOn(clause) || isHalf(last?.text ?? '') || asksAgain(last?.text ?? '', clause);
    if (last && (!asks || !last.asks || isOne || pointsOut(clause))) {
      last.text += end + clause;
      last.asks ||= asks;
    } else parts.push({ text: clause, asks });
  }
  if (parts.length < 2) return null;
  return parts.map(({ text }) => asSentence(text.trim().replace(/^(?:and|or)\s+/i, '')));
}

/** 利益はどの予約から, 1回いくらくらい: what is asked for goes on after the comma. */
const isHalf = (clause: string): boolean => /(?:から|に|を|へ|まで|くらい|ぐらい|ほど)$/u.test(clause.trim());
/** いつ頃が忙しくて、いつ頃が空きますか: one question in two halves, which ask for the same. */
function asksAgain(last: string, clause: string): boolean {
  const [before] = last.match(INTERROGATIVES) ?? [];
  const [after] = clause.match(INTERROGATIVES) ?? [];
  return before !== undefined && before === after && /[てで]$/u.test(last.trim());
}
/** A clause that leans on the one before, and would say nothing by itself. */
const POINTS_OUT =
  /\b(?:it|its|that|this|these|those)\b|^\s*how (?:many|much) (?:do|would) you (?:want|need|like)\b|^\s*(?:反対に|逆に|その|それ|これ)/iu;

/** "When do you need this live?" points to the work, not to the clause before. */
const THE_WORK = /\b(?:need|want|have|get|see) (?:this|it) (?:live|done|ready|finished|up|by|to)\b/i;
const pointsOut = (clause: string): boolean => POINTS_OUT.test(clause) && !THE_WORK.test(clause);

/** A part of an English sentence as a question of its own. */
const asSentence = (text: string): string =>
  isJapanese(text) || text === ''
    ? text
    : `${(text[0] ?? '').toUpperCase()}${text.slice(1)}${/[?.!]$/.test(text) ? '' : '?'}`;

function clauseAsks(clause: string): boolean {
  if (isJapanese(clause)) return asksFor(clause);
  const text = clause.trim();
  return ASKING_CLAUSE.test(text) && !SUBORDINATE.test(text);
}

const isAskedOn = (clause: string): boolean => ASKED_ON.test(clause.trim());
