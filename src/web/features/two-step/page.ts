import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import { secretUri } from '../../../accounts/one-time-passwords.ts';
import type { Problem } from '../../../domain/forms/form.ts';
import { accountTime } from '../../../locales/account-time.ts';
import { findTwoStep } from '../../../store/two-step.ts';
import { CODE_FIELDS } from '../../accounts/second-step.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { findKept, keepForBrowser, keptId } from '../../kept/pages.ts';

/** A secret that is being set up, and codes that were just made, stay in view for an hour. */
const HOUR = 1 / 24;
const SECRET = 'two-step-secret';
const CODES = 'recovery-codes';

/** Keeps a secret for the browser that sets it up, and returns where it is shown. */
export async function keepSecret(
  request: FastifyRequest,
  reply: FastifyReply,
  secret: string,
): Promise<string> {
  const kept = await keepForBrowser(request, reply, { topic: SECRET, data: secret, days: HOUR });
  return `/account/two-step/new?kept=${kept}`;
}

/** The secret that this browser is setting up; null where it is none, or no longer. */
export async function keptSecret(request: FastifyRequest): Promise<string | null> {
  const [found] = await findKept(request, SECRET, z.string(), keptId(request) ?? '');
  return found?.data ?? null;
}

/** Keeps new recovery codes in view for a while, and returns where they are shown. */
export async function keepCodes(
  request: FastifyRequest,
  reply: FastifyReply,
  codes: readonly string[],
): Promise<string> {
  const kept = await keepForBrowser(request, reply, { topic: CODES, data: codes, days: HOUR });
  return `/account/two-step?kept=${kept}`;
}

/** Whether two-step verification is on, new recovery codes where some were just made, and what can be done. */
export async function twoStepPage(
  request: FastifyRequest,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
): Promise<unknown> {
  const { t, locale, owner, server } = request;
  const state = await findTwoStep(server.parts.db, owner?.id ?? '');
  const [made] = await findKept(request, CODES, z.array(z.string()), keptId(request) ?? '');
  const fields = viewFields(t, CODE_FIELDS, {}, problems, () => ({
    label: t('twoStep.code'),
    hint: t('twoStep.codeHint'),
    autocomplete: 'one-time-code',
  }));
  return reply.page('account/two-step', {
    address: '/account/two-step',
    title: t('twoStep.title'),
    state: state
      ? t('twoStep.on', { date: accountTime(state.since, locale, t), n: state.codesLeft })
      : t('twoStep.off'),
    isOn: state !== null,
    codes: state && made ? made.data : [],
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

/** The picture for the app, the same as text, and the field for its first code. */
export function newTwoStepPage(
  request: FastifyRequest,
  reply: FastifyReply,
  secret: string,
  problems: readonly Problem[],
): unknown {
  const { t, owner } = request;
  const fields = viewFields(t, CODE_FIELDS, {}, problems, () => ({
    label: t('twoStep.firstCode'),
    autocomplete: 'one-time-code',
  }));
  const uri = secretUri(secret, owner?.email ?? '');
  const picture = Buffer.from(renderSVG(uri)).toString('base64');
  return reply.page('account/two-step-new', {
    title: t('twoStep.newTitle'),
    kept: keptId(request),
    uri,
    qr: `data:image/svg+xml;base64,${picture}`,
    secret: secret.replace(/(.{4})(?=.)/g, '$1 '),
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}
