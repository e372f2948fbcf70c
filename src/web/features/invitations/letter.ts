import { completeBrief } from '../../../domain/brief/brief.ts';
import { wholeMinutes } from '../../../domain/interview/whole-time.ts';
import { formatUntil } from '../../../locales/formats.ts';
import { translator } from '../../../locales/translator.ts';
import type { Vetting } from '../../../store/vettings.ts';

/** The ways in which an owner passes a link on without a mail server. */
export type InvitationLetter = { body: string; mailto: string; lineShare: string };

/** Writes the letter that goes with a link, in the vetting's language. */
export function writeInvitation(
  { brief }: Vetting,
  { name, email }: { name: string; email: string | null },
  link: string,
  expiresAt: string,
): InvitationLetter {
  const words = translator(brief.locale);
  const business = brief.business?.name ?? '';
  const complete = completeBrief(brief);
  const subject = words('mail.invitation.subject', { business });
  const body = words('mail.invitation.body', {
    business,
    name,
    link,
    minutes: complete ? wholeMinutes(complete) : '',
    date: formatUntil(expiresAt, brief.locale, brief.timeZone),
  });
  return {
    body,
    mailto: `mailto:${email ? encodeURIComponent(email) : ''}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`,
    lineShare: `https://line.me/R/share?text=${encodeURIComponent(body)}`,
  };
}
