import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Response } from '../../../../domain/response/response.ts';
import { formatInstant, formatUntil } from '../../../../locales/formats.ts';
import { disclosedLines, factSheet, goalLines } from '../../../../reporting/facts.ts';
import { listFurther } from '../../../../store/further-questions.ts';
import { type AnswerRow, answerRows, termsRows } from '../../../answers/rows.ts';
import { at, isOpenYet, openingLines, waitingText } from '../frame.ts';
import { sealedText } from '../page.ts';

/** What was submitted, without the terms where this browser did not type them. */
export function submittedResponse({ interview }: FastifyRequest): Response {
  const { terms, ...open } = interview.submission?.response ?? {};
  return interview.termsSealedAt === null && terms ? { ...open, terms } : open;
}

/** The receipt, which is the copy to read and to print as well. */
export async function receiptPage(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { interview, t, locale } = request;
  const { brief, link, submission } = interview;
  const response = submittedResponse(request);
  const business = brief.business.name;
  const welcome = interview.typed.welcome ?? {};
  return reply.page('interview/receipt', {
    title: t('interview.receipt.title', { business }),
    host: business,
    isSample: link.vetting.isSample,
    text: t('interview.receipt.text', {
      date: formatInstant(submission?.at ?? '', locale, brief.timeZone),
      reference: link.candidateId.slice(0, 8).toUpperCase(),
    }),
    next: t(link.vetting.unsealedAt === null ? 'interview.receipt.next' : 'interview.receipt.nextOpen', {
      business,
    }),
    who: [
      { label: t('interview.receipt.selection'), text: brief.title },
      { label: t('interview.receipt.candidate'), text: link.candidateName },
      { label: t('interview.receipt.respondent'), text: respondentOf(welcome) },
    ],
    goalTitle: t('interview.welcome.goalTitle', { business }),
    goal: goalLines(brief, t, locale),
    further: await furtherNotice(request),
    questions: interview.questions.map((question) => ({
      text: question.text,
      answer: [
        ...question.facts.flatMap((fact) => disclosedLines(brief, fact, t, locale)),
        ...(question.reply === null ? [] : [question.reply]),
      ].join('\n'),
      waiting: waitingText(request, question),
    })),
    sections: sectionsOf(
      answerRows(response, brief, locale, t).filter(({ path }) => !path.startsWith('askedQuestions')),
    ),
    terms: response.terms ? termsRows(response, brief.currency, locale, t) : null,
    facts: factSheet(brief, locale),
    download: at(interview, 'copy.json'),
    root: at(interview, ''),
    sealed: sealedText(request),
    unsealed: unsealedText(request),
    openings: await openingLines(request),
    revise: isOpenYet(interview)
      ? {
          action: at(interview, 'revision'),
          withdrawal: at(interview, 'withdrawal'),
          until: t('interview.revision.until', {
            date: formatUntil(link.expiresAt, locale, brief.timeZone),
            business,
          }),
        }
      : null,
    help: t('interview.help', { owner: link.ownerEmail }),
  });
}

/** That the owner has asked back, with a way to the answers. */
async function furtherNotice({ interview, db, t }: FastifyRequest): Promise<Record<string, unknown> | null> {
  const asked = await listFurther(db, interview.link.candidateId);
  if (asked.length === 0) return null;
  const business = interview.brief.business.name;
  const open = asked.filter(({ answer }) => answer === '').length;
  return {
    href: at(interview, 'further'),
    text: t(open > 0 ? 'further.notice' : 'further.noticeDone', { business, n: open }),
    rows: asked.map(({ text, answer }) => ({ text, answer })),
  };
}

const respondentOf = ({ respondentName = '', respondentRole = '' }: Record<string, string>): string =>
  [respondentName, respondentRole].filter(Boolean).join(' / ');

/** The answers of each step under its name. */
function sectionsOf(rows: readonly AnswerRow[]): { name: string; rows: AnswerRow[] }[] {
  const names = [...new Set(rows.map(({ step }) => step))];
  return names.map((name) => ({ name, rows: rows.filter(({ step }) => step === name) }));
}

/** When the owner opened the prices, and why where that was before everything had been read. */
function unsealedText({ interview, locale, t }: FastifyRequest): string | null {
  const { unsealedAt, unsealedReason } = interview.link.vetting;
  if (unsealedAt === null) return null;
  const when = formatInstant(unsealedAt, locale, interview.brief.timeZone);
  return unsealedReason === ''
    ? t('interview.receipt.unsealed', { when })
    : t('interview.receipt.unsealedBecause', { when, reason: unsealedReason });
}
