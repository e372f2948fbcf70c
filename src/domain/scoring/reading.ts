import { type Brief, briefTexts } from '../brief/brief.ts';
import { type Disclosable, type Orientation, TERMS_TOPICS, type Topic } from '../brief/topics.ts';
import { analyseAnswer, isBareTerm, isFigure, type Sentence, sentenceKey } from '../classifier/analyse.ts';
import { classify } from '../classifier/classify.ts';
import { isCourtesy } from '../language/courtesy.ts';
import { normaliseText } from '../language/normalise.ts';
import { copiedShare, shingles } from '../language/shingles.ts';
import {
  ANSWER_LENGTH,
  type Phase,
  QUESTION_LENGTH,
  type Response,
  TARGET_LENGTH,
  WORKING_LENGTH,
} from '../response/response.ts';
import { contradictionFinder, turnedFinder } from './contradictions.ts';
import { isWrong, NO_CORRECTIONS, topicMeant } from './corrections.ts';
import { WHOLE } from './flag.ts';
import { type Vocabulary, vocabularyOf } from './grounding.ts';
import { countable, knownFromBrief, type Unit, unitsOf } from './insight.ts';
import { readsAsSentences, speaksOfBrief } from './sense.ts';

/**
 * Where the interview itself asks for figures and dates, nobody is free to choose: amounts and dates say
 * nothing there. What is counted was chosen, so metrics say as much as anywhere.
 */
export const ASKED_FOR = /^(?:addsUp|numbers)\.|\.target$/;

/** Where the candidate says what it understood. */
export const UNDERSTANDING = ['understand.who', 'understand.value', 'understand.delivery'] as const;

export type AnalysedQuestion = {
  answer: string;
  text: string;
  key: string;
  asked: Phase;
  disclosed?: readonly Disclosable[] | undefined;
  topic: Topic;
  orientation: Orientation;
  spans: { start: number; end: number }[];
  /** Only the name of a thing, without asking anything about it. */
  isBare: boolean;
  /** A sentence of the owner's brief rather than a question. */
  isCopied: boolean;
};

/** Everything the judges read, analysed once: the asked questions and each free text outside the terms. */
export type Reading = {
  questions: AnalysedQuestion[];
  /** Sentences by the path of their answer, such as `understand.who`. */
  answers: Map<string, Sentence[]>;
  /** Sentences that say the opposite of what the owner wrote; they earn nothing. */
  contradictions: ReadonlySet<Sentence>;
  /** Answers whose whole text stands in an earlier answer; their sentences are not read. */
  repeated: readonly { path: string; text: string }[];
  /** What is particular in everything that the brief says. */
  briefVocabulary: Vocabulary;
  /** Shingles of everything that the brief says, and of each sentence. */
  briefShingles: ReadonlySet<number>;
  shingles: ReadonlyMap<Sentence, ReadonlySet<number>>;
  /** Sentences that are the owner's words rather than the candidate's. */
  copied: ReadonlySet<Sentence>;
  /** What may count, by answer, with what it holds of the brief and what it adds. */
  units: ReadonlyMap<string, Unit[]>;
  /** Whether the texts read as sentences, and whether they name what the brief speaks of. */
  makesSense: boolean;
  speaksOfBrief: boolean;
};

/** Free texts of a response outside the terms, by path, as far as the interview would have taken them. */
export function freeTexts(response: Response): [path: string, text: string][] {
  const { understand, numbers, propose, measure, partner } = response;
  const texts: [path: string, text: string | undefined, length?: number][] = [
    ['understand.who', understand?.who],
    ['understand.value', understand?.value],
    ['understand.delivery', understand?.delivery],
    ...Object.entries(numbers ?? {}).map(([key, answer]): [string, string | undefined, number] => [
      `numbers.${key}.working`,
      answer?.working,
      WORKING_LENGTH,
    ]),
    ['numbers.lever.reason', numbers?.lever?.reason],
    ...(propose?.channels ?? []).flatMap((channel, index): [string, string | undefined][] => [
      [`propose.channels.${index}.reason`, channel.reason],
      [`propose.channels.${index}.probe.text`, channel.probe?.text],
    ]),
    ['propose.wouldNotDo', propose?.wouldNotDo],
    ...(measure?.metrics ?? []).flatMap((metric, index): [string, string | undefined, number?][] => [
      [`measure.metrics.${index}.target`, metric.target, TARGET_LENGTH],
      [`measure.metrics.${index}.probe`, metric.probe],
    ]),
    ['measure.judgedBy.reason', measure?.judgedBy?.reason],
    ...(response.addsUp ?? []).map(({ clash, text }): [string, string | undefined] => [
      `addsUp.${clash}`,
      text,
    ]),
    ['partner.challenge', partner?.challenge],
  ];
  return texts.flatMap(([path, text = '', length = ANSWER_LENGTH]): [string, string][] =>
    text.trim() === '' ? [] : [[path, text.slice(0, length)]],
  );
}

