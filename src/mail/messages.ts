import { completeBrief } from '../domain/brief/brief.ts';
import { wholeMinutes } from '../domain/interview/whole-time.ts';
import { formatDay, formatInstant, formatUntil } from '../locales/formats.ts';
import { translator } from '../locales/translator.ts';
import type { Notice } from '../store/outbox.ts';
import type { QueuedMail } from '../store/outbox-claims.ts';

export type Message = { subject: string; text: string };

/**
 * Writes a mail in the vetting's language. Invitations and reminders carry the link that was made for them.
 */
export function composeMessage(
  { details, vetting, candidateId, candidateName }: QueuedMail,
  publicUrl: string,
  invitation: { link: string; expiresAt: string } | null,
): Message {
  if (details.kind === 'notice')
    return composeNotice(details, vetting, { candidateId, candidateName, publicUrl });
  if (details.kind === 'letter') return { subject: oneLine(details.subject), text: details.text };
  const { brief } = vetting;
  const t = translator(brief.locale);
  const complete = completeBrief(brief);
  const business = brief.business?.name ?? brief.title;
  const words = { business, name: candidateName, ...wordsOf() };
  return {
    subject: oneLine(t(`mail.${details.kind}.subject`, words)),
    text: t(`mail.${details.kind}.body`, words),
  };

  function wordsOf(): Record<string, string | number> {
    const date = invitation ? formatUntil(invitation.expiresAt, brief.locale, brief.timeZone) : '';
    const link = invitation?.link ?? '';
    switch (details.kind) {
      case 'reply':
        return { question: details.question, reply: details.reply };
      case 'extended':
        return { date: formatDay(details.until, brief.locale) };
      case 'further':
        return { date, link, n: details.n };
      case 'receipt':
        return {
          date,
          link,
          when: formatInstant(details.submittedAt, brief.locale, brief.timeZone),
          reference: (candidateId ?? '').slice(0, 8).toUpperCase(),
          answers: details.answers,
        };
      default:
        return { date, link, minutes: complete ? wholeMinutes(complete) : '' };
    }
  }
}

/** Where each notice leads. */
const PLACES: Record<Notice['event'], (candidateId: string) => string> = {
  submitted: () => '',
  question: () => '/questions',
  declined: () => '/candidates',
  further_answered: (candidateId) => `/candidates/${candidateId}/report`,
  mail_failed: () => '/candidates',
  deadline_passed: () => '/reading',
  reading_ended: () => '/reading/levels',
};

/** Writes to the owner what happened; nothing of scores, and no price, stands in a mail. */
function composeNotice(
  { event, n = 0, m = 0, again, text, address = '' }: Notice,
  { id, brief }: QueuedMail['vetting'],
  about: { candidateId: string | null; candidateName: string; publicUrl: string },
): Message {
  const t = translator(brief.locale);
  const { answersBy } = brief;
  const words = {
    title: brief.title,
    candidate: about.candidateName,
    n,
    m,
    address,
    text: text === undefined || text === '' ? t('notices.noReason') : text,
    deadline: answersBy ? formatDay(answersBy, brief.locale) : t('notices.noDeadline'),
    link: `${about.publicUrl}/vettings/${id}${PLACES[event](about.candidateId ?? '')}`,
  };
  const key = event === 'submitted' && again ? 'resubmitted' : event;
  return {
    subject: oneLine(t(`notices.mails.${key}.subject`, words)),
    text: `${t(`notices.mails.${key}.body`, words)}\n\n${words.link}\n\n${t('notices.switch', words)}`,
  };
}

/** A subject without line breaks and without characters that turn the direction of writing. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
