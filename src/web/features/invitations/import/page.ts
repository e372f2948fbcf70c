import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Field } from '../../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../../domain/forms/form.ts';
import { addCandidate, issueInvitation } from '../../../../store/candidates.ts';
import { queueMail } from '../../../../store/outbox.ts';
import { inTransaction } from '../../../../store/transactions.ts';
import type { Vetting } from '../../../../store/vettings.ts';
import { DEADLINE_FIELD, deadlineLine, usualDeadline } from '../../../briefs/deadline.ts';
import { errorSummary, viewFields } from '../../../forms/fields.ts';
import { aboutCandidate } from '../../../plugins/history.ts';
import { deadlineFields } from '../fields.ts';
import type { NewLink } from '../links/page.ts';
import type { CandidateList, ListColumns, ListedCandidate } from './candidate-list.ts';

const LIST_FIELD: Field = { name: 'list', kind: 'longtext', required: true, max: 60_000 };
/** All that can be typed into the form. */
export const FIELDS: Field[] = [LIST_FIELD, DEADLINE_FIELD];

export const fieldsOf = (vetting: Vetting): Field[] => [LIST_FIELD, ...deadlineFields(vetting)];

export function importPage(
  request: FastifyRequest,
  reply: FastifyReply,
  values: FormValues,
  problems: readonly Problem[],
  read: CandidateList | null,
): unknown {
  const { config, now } = request.server.parts;
  const { t, vetting } = request;
  const fields = viewFields(
    t,
    fieldsOf(vetting),
    { answersBy: usualDeadline(vetting, now()), ...values },
    problems,
    ({ name }) =>
      name === 'answersBy'
        ? { label: t('deadline.field'), hint: t('deadline.hint') }
        : { label: t(`imports.${name}`) },
    // A file does as well.
  ).map((field) => (field.name === 'list' ? { ...field, hidesNeed: true } : field));
  const good = read?.candidates.filter(({ problem }) => problem === null).length ?? 0;
  const bad = (read?.candidates.length ?? 0) - good;
  return reply.page('invitations/import', {
    title: t('imports.title'),
    hasForm: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    deadline: deadlineLine(request),
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
    checked: read !== null,
    lines:
      read?.candidates.map((line) => ({
        ...line,
        isBad: line.problem !== null,
        verdict: t(line.problem ? `imports.problems.${line.problem}` : 'imports.ok', {
          same: line.same ?? '',
        }),
      })) ?? [],
    columns: columnChoices(request, read),
    summary:
      read === null || bad === 0 ? null : good === 0 ? t('imports.nothing') : t('imports.some', { bad }),
    add: good === 0 ? null : good === 1 ? t('imports.addOne') : t('imports.add', { n: good }),
    sends: config.mail !== null,
    isSending: values.send === 'yes',
  });
}

/** Where the list has several columns: which one holds the name and which one the address. */
function columnChoices({ t }: FastifyRequest, read: CandidateList | null): unknown[] {
  if (!read || read.columns.length < 2) return [];
  return (['name', 'email'] as const).map((what) => ({
    name: `${what}Column`,
    label: t(`imports.${what}Column`),
    options: [
      { value: '', label: t('imports.byContent'), selected: read.chosen[what] === null },
      ...read.columns.map((column, index) => ({
        value: String(index + 1),
        label: t('imports.column', { n: index + 1, text: column === '' ? t('common.none') : column }),
        selected: read.chosen[what] === index,
      })),
    ],
  }));
}

const Column = z
  .string()
  .regex(/^[1-9]\d?$/)
  .transform((text) => Number(text) - 1)
  .nullable()
  .catch(null);

/** The columns that the owner chose. */
export const chosenColumns = ({ nameColumn, emailColumn }: FormValues): ListColumns => ({
  name: Column.parse(nameColumn),
  email: Column.parse(emailColumn),
});

/** Adds one candidate with its link, or with a mail in the outbox that will carry one; null where it is there. */
export function addOne(
  request: FastifyRequest,
  { name, email }: ListedCandidate,
  at: Date,
  { mails }: { mails: boolean },
): Promise<NewLink | null> {
  const { vetting } = request;
  const { db, now } = request.server.parts;
  return inTransaction(db, `vetting:${vetting.id}`, async (trx) => {
    const id = await request.record(
      'candidate_added',
      (added: string | null) => ({ candidateId: added ?? '', candidate: name }),
      (within) => addCandidate(within, vetting, name, email, at),
      trx,
    );
    if (!id) return null;
    const candidate = aboutCandidate({ id, name });
    if (mails && email) {
      await request.record(
        'mail_queued',
        { ...candidate, kind: 'invitation' },
        (within) => queueMail(within, vetting, id, email, { kind: 'invitation' }, now()),
        trx,
      );
      return { candidateId: id, name, email, token: null, expiresAt: '' };
    }
    const made = await request.record(
      'link_made',
      candidate,
      (within) => issueInvitation(within, id, now()),
      trx,
    );
    return { candidateId: id, name, email, ...made };
  });
}
