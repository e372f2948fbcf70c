import type { FastifyRequest } from 'fastify';
import type { FormValues } from '../../domain/forms/form.ts';
import { fingerprint } from '../../domain/language/fingerprint.ts';
import { formValues, ownField } from '../plugins/forms.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether a form was held back because what it shows had been saved anew in another window. */
    isHeldBack: boolean;
  }
}

/** What a page adds to a form that changes something: what the form was based on, and what was saved since. */
export type ShownAgainst = { base: string; meanwhile: { label: string; text: string }[] };

const plain = (text: string | undefined): string => (text ?? '').replaceAll('\r\n', '\n').trim();

const baseOf = (stored: FormValues): string =>
  fingerprint(
    JSON.stringify(
      Object.entries(stored)
        .map(([name, value]) => [name, plain(value)])
        .filter(([, value]) => value !== '')
        .sort(),
    ),
  );

/**
 * Whether a posted form would replace what was saved since its page was opened. Nothing is held back that
 * says what is saved already, nor a form that does not tell what it was based on.
 */
export function changedMeanwhile(request: FastifyRequest, stored: FormValues): boolean {
  const base = ownField(request, '_base');
  if (base === '' || base === baseOf(stored)) return false;
  request.isHeldBack = differing(request, stored).length > 0;
  return request.isHeldBack;
}

const differing = (request: FastifyRequest, stored: FormValues): string[] => {
  const typed = formValues(request);
  return Object.keys(stored).filter((name) => plain(typed[name]) !== plain(stored[name]));
};

/** The base of a form that shows `stored`, and where it was held back, what is saved in the fields that differ. */
export function shownAgainst(
  request: FastifyRequest,
  stored: FormValues,
  fields: readonly { name: string; label: string; options?: { value: string; label: string }[] }[],
): ShownAgainst {
  const names = request.isHeldBack ? differing(request, stored) : [];
  const meanwhile = fields
    .filter(({ name }) => names.includes(name))
    .map(({ name, label, options }) => ({
      label,
      text: options?.find(({ value }) => value === stored[name])?.label ?? (stored[name] || '–'),
    }));
  return { base: baseOf(stored), meanwhile };
}
