import { completeBrief } from '../domain/brief/brief.ts';
import { wholeMinutes } from '../domain/interview/whole-time.ts';
import { formatDay, formatUntil } from '../locales/formats.ts';
import { translator } from '../locales/translator.ts';
import type { QueuedMail } from '../store/outbox.ts';

export type Message = { subject: string; text: string };

/**
 * Writes a mail in the vetting's language. Invitations and reminders carry the link that was made for them.
 */
export function composeMessage(
  { details, vetting, candidateName }: QueuedMail,
  invitation: { link: string; expiresAt: string } | null,
): Message {
  if (details.kind === 'letter') return { subject: oneLine(details.subject), text: details.text };
  const { brief } = vetting;
  const t = translator(brief.locale);
  const complete = completeBrief(brief);
  const business = brief.business?.name ?? brief.title;
  const words =
    details.kind === 'reply'
      ? { business, name: candidateName, question: details.question, reply: details.reply }
      : {
          business,
          name: candidateName,
          link: invitation?.link ?? '',
          minutes: complete ? wholeMinutes(complete) : '',
          date:
            details.kind === 'extended'
              ? formatDay(details.until, brief.locale)
              : formatUntil(invitation?.expiresAt ?? '', brief.locale, brief.timeZone),
        };
  return {
    subject: oneLine(t(`mail.${details.kind}.subject`, words)),
    text: t(`mail.${details.kind}.body`, words),
  };
}

/** A subject without line breaks and without characters that turn the direction of writing. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
