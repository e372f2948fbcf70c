import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Field } from '../../domain/forms/field.ts';
import type { Owner } from '../../store/owners.ts';
import { hashToken } from '../../store/tokens.ts';
import { findKept, keepForBrowser, keptId, PAGE_DAYS } from '../kept/pages.ts';

/** After the password, the code has to come within this time. */
const CODE_MS = 10 * 60_000;
const TOPIC = 'second-step';

/** A code of the app, or a recovery code, as people type them. */
export const CODE_FIELDS: Field[] = [{ name: 'verificationCode', kind: 'text', required: true, max: 40 }];

/** Where somebody goes after signing in: to a page, and with what had been typed there. */
export type Onward = { path: string; form: Record<string, string> | null };

const Pending = z.object({
  owner: z.object({ id: z.string(), email: z.string() }),
  passwordMark: z.string(),
  at: z.number(),
  onward: z.object({ path: z.string(), form: z.record(z.string(), z.string()).nullable() }),
});

/** Asks for the code of somebody whose password was right. Nobody is signed in yet. */
export async function askForCode(
  request: FastifyRequest,
  reply: FastifyReply,
  { passwordHash, id, email }: Owner & { passwordHash: string },
  onward: Onward,
): Promise<FastifyReply> {
  const at = request.server.parts.now().getTime();
  const data = { owner: { id, email }, passwordMark: passwordMark({ passwordHash }), at, onward };
  const kept = await keepForBrowser(request, reply, { topic: TOPIC, data, days: PAGE_DAYS });
  return reply.redirect(`/sign-in/code?kept=${kept}`, 303);
}

/** What was asked for: whose code, after which password, and where it goes on. */
export type Asked = Pick<z.infer<typeof Pending>, 'owner' | 'passwordMark' | 'onward'>;

/** Tells whether a password is still the one that was given. */
export const passwordMark = ({ passwordHash }: { passwordHash: string }): string => hashToken(passwordHash);

/** Whose code this page asks for; null where none was asked for, or too long ago. */
export async function askedForCode(request: FastifyRequest): Promise<Asked | null> {
  const [found] = await findKept(request, TOPIC, Pending, keptId(request) ?? '');
  if (!found || request.server.parts.now().getTime() - found.data.at > CODE_MS) return null;
  return found.data;
}
