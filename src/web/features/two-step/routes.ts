import type { FastifyInstance, FastifyRequest } from 'fastify';
import { newRecoveryCodes, newSecret, plainCode, timeStepOf } from '../../../accounts/one-time-passwords.ts';
import { parseForm } from '../../../domain/forms/form.ts';
import { noteAccountEvent } from '../../../store/account-events.ts';
import type { Database } from '../../../store/database.ts';
import { queueAccountMail } from '../../../store/outbox.ts';
import type { Owner } from '../../../store/owners.ts';
import { beginAttempt, endAttempt } from '../../../store/sign-in-failures.ts';
import { inTransaction } from '../../../store/transactions.ts';
import {
  findTwoStep,
  replaceRecoveryCodes,
  takeCode,
  turnOffTwoStep,
  turnOnTwoStep,
} from '../../../store/two-step.ts';
import { CODE_FIELDS } from '../../accounts/second-step.ts';
import { browserName } from '../../agents.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { keepCodes, keepSecret, keptSecret, newTwoStepPage, twoStepPage } from './page.ts';

const WRONG = { field: 'verificationCode', code: 'wrong_code', parameters: {} };
const FRESH = { access: 'owner', fresh: true } as const;

/** Two-step verification of an account: an app on the phone shows what is asked for after the password. */
export default async function twoStepRoutes(app: FastifyInstance): Promise<void> {
  const { db, now, config } = app.parts;

  app.get('/account/two-step', { config: { access: 'owner' } }, (request, reply) =>
    twoStepPage(request, reply),
  );

  app.post('/account/two-step/new', { config: { ...FRESH, once: true } }, async (request, reply) => {
    await refuseWhere(request, (isOn) => isOn);
    return reply.redirect(await keepSecret(request, reply, newSecret()), 303);
  });

  app.get('/account/two-step/new', { config: { access: 'owner' } }, async (request, reply) => {
    const secret = await keptSecret(request);
    return secret ? newTwoStepPage(request, reply, secret, []) : reply.redirect('/account/two-step', 303);
  });

  app.post(
    '/account/two-step',
    { config: { ...FRESH, once: true, typed: CODE_FIELDS } },
    async (request, reply) => {
      const secret = await keptSecret(request);
      if (!secret) return reply.redirect('/account/two-step', 303);
      await refuseWhere(request, (isOn) => isOn);
      const { values, problems } = parseForm(CODE_FIELDS, formValues(request));
      const step = timeStepOf(secret, plainCode(String(values.verificationCode ?? '')), now());
      if (problems.length === 0 && step === null) problems.push(WRONG);
      if (problems.length > 0 || step === null)
        return newTwoStepPage(request, reply.status(422), secret, problems);
      const codes = newRecoveryCodes();
      await change(request, 'two_step_on', async (trx, { id }) => {
        const on = { secret, usedStep: step, codes };
        if (!(await turnOnTwoStep(trx, id, on, request.session?.id ?? '', now())))
          throw new PageError(409, 'twoStepChanged');
      });
      return reply.redirect(await keepCodes(request, reply, codes), 303);
    },
  );

  // Whoever found a browser signed in has the session, and not the phone.
  app.post(
    '/account/two-step/change',
    { config: { ...FRESH, once: true, typed: CODE_FIELDS } },
    async (request, reply) => {
      await refuseWhere(request, (isOn) => !isOn);
      if (request.switchingLanguage) return twoStepPage(request, reply);
      const { values, problems } = parseForm(CODE_FIELDS, formValues(request));
      if (problems.length === 0 && !(await isRightCode(request, String(values.verificationCode))))
        problems.push(WRONG);
      if (problems.length > 0) return twoStepPage(request, reply.status(422), problems);
      if (formValues(request).intent === 'off') {
        await change(request, 'two_step_off', (trx, { id }) => turnOffTwoStep(trx, id));
        return reply.redirect('/account/two-step', 303);
      }
      const codes = newRecoveryCodes();
      await change(request, 'recovery_codes_made', (trx, { id }) => replaceRecoveryCodes(trx, id, codes));
      return reply.redirect(await keepCodes(request, reply, codes), 303);
    },
  );

  /** Whether it is a code of the account, which is used up then. Guessing is slowed down as at the sign-in. */
  async function isRightCode({ owner }: FastifyRequest, code: string): Promise<boolean> {
    const { id = '', email = '' } = owner ?? {};
    const attempt = { email, address: `account:${email}`, browser: null, isCode: true };
    const wait = await beginAttempt(db, attempt, now());
    if (wait > 0) throw new PageError(429, 'tooMany', { seconds: Math.ceil(wait / 1000) });
    const isRight = (await takeCode(db, id, code, now())) !== null;
    if (isRight) await endAttempt(db, attempt, now());
    return isRight;
  }

  async function refuseWhere({ owner }: FastifyRequest, isWrong: (isOn: boolean) => boolean): Promise<void> {
    if (isWrong((await findTwoStep(db, owner?.id ?? '')) !== null))
      throw new PageError(409, 'twoStepChanged');
  }

  /** Does it, notes it with the account, and tells the owner by mail where that matters. */
  async function change(
    request: FastifyRequest,
    act: 'two_step_on' | 'two_step_off' | 'recovery_codes_made',
    work: (trx: Database, owner: Owner) => Promise<void>,
  ): Promise<void> {
    const { owner, locale } = request;
    if (!owner) throw new PageError(404, 'notFound');
    const agent = browserName(request.headers['user-agent'] ?? '');
    await inTransaction(db, `account:${owner.id}`, async (trx) => {
      await work(trx, owner);
      await noteAccountEvent(trx, owner.id, { act, agent }, now());
      if (config.mail && act !== 'recovery_codes_made')
        await queueAccountMail(trx, owner, { event: act, locale, agent }, now());
    });
    request.log.info({ account: owner.id, act }, 'account');
  }
}
