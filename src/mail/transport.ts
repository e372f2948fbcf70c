import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Message } from './messages.ts';

/** What came of handing a mail over: accepted, refused for now or for good, or nobody knows. */
export type Delivery = { outcome: 'sent' } | { outcome: 'later' | 'refused' | 'unknown'; error: string };

/** Sends one mail; where it is given up on the way, the answer says whether the text may have arrived. */
export type Send = (
  mail: Message & { id: string; to: string; replyTo: string | null },
  givesUp?: AbortSignal,
) => Promise<Delivery>;

export type MailSettings = { url: string; from: string };

const SmtpError = z.object({ message: z.string().catch(''), responseCode: z.number().optional() });
const TIMEOUT_MS = 30_000;
const LONGEST_ERROR = 200;

/** Sends through the SMTP server of the settings. Never throws. */
export function smtpSender({ url, from }: MailSettings, publicUrl: string): Send {
  const transport = createTransport(
    { url, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    { from, disableFileAccess: true, disableUrlAccess: true },
  );
  const host = new URL(publicUrl).hostname;
  return async ({ id, to, replyTo, subject, text }, givesUp) => {
    let isHandedOver = false;
    const body = Readable.from(
      (function* letter() {
        // The text is read when the server is ready to take it: from here on it may have arrived, whatever
        // happens.
        isHandedOver = true;
        yield Buffer.from(text);
      })(),
    );
    try {
      const sending = transport.sendMail({
        to: { name: '', address: to },
        ...(replyTo ? { replyTo: { name: '', address: replyTo } } : {}),
        subject,
        text: body,
        textEncoding: 'base64',
        messageId: `<${id}@${host}>`,
      });
      await (givesUp ? Promise.race([sending, rejectedAt(givesUp)]) : sending);
      return { outcome: 'sent' };
    } catch (thrown) {
      return deliveryOf(thrown, isHandedOver);
    }
  };
}

/** Fails when the server stops. */
const rejectedAt = (givesUp: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = (): void => reject(new Error('the server was stopped before the mail server answered'));
    if (givesUp.aborted) stop();
    else givesUp.addEventListener('abort', stop, { once: true });
  });

/**
 * Reads an SMTP error: an answer of the server decides by its code, a connection that broke by whether the
 * text was handed over.
 */
export function deliveryOf(thrown: unknown, isHandedOver: boolean): Delivery {
  const { message, responseCode } = SmtpError.catch({ message: String(thrown) }).parse(thrown);
  const error = message.slice(0, LONGEST_ERROR);
  if (responseCode !== undefined) return { outcome: responseCode >= 500 ? 'refused' : 'later', error };
  return { outcome: isHandedOver ? 'unknown' : 'later', error };
}
