import { hashPassword, passwordProblem } from '../accounts/passwords.ts';
import { readConfig } from '../config.ts';
import { parseForm } from '../domain/forms/form.ts';
import { translator } from '../locales/translator.ts';
import { openDatabase } from '../store/database.ts';
import { createOwner } from '../store/owners.ts';
import { readText } from './input.ts';

/** Adds an owner account. Returns the exit code. */
export async function addOwner(given: string): Promise<number> {
  const t = translator('en');
  const { values, problems } = parseForm([{ name: 'email', kind: 'email', required: true }], {
    email: given,
  });
  const password = readText(0).replace(/\r?\n$/, '');
  const weak = passwordProblem(password);
  if (problems.length > 0 || weak) {
    console.error(t(`errors.${problems.length > 0 ? 'invalid_email' : weak}`));
    return 2;
  }
  const db = openDatabase(readConfig(process.env).databaseFile);
  const owner = await createOwner(db, String(values.email), await hashPassword(password), new Date());
  await db.destroy();
  console.log(owner ? `${owner.email} can sign in now.` : `${values.email} has an account already.`);
  return owner ? 0 : 1;
}
