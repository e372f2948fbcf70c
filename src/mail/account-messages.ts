import { accountTime } from '../locales/account-time.ts';
import { translator } from '../locales/translator.ts';
import { makeAccountLink } from '../store/account-links.ts';
import type { Database } from '../store/database.ts';
import type { AccountMail } from '../store/outbox-claims.ts';
import type { Message } from './messages.ts';

const PATHS = { reset: 'reset', confirm: 'confirm' } as const;

/** Writes a mail about an account. The link that it may carry is made now, so that none is ever stored. */
export async function accountMessage(
  db: Database,
  { details: { event, locale, at, agent }, ownerId, recipient }: AccountMail,
  publicUrl: string,
  now: Date,
): Promise<Message> {
  const t = translator(locale);
  const isLink = event === 'reset' || event === 'confirm';
  const issued = isLink ? await makeAccountLink(db, ownerId, event, now) : null;
  const words = {
    email: recipient,
    when: accountTime(at, locale, t),
    agent: agent || t('account.unknownBrowser'),
    link: issued && isLink ? `${publicUrl}/${PATHS[event]}/${issued.token}` : '',
    site: publicUrl,
  };
  return {
    subject: t(`account.mails.${event}.subject`, words),
    text: t(`account.mails.${event}.body`, words),
  };
}
