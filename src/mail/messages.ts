import { completeBrief } from '../domain/brief/brief.ts';
import { wholeMinutes } from '../domain/interview/whole-time.ts';
import { formatDay, formatInstant, formatUntil } from '../locales/formats.ts';
import { translator } from '../locales/translator.ts';
import type { QueuedMail } from '../store/outbox.ts';

export type Message = { subject: string; text: string };

/**
 * Writes a mail in the vetting's language. Invitations and reminders carry the link that was made for them.
 */
export function composeMessage(
  { details, vetting, candidateId, candidateName }: QueuedMail,
  invitation: { link: string; expiresAt: string } | null,
): Message {
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
        return { date: formatDay(details.until, brief.locale), link, n: details.n };
      case 'receipt':
        return {
          date,
          link,
          when: formatInstant(details.submittedAt, brief.locale, brief.timeZone),
          reference: candidateId.slice(0, 8).toUpperCase(),
          answers: details.answers,
        };
      default:
        return { date, link, minutes: complete ? wholeMinutes(complete) : '' };
    }
  }
}

/** A subject without line breaks and without characters that turn the direction of writing. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
