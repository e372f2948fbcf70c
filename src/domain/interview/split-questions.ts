import { splitSentences } from '../language/sentences.ts';
import { withoutEnd } from '../language/text.ts';

/** A number or sign in front of an item of a list: 1. 1) (1) ① Q1: 一、 ・ - * • */
const BULLET =
  /^\s*(?:[・•●○◦▪■□◆◇▶→＊*]|[-–—](?=\s)|[①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．、:：](?![0-9０-９])|[Qq問][0-9０-９]{1,2}[.．:：)）]?|[一二三四五六七八九十][、.．](?!\S*[0-9]))\s*/u;
const MOST_BULLETS = 3;
/** A number of a list within a line; no amount and no date is followed like this. */
const NUMBER = /(?:^|[\s、。?？])[Qq問]?([1-9][0-9]?)[.)．）:：]\s*(?=[^\s0-9])/gu;
const NUMBER_ALONE = /(?:^|[\s、。?？])[Qq問]?[1-9][0-9]?[.)．）:：]\s*(?=[^\s0-9])/u;
/** Courtesies around a list of questions. */
const COURTESY =
  /^(?:(?:いつも)?お世話に|はじめまして|初めまして|ご担当|以下(?:の|、|について)?.{0,12}(?:教えて|ご質問|お願い|質問)|よろしくお願い|何卒|恐れ入り|お忙しい|質問です|質問があります|次の点|(?:dear|hello|hi|good (?:morning|afternoon)|thank|thanks|kind regards|best regards|regards|sincerely|here are|a few questions|we have (?:some|a few) questions|questions)\b)/iu;
const LONGEST_COURTESY = 60;

/** Whether a sentence asks: by its sign, by how Japanese asks, or by how English does. */
const ASKS =
  /[?？]\s*$|(?:か|かな|かしら|の|だろう|でしょう)[。.]?\s*$|(?:教えて|お聞かせ|聞かせて|知りたい|伺い|うかがい|お尋ね|ください|下さい|について|お願い)[^。]{0,14}[。.]?\s*$|^\s*(?:who|what|where|when|why|how|which|whose|do|does|did|is|are|can|could|would|will|have|has|should|tell|please|share|describe|explain)\b/iu;

/** Words that ask for one thing each. */
const INTERROGATIVES =
  /誰|だれ|どなた|何|なに|なん|いくら|いくつ|どこ|どちら|どの|どう|どれ|どんな|いつ|なぜ|\b(?:who|what|where|when|why|how|which)\b/giu;
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
  ).filter((line, at, all) => !isCourtesy(line) && !(at < all.length - 1 && isOpening(line)));
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

const SIGN_OFF =
  /^(?:(?:kind|best|warm|many) )?(?:regards|wishes|best|cheers|sincerely|thanks|thank you|yours(?: \w+)?)[,.!]*$|^(?:何卒)?(?:よろしく|宜しく)お願い.{0,8}$|^敬具$|^以上.{0,8}$/iu;

/** What somebody wrote without the name below the last greeting. */
function withoutSignature(lines: readonly string[]): string[] {
  const end = lines.findLastIndex((line) => SIGN_OFF.test(line));
  return end < 0 ? [...lines] : lines.filter((line, at) => at < end || (at > end && ASKS.test(line)));
}

const isCourtesy = (line: string): boolean =>
  line.length <= LONGEST_COURTESY &&
  COURTESY.test(line) &&
  !/[?？]/.test(line) &&
  !/(?:率|額|数|単価|利益|目標|顧客|客)/.test(line);

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
    // それはなぜですか asks on.
    if (questions.length > 0 && remarks === sentence && POINTS_BACK.test(sentence))
      questions[questions.length - 1] = joinedTo(questions.at(-1) ?? '', sentence);
    else questions.push(remarks);
    remarks = '';
  }
  if (remarks === '') return questions;
  const last = questions.pop();
  return last === undefined ? [line] : [...questions, joinedTo(last, remarks)];
}

const POINTS_BACK =
  /^(?:それ|その|これ|この|また?その|そちら|that|it|they|those|and why|why (?:is|was) (?:that|it))/iu;

/** Japanese is joined without a space. */
const joinedTo = (one: string, other: string): string =>
  one === '' ? other : `${one}${/[\u3000-\u9fff\uff01-\uff60]$/u.test(one) ? '' : ' '}${other}`;

function splitList(question: string): string[] {
  return japaneseList(question) ?? englishList(question) ?? clauses(question) ?? [question];
}

function japaneseList(question: string): string[] | null {
  const parts = question
    .split(/[・、／/]|[，,](?![0-9０-９])|(?<=[^\s])と(?=[^\s]{2,14}(?:を|について|は))/u)
    .map((part) => part.trim());
  if (parts.length < 2 || !/[\u3040-\u9fff]/u.test(question)) return null;
  const last = parts.at(-1) ?? '';
  const request = REQUEST.exec(last);
  const names = [...parts.slice(0, -1), request ? last.slice(0, request.index) : last];
  const isName = (name: string): boolean =>
    name !== '' && [...name].length <= LONGEST_NAME && !asksFor(name) && !/[てでがにをは]$/u.test(name);
  if (!names.every(isName)) return null;
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
    if (last && (!asks || !last.asks || isAskedOn(clause) || isHalf(last.text) || POINTS_OUT.test(clause))) {
      last.text += end + clause;
      last.asks ||= asks;
    } else parts.push({ text: clause, asks });
  }
  if (parts.length < 2) return null;
  return parts.map(({ text }) => asSentence(text.trim().replace(/^(?:and|or)\s+/i, '')));
}

/** 利益はどの予約から, 1回いくらくらい: what is asked for goes on after the comma. */
const isHalf = (clause: string): boolean => /(?:から|に|を|へ|まで|くらい|ぐらい|ほど)$/u.test(clause.trim());
/** A clause that leans on the one before, and would say nothing by itself. */
const POINTS_OUT =
  /\b(?:it|its|that|this|these|those)\b|^\s*how (?:many|much) (?:do|would) you (?:want|need|like)\b|^\s*(?:反対に|逆に|その|それ|これ)/iu;

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
