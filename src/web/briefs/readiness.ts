import type { FastifyRequest } from 'fastify';
import { completeBrief } from '../../domain/brief/brief.ts';
import { isOver, type Vetting } from '../../store/vettings.ts';
import { PageError } from '../plugins/errors.ts';

/** Why nothing can be sent to candidates now, as the name of its error page; null where it can. */
export function whyNotReady(vetting: Vetting): 'briefIncomplete' | 'stillExample' | 'notOpen' | null {
  if (!completeBrief(vetting.brief)) return 'briefIncomplete';
  if (vetting.samplePages.length > 0) return 'stillExample';
  return isOver(vetting) ? 'notOpen' : null;
}

/** Refuses to send anything to candidates before the brief is the owner's own, and after the vetting is over. */
export function refuseUnready(vetting: Vetting): void {
  const reason = whyNotReady(vetting);
  if (reason !== null) throw new PageError(409, reason);
}

/** Which pages still hold the example, in words; null where none does. */
export function stillExample({ t, vetting }: FastifyRequest): string | null {
  const pages = vetting.samplePages.map((page) => t(`brief.pages.${page}`));
  if (pages.length === 0) return null;
  return t('brief.stillExample', { pages: pages.join(t('common.comma')) });
}
