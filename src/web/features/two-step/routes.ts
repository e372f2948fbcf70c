import type { FastifyInstance, FastifyRequest } from 'fastify';
import { newRecoveryCodes, newSecret, plainCode, timeStepOf } from '../../../accounts/one-time-passwords.ts';
import { parseForm } from '../../../domain/forms/form.ts';
import { noteAccountEvent } from '../../../store/account-events.ts';
import type { Database } from '../../../store/database.ts';
import { queueAccountMail } from '../../../store/outbox.ts';
import type { Owner } from '../../../store/owners.ts';
import { inTransaction } from '../../../store/transactions.ts';
import { findTwoStep, replaceRecoveryCodes, turnOffTwoStep, turnOnTwoStep } from '../../../store/two-step.ts';
import { CODE_FIELDS } from '../../accounts/second-step.ts';
import { browserName } from '../../agents.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { keepCodes, keepSecret, keptSecret, newTwoStepPage, twoStepPage } from './page.ts';

const FRESH = { access: 'owner', fresh: true } as const;

/** Two-step verification of an account: an app on the phone shows what is asked for after the password. */
export default async function twoStepRoutes(app: FastifyInstance): Promise<void> {
  const { db, now, config } = app.parts;

  app.get('/account/two-step', { config: { access: 'owner' } }, twoStepPage);

  app.post('/account/two-step/new', { config: { ...FRESH, once: true } }, async (request, reply) => {
    await refuseWhere(request, (isOn) => isOn);
    return reply.redirect(await keepSecret(request, reply, newSecret()), 303);
  });

  app.get('/account/two-step/new', { config: { access: 'owner' } }, async (request, reply) => {
    const secret = await keptSecret(request);
    return secret ? newTwoStepPage(request, reply, secret, []) : reply.redirect('/account/two-step', 303);
  });

  app.post('/account/two-step', { config: { ...FRESH, typed: CODE_FIELDS } }, async (request, reply) => {
    const secret = await keptSecret(request);
    if (!secret) return reply.redirect('/account/two-step', 303);
    await refuseWhere(request, (isOn) => isOn);
    const { values, problems } = parseForm(CODE_FIELDS, formValues(request));
    const step = timeStepOf(secret, plainCode(String(values.code ?? '')), now());
    if (problems.length === 0 && step === null)
      problems.push({ field: 'code', code: 'wrong_code', parameters: {} });
    if (problems.length > 0 || step === null)
      return newTwoStepPage(request, reply.status(422), secret, problems);
    const codes = newRecoveryCodes();
    await change(request, 'two_step_on', (trx, { id }) =>
      turnOnTwoStep(trx, id, { secret, usedStep: step, codes }, now()),
    );
    return reply.redirect(await keepCodes(request, reply, codes), 303);
  });

  app.post('/account/two-step/codes', { config: { ...FRESH, once: true } }, async (request, reply) => {
    await refuseWhere(request, (isOn) => !isOn);
    const codes = newRecoveryCodes();
    await change(request, 'recovery_codes_made', (trx, { id }) => replaceRecoveryCodes(trx, id, codes));
    return reply.redirect(await keepCodes(request, reply, codes), 303);
  });

  app.post('/account/two-step/removal', { config: FRESH }, async (request, reply) => {
    await refuseWhere(request, (isOn) => !isOn);
    await change(request, 'two_step_off', (trx, { id }) => turnOffTwoStep(trx, id));
    return reply.redirect('/account/two-step', 303);
  });

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
    await inTransaction(db, async (trx) => {
      await work(trx, owner);
      await noteAccountEvent(trx, owner.id, { act, agent }, now());
      if (config.mail && act !== 'recovery_codes_made')
        await queueAccountMail(trx, owner, { event: act, locale, agent }, now());
    });
    request.log.info({ account: owner.id, act }, 'account');
  }
}
