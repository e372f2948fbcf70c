import type { FastifyRequest } from 'fastify';
import { readEmail } from '../../../../domain/language/emails.ts';
import type { Response } from '../../../../domain/response/response.ts';
import { translator } from '../../../../locales/translator.ts';
import type { Database } from '../../../../store/database.ts';
import { queueMail } from '../../../../store/outbox.ts';
import { answerRows } from '../../../answers/rows.ts';

/**
 * Queues a receipt with a copy of the answers to the address that the respondent left, where mail is set up.
 */
export async function queueReceipt(
  trx: Database,
  { interview, server, isPreview }: FastifyRequest,
  response: Response,
): Promise<void> {
  const { config, now } = server.parts;
  const { link, brief, typed } = interview;
  const to = readEmail(typed.welcome?.respondentEmail ?? '');
  if (isPreview || config.mail === null || to === null) return;
  const t = translator(brief.locale);
  const answers = answerRows(response, brief, brief.locale, t)
    .map(({ label, text }) => `${label}\n${text === '' ? t('common.notGiven') : text}`)
    .join('\n\n');
  const details = { kind: 'receipt', submittedAt: now().toISOString(), answers } as const;
  await queueMail(trx, link.vetting, link.candidateId, to, details, now());
}
