import { hashPassword, passwordProblem } from '../accounts/passwords.ts';
import { readConfig } from '../config.ts';
import { parseForm } from '../domain/forms/form.ts';
import { translator } from '../locales/translator.ts';
import { OperatorError } from '../operator-error.ts';
import { openExisting, openInstallation } from '../starting.ts';
import { noteAccountEvent } from '../store/account-events.ts';
import { changePassword, deleteAccount, listAccounts, setDisabled, setMayCreate } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { forgetFreedPages } from '../store/life-cycle.ts';
import { isThere, nameOfDatabase } from '../store/opening.ts';
import { createOwner, findOwnerByEmail } from '../store/owners.ts';
import { turnOffTwoStep } from '../store/two-step.ts';
import { readText } from './input.ts';

const ACTIONS = [
  'add',
  'list',
  'password',
  'disable',
  'enable',
  'two-step-off',
  'allow',
  'deny',
  'delete',
] as const;
type Action = (typeof ACTIONS)[number];
const isAction = (text: string): text is Action => (ACTIONS as readonly string[]).includes(text);

/**
 * The operator's work on accounts: `owner list`, and `owner
 * add|password|disable|enable|two-step-off|allow|deny|delete ADDRESS`; `owner ADDRESS` adds one.
 * Passwords are read from standard input. Returns the exit code.
 */
export async function ownerCommand(first: string, second: string | undefined, yes: boolean): Promise<number> {
  const action = isAction(first) ? first : 'add';
  const address = isAction(first) ? second : first;
  if (action !== 'list' && address === undefined)
    throw new OperatorError(`owner ${action} needs an address: owner ${action} name@example.com`);
  const email = action === 'list' ? '' : addressOf(address ?? '');
  if (email === null) {
    console.error(translator('en')('errors.invalid_email'));
    return 2;
  }
  const password = action === 'add' || action === 'password' ? await newPassword(email) : '';
  if (password === null) return 2;
  if (action === 'delete' && !yes)
    throw new OperatorError(
      `This deletes ${email} with every vetting it owns, for good. Say so with --yes; a backup first is wise.`,
    );
  const { db, close } = await open(action);
  try {
    return await act(db, action, email, password);
  } finally {
    await close();
  }
}

/** The database; adding an account is a first start too, and makes one where there was none, and says so. */
async function open(action: Action): Promise<{ db: Database; close: () => Promise<void> }> {
  const config = readConfig(process.env);
  if (action !== 'add' || (await isThere(config))) {
    const db = await openExisting(config);
    return { db, close: () => db.destroy() };
  }
  const { db, release } = await openInstallation(config, { mayCreate: true });
  console.log(`A new database was made: ${nameOfDatabase(config)}`);
  return {
    db,
    close: async () => {
      await db.destroy();
      release();
    },
  };
}

function addressOf(given: string): string | null {
  const field = { name: 'email', kind: 'email', required: true } as const;
  const { values, problems } = parseForm([field], { email: given });
  return problems.length > 0 ? null : String(values.email);
}

async function newPassword(email: string): Promise<string | null> {
  const password = readText(0).replace(/\r?\n$/, '');
  const weak = await passwordProblem(password, [email]);
  if (weak) console.error(translator('en')(`errors.${weak}`, { label: 'The password' }));
  return weak ? null : password;
}

async function act(db: Database, action: Action, email: string, password: string): Promise<number> {
  const now = new Date();
  if (action === 'list') return list(db);
  if (action === 'add') {
    const owner = await createOwner(db, email, await hashPassword(password), now);
    console.log(owner ? `${email} can sign in now.` : `${email} has an account already.`);
    return owner ? 0 : 1;
  }
  const owner = await findOwnerByEmail(db, email);
  if (!owner) throw new OperatorError(`There is no account of ${email}. owner list shows them all.`);
  switch (action) {
    case 'password':
      await changePassword(db, owner.id, await hashPassword(password));
      await noteAccountEvent(db, owner.id, { act: 'password_set_by_operator' }, now);
      console.log(`${email} has a new password and is signed out everywhere.`);
      return 0;
    case 'disable':
    case 'enable':
      await setDisabled(db, owner.id, action === 'disable', now);
      console.log(
        action === 'disable'
          ? `${email} cannot sign in any more and is signed out everywhere. Nothing was deleted.`
          : `${email} can sign in again.`,
      );
      return 0;
    case 'allow':
    case 'deny':
      await setMayCreate(db, owner.id, action === 'allow');
      console.log(
        action === 'allow'
          ? `${email} may have vettings of its own.`
          : `${email} takes part in others' vettings only. Vettings that it has stay its own.`,
      );
      return 0;
    case 'two-step-off':
      await turnOffTwoStep(db, owner.id);
      await noteAccountEvent(db, owner.id, { act: 'two_step_off_by_operator' }, now);
      console.log(
        `${email} signs in with the password alone again. Be sure that it was the person who asked.`,
      );
      return 0;
    case 'delete':
      await deleteAccount(db, owner.id);
      await forgetFreedPages(db);
      console.log(`${email} and every vetting of this account are deleted.`);
      return 0;
  }
}

async function list(db: Database): Promise<number> {
  const accounts = await listAccounts(db);
  for (const { email, createdAt, disabledAt, verifiedAt, vettings, mayCreate } of accounts)
    console.log(
      [
        email,
        `since ${createdAt.slice(0, 10)}`,
        `vettings ${vettings}`,
        verifiedAt ? 'confirmed' : 'not confirmed',
        ...(mayCreate ? [] : ['takes part only']),
        ...(disabledAt ? [`disabled since ${disabledAt.slice(0, 10)}`] : []),
      ].join('  '),
    );
  if (accounts.length === 0) console.log('There is no account yet.');
  return 0;
}