/** Where a figure is asked for, the bare figure is no talk about anything. */
function wordsOnly(path: string, sentences: Sentence[]): Sentence[] {
  return /\.(working|target)$/.test(path)
    ? sentences.filter(({ normalised }) => !isFigure(normalised))
    : sentences;
}

/** Two short answers may well be the same by chance. */
const SHORTEST_REPEATED = 20;

type AnalysedAnswer = { path: string; text: string; sentences: Sentence[] };

/** The answers whose whole text stands in an earlier answer already: the same text counts once. */
function repeatedAnswers(answers: readonly AnalysedAnswer[]): AnalysedAnswer[] {
  const first = new Set<string>();
  return answers.filter(({ sentences }) => {
    const key = sentences.map((sentence) => sentence.key).join('');
    if (key.length < SHORTEST_REPEATED) return false;
    if (first.has(key)) return true;
    first.add(key);
    return false;
  });
}

/** Where a sentence starts to count as the owner's words rather than the candidate's. */
const COPIED_SENTENCE = 0.8;

/** A question on the topic that a person says it is on; the words that decided otherwise decided nothing. */
function asMeant(
  read: Pick<AnalysedQuestion, 'topic' | 'orientation' | 'spans'>,
  topic: Topic | undefined,
): Pick<AnalysedQuestion, 'topic' | 'orientation' | 'spans'> {
  if (topic === undefined || topic === read.topic) return read;
  const orientation = TERMS_TOPICS.includes(topic) ? 'terms' : topic === 'other' ? 'neutral' : 'business';
  return { topic, orientation, spans: [] };
}

/** Analyses a response against its brief. */
export function read(brief: Brief, response: Response, corrections = NO_CORRECTIONS): Reading {
  const said = briefTexts(brief);
  const briefShingles = new Set(said.flatMap((text) => [...shingles(normaliseText(text))]));
  const asked = new Set<string>();
  const questions = (response.askedQuestions ?? []).flatMap((question, index): AnalysedQuestion[] => {
    const text = question.text.slice(0, QUESTION_LENGTH);
    const normalised = normaliseText(text);
    const again = `${question.asked} ${normalised}`;
    if (asked.has(again)) return [];
    asked.add(again);
    const { topic, orientation, spans } = asMeant(classify(text), topicMeant(corrections, index));
    const isCopied = copiedShare(shingles(normalised), briefShingles) >= COPIED_SENTENCE;
    return [
      {
        answer: `askedQuestions.${index}.text`,
        ...question,
        key: sentenceKey(normalised),
        topic,
        orientation,
        spans,
        isBare: isBareTerm(normalised),
        isCopied,
      },
    ];
  });
  const analysed = freeTexts(response).map(([path, text]): AnalysedAnswer => {
    // What letters open and close with says nothing of the business.
    const sentences = analyseAnswer(path, text).filter(({ normalised }) => !isCourtesy(normalised));
    return { path, text, sentences };
  });
  const repeated = repeatedAnswers(analysed);
  const answers = new Map(
    analysed.map((answer) => [
      answer.path,
      repeated.includes(answer) ? [] : wordsOnly(answer.path, answer.sentences),
    ]),
  );
  const sentences = [...answers.values()].flat();
  const own = new Map(sentences.map((sentence) => [sentence, shingles(sentence.normalised)]));
  const contradicts = contradictionFinder(brief);
  const contradictions = new Set(
    sentences.filter(
      (sentence) =>
        contradicts(sentence) &&
        !isWrong(corrections, { key: 'contradicts_brief', answer: sentence.answer, text: sentence.text }),
    ),
  );
  const copied = new Set(
    sentences.filter(
      (sentence) => copiedShare(own.get(sentence) ?? new Set(), briefShingles) >= COPIED_SENTENCE,
    ),
  );
  const isTurned = turnedFinder(said);
  const known = knownFromBrief(brief);
  const units = [...answers].map(([path, sentencesOf]): [string, Unit[]] => [
    path,
    unitsOf(
      countable(sentencesOf, { contradictions, copied }).filter((sentence) => !isTurned(sentence)),
      known,
    ),
  ]);
  return {
    questions: questions.filter((question) => question.key !== ''),
    answers,
    contradictions,
    repeated,
    briefVocabulary: vocabularyOf(said),
    briefShingles,
    shingles: own,
    copied,
    units: new Map(units),
    makesSense: readsAsSentences(sentences) || isWrong(corrections, { key: 'no_sense', answer: WHOLE }),
    speaksOfBrief: speaksOfBrief(sentences, known) || isWrong(corrections, { key: 'foreign', answer: WHOLE }),
  };
}
